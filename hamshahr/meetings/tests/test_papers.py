"""Papers: read by what they hold, kept in versions, given to those who may read them, bound into one file."""

import io
import re

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from hamshahr.kernel.errors import Refused
from hamshahr.meetings.models import Paper, PaperVersion
from hamshahr.meetings.reading import MOST_BYTES, Read, read_file
from hamshahr.meetings.services import bring_paper, bring_version, withdraw_paper
from tests.world import names

from .builders import a_meeting, an_agenda


def a_pdf(pages=1, spoil=None, size=(400, 500)):
    writer = PdfWriter()
    for _number in range(pages):
        writer.add_blank_page(*size)
    if spoil:
        spoil(writer)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def with_launch(writer):
    action = DictionaryObject({NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("cmd")})
    link = DictionaryObject({NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): action})
    writer.add_annotation(0, DictionaryObject({**link, NameObject("/Rect"): writer.pages[0].mediabox}))


def with_script(writer):
    script = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(script)


HOSTILE = {
    "script": (lambda: a_pdf(spoil=with_script), "script"),
    "launch": (lambda: a_pdf(spoil=with_launch), "script"),
    "files": (lambda: a_pdf(spoil=lambda writer: writer.add_attachment("a.exe", b"MZ")), "other files"),
    "locked": (lambda: a_pdf(spoil=lambda writer: writer.encrypt("secret")), "password"),
    "many pages": (lambda: a_pdf(pages=201), "200 pages"),
    "no page": (lambda: b"%PDF-1.7\nnothing", "cannot be read"),
    "cut": (lambda: a_pdf(pages=3)[:300], "cannot be read"),
    "page of the web": (lambda: b"\x00\x01<script>", "neither"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "neither"),
    "nothing": (lambda: b"  \n", "empty"),
    "too large": (lambda: b"x" * (MOST_BYTES + 1), "10 MB"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_file_that_is_no_quiet_paper_is_refused_with_what_to_do(kind):
    make, words = HOSTILE[kind]
    with pytest.raises(Refused, match=words):
        read_file(io.BytesIO(make()))


def text(words):
    return read_file(io.BytesIO(words.encode()))


def pdf(pages):
    raw = a_pdf(pages)
    return Read("pdf", raw, pages, str(hash(raw)))


def laid(world):
    """A public paper, an internal one in two versions, a hidden one, notes for interpreters."""
    meeting = a_meeting(world)
    an_agenda(world)
    said = {"gathering": meeting, "language": "en", "by": world.sara}
    world.public = bring_paper(
        **said, item=world.opening, read=read_file(io.BytesIO(a_pdf(2))), names=names(en="Programme"), audience="public"
    )
    world.inner = bring_paper(**said, item=world.accounts, read=text("First draft"), names=names(en="Balance"))
    world.later = bring_version(paper=world.inner, read=text("گزارش دوم"), language="en", note="Sums", by=world.sara)
    world.secret = bring_paper(**said, item=world.staff, read=text("Charges"), names=names(en="Charges"))
    world.notes = bring_paper(**said, read=text("Speech"), names=names(en="Speech"), kind="speaking notes")
    return meeting


def test_each_reader_gets_the_papers_of_his_audience_and_no_other(world, client):
    meeting = laid(world)
    papers = {"Programme": world.public, "Balance": world.inner, "Charges": world.secret, "Speech": world.notes}
    seen = {
        "stranger": {"Programme"},
        "omid": {"Programme"},
        "mina": {"Programme", "Balance"},
        "sara": set(papers),
    }
    for who, expected in seen.items():
        client.logout()
        if who != "stranger":
            client.force_login(getattr(world, who))
        page = client.get(f"/en/meetings/{meeting.slug}/papers/").content.decode()
        assert {title for title in papers if title in page} == expected
        user = getattr(world, who, None)
        if user:
            assert {str(paper) for paper in Paper.objects.visible_to(user)} == expected
        for title, paper in papers.items():
            answer = client.get(f"/en/meetings/{meeting.slug}/papers/{paper.key}/1/")
            assert answer.status_code == (200 if title in expected else 404)
    answer = client.get(f"/en/meetings/{meeting.slug}/papers/{world.inner.key}/2/")
    assert (answer.content.decode(), answer["X-Content-Type-Options"]) == ("گزارش دوم", "nosniff")
    assert answer["Content-Disposition"].startswith("attachment")
    assert page.count("superseded") == 1
    assert bring_version(paper=world.inner, read=text("گزارش دوم"), language="en", by=world.sara) == world.later
    withdraw_paper(paper=world.inner, reason="Wrong file.", by=world.sara)
    client.force_login(world.mina)
    assert "Balance" not in client.get(f"/en/meetings/{meeting.slug}/papers/").content.decode()
    with pytest.raises(Refused, match="withdrawn"):
        bring_version(paper=world.inner, read=text("x"), language="en", by=world.sara)


def test_the_bundle_has_bookmarks_by_item_numbers_on_each_page_and_nothing_else(world, client):
    meeting = laid(world)
    address = f"/en/meetings/{meeting.slug}/papers/all.pdf"
    client.force_login(world.mina)

    bundle = PdfReader(io.BytesIO(client.get(address).content))

    assert marks(bundle) == [("1 Opening", 1), ("Programme", 1), ("2 Accounts in draft", 3), ("Balance", 3)]
    assert len(bundle.pages) == 4
    for number, page in enumerate(bundle.pages, start=1):
        assert f"{number} / 4" in page.extract_text()
    cover = " ".join(bundle.pages[0].extract_text().split())
    assert all(word in cover for word in ("General Assembly", "Programme", "Balance", "4 pages"))
    assert not re.search("Charges|Speech|Dismissal", "".join(page.extract_text() for page in bundle.pages))
    client.logout()
    public = PdfReader(io.BytesIO(client.get(address).content))
    assert marks(public) == [("1 Opening", 1), ("Programme", 1)]
    withdraw_paper(paper=world.public, reason="Old.", by=world.sara)
    assert client.get(address).status_code == 404
    assert PaperVersion.objects.count() == 5


def marks(reader):
    found, todo = [], list(reader.outline)
    while todo:
        mark = todo.pop(0)
        if isinstance(mark, list):
            todo = mark + todo
        else:
            found.append((mark.title, reader.get_destination_page_number(mark)))
    return found
