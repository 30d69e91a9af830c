"""Minutes are begun by the platform, written together, circulated, corrected, approved and sealed."""

import html
import io
import json
import subprocess
import sys
import zipfile
from datetime import date, timedelta

import pytest
from django.test import Client
from pypdf import PdfReader

from hamshahr.accounts.models import Act
from hamshahr.decisions.models import WrittenProcedure
from hamshahr.decisions.services import ask_in_writing
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.languages import say
from hamshahr.letters.models import Letter
from hamshahr.meetings.models import Closing, Paper, PaperFile
from hamshahr.resolutions import sealing, services
from hamshahr.resolutions.archiving import archive
from hamshahr.resolutions.models import Minutes
from hamshahr.rolls.services import compute_roll, freeze_roll
from hamshahr.seals.models import Seal
from hamshahr.seals.queries import is_genuine
from hamshahr.seals.statements import content_digest
from tests.replay import breaks, silent, untold
from tests.world import names

from .builders import LATER, a_board_that_met, after, later_session, minutes_drafted, paragraph


@pytest.fixture(autouse=True)
def own_keys(settings, tmp_path):
    settings.DATA = tmp_path


def texts(minutes, language="en"):
    return {place.heading: text for place, text in sealing.standing_texts(minutes, language)}


def approved(world):
    minutes = minutes_drafted(world)
    services.circulate(minutes=minutes, by=world.sara, at=after(300))
    item = later_session(world)
    return services.approve(minutes=minutes, item=item, by=world.sara, at=LATER + timedelta(minutes=5))


def test_a_draft_begins_with_who_came_and_what_was_adopted_and_without_hidden_items(world):
    a_board_that_met(world)
    minutes = services.draft_minutes(session=world.session, languages=["en", "fa"], by=world.sara, at=after(200))

    said = texts(minutes)
    assert list(said) == ["The session", "Attendance", "Quorum", "1 Streets", "1.1 Lights", "2 Inner affairs"]
    assert said["Attendance"].splitlines() == ["Delegations present: 2.", "Mashhad: نسرین راد", "Seoul: Min Park"]
    assert said["1 Streets"] == "Resolution 1/2021: Safer streets" and said["2 Inner affairs"] == ""
    assert any("خیابان‌های امن" in text for text in texts(minutes, "fa").values())
    assert not any("Salary" in text for text in [*said, *said.values()])
    with pytest.raises(Refused, match="have been begun"):
        services.draft_minutes(session=world.session, languages=["en"], by=world.sara)


def test_two_who_write_the_same_paragraph_both_find_their_words_and_merge_them(world, client):
    minutes = minutes_drafted(world)
    place = paragraph(world, world.inner)
    address = f"/en/meetings/board-2021/minutes/{minutes.key}/paragraphs/{place.pk}/"
    client.force_login(world.sara)
    assert client.post(address, {"text": "First words.", "based_on": 1}).status_code == 302

    late = client.post(address, {"text": "Other words.", "based_on": 1})
    again = client.post(address, {"text": "Other words.", "based_on": 1})

    assert late.status_code == again.status_code == 409
    shown = late.content.decode()
    assert "First words." in shown and "Other words." in shown and 'name="based_on" value="2"' in shown
    assert texts(minutes)["2 Inner affairs"] == "First words."
    assert client.post(address, {"text": "First and other words.", "based_on": 2}).status_code == 302
    assert client.post(address, {"text": "First and other words.", "based_on": 2}).status_code == 302
    kept = place.wordings.order_by("number").values_list("number", "based_on", "text", "is_aside")
    assert list(kept) == [
        (1, 0, "", False),
        (2, 1, "First words.", False),
        (3, 1, "Other words.", True),
        (4, 2, "First and other words.", False),
    ]
    further = services.add_paragraph(after=place, heading="Thanks", text="The chair thanks.", by=world.sara)
    assert list(texts(minutes))[-1] == "Thanks" and further.position > place.position
    ours = ("Minutes", "Paragraph", "Wording", "Correction")
    assert [*breaks()] == [*silent()] == [line for line in untold() if line.startswith(ours)] == []


def test_minutes_go_from_draft_over_circulated_and_corrected_to_approved_at_a_later_session(world):
    minutes, item = minutes_drafted(world), later_session(world)
    place = paragraph(world, world.streets)
    with pytest.raises(Refused, match="circulated before"):
        services.approve(minutes=minutes, item=item, by=world.sara)
    with pytest.raises(Refused, match="not circulated yet"):
        services.ask_correction(paragraph=place, text="Seoul was for.", by=world.jun)

    minutes = services.circulate(minutes=minutes, by=world.sara, at=after(300))
    with pytest.raises(Refused, match="only corrections"):
        services.write_paragraph(paragraph=place, text="Quietly changed.", based_on=1, by=world.sara)
    asked = services.ask_correction(paragraph=place, text="Seoul was for.", by=world.jun)
    assert services.ask_correction(paragraph=place, text="Seoul was for.", by=world.jun) == asked
    with pytest.raises(Refused, match="waits for an answer"):
        services.approve(minutes=minutes, item=item, by=world.sara)
    services.answer_correction(correction=asked, is_taken=True, text="Seoul voted for it.", by=world.sara)
    refused = services.ask_correction(paragraph=place, text="No!", by=world.jun)
    services.answer_correction(correction=refused, is_taken=False, answer="It was said.", by=world.sara)
    minutes.refresh_from_db()
    assert minutes.state == Minutes.State.CORRECTED and texts(minutes)["1 Streets"] == "Seoul voted for it."
    with pytest.raises(Refused, match="later session"):
        services.approve(minutes=minutes, item=world.streets, by=world.sara)

    minutes = services.approve(minutes=minutes, item=item, by=world.sara, at=LATER)

    assert (minutes.state, minutes.approved_by, minutes.approved_at) == ("approved", item, LATER)
    assert Act.objects.filter(digest=minutes.log_head).exists()
    with pytest.raises(Refused, match="next meeting"):
        services.ask_correction(paragraph=place, text="Too late.", by=world.jun)
    called = Letter.objects.filter(kind="minutes.circulated").values_list("to_user", flat=True)
    assert sorted(called) == sorted([world.mina.pk, world.jun.pk])


def test_approved_minutes_are_sealed_papers_in_each_language_with_the_head_of_the_log(world):
    minutes = approved(world)

    assert Seal.objects.count() == 2 and all(is_genuine(seal) for seal in Seal.objects.all())
    for language in ("fa", "en"):
        seal = sealing.seal_of(minutes, language)
        said = json.loads(seal.statement)
        assert said["sha256"] == content_digest(sealing.text_of(minutes, language))
        assert (said["log"], said["kind"], said["on"]) == (minutes.log_head, "minutes", "2022-05-02")
        paper = sealing.minutes_paper(minutes, language)
        read = PdfReader(io.BytesIO(paper))
        told = read.trailer["/Root"]["/Metadata"].get_data().decode()
        assert "<pdfaid:part>2</pdfaid:part>" in told and "<pdfaid:conformance>A</pdfaid:conformance>" in told
        text = "".join(page.extract_text() for page in read.pages)
        assert seal.serial in text and minutes.log_head[:30] in text.replace("\n", "")
        assert paper == sealing.minutes_paper(minutes, language)


def test_each_reader_sees_the_minutes_that_are_for_them(world):
    minutes = minutes_drafted(world)
    page = f"/en/meetings/board-2021/minutes/{minutes.key}/"
    write = f"{page}paragraphs/{paragraph(world, world.streets).pk}/"

    def seen(address):
        found = {}
        for who in ("sara", "mina", "omid", None):
            reader = Client()
            if who:
                reader.force_login(getattr(world, who))
            found[who] = reader.get(address).status_code
        return found

    assert seen(page) == {"sara": 200, "mina": 404, "omid": 404, None: 404}
    assert seen(write) == {"sara": 200, "mina": 404, "omid": 404, None: 302}
    services.circulate(minutes=minutes, by=world.sara, at=after(300))
    assert seen(page) == {"sara": 200, "mina": 200, "omid": 404, None: 404}
    assert seen(write) == {"sara": 200, "mina": 403, "omid": 404, None: 302}
    services.approve(minutes=minutes, item=later_session(world), by=world.sara, at=LATER)
    assert seen(page)["omid"] == 404, "They tell of an internal item."
    minutes.paragraphs.filter(item=world.inner).update(item=None)
    assert set(seen(page).values()) == {200}
    for part in ("fa.pdf", "en.txt"):
        assert set(seen(page + part).values()) == {200}
    assert set(seen(page + "fr.pdf").values()) == {404}


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_pages_of_a_meeting_are_shown_and_written_in_both_languages(world, client, language):
    minutes = minutes_drafted(world)
    place = paragraph(world, world.streets, language)
    client.force_login(world.sara)
    home = f"/{language}/meetings/board-2021"
    pages = [f"{home}/resolutions/", f"{home}/minutes/", f"{home}/minutes/{minutes.key}/"]
    pages += [f"{pages[2]}paragraphs/{place.pk}/{part}" for part in ("", "next/")]
    for page in pages:
        assert client.get(page).status_code == 200, page
    services.circulate(minutes=minutes, by=world.sara, at=after(300))
    client.force_login(world.mina)
    asked = client.post(f"{pages[2]}paragraphs/{place.pk}/correction/", {"text": "Mashhad was for."})
    assert asked.status_code == 302 and "Mashhad was for." in client.get(asked.headers["Location"]).content.decode()
    client.force_login(world.sara)
    for page in ("resolutions", "resolution-duties", "minutes", "corrections-of-minutes"):
        assert client.get(f"/office/{page}/").status_code == 200, page
    assert client.post(f"/office/resolutions/do/lay/{world.resolution.pk}/", {}).status_code == 422


def test_the_archive_of_a_closed_meeting_is_read_without_the_platform(world, client, tmp_path):
    minutes = approved(world)
    roll = freeze_roll(roll=compute_roll(gathering=world.meeting, by=world.sara), by=world.sara)
    type(world.brussels).objects.filter(pk=world.brussels.pk).update(live=False)
    said = {"names": names(en="New logo"), "text": names(en="Blue."), "closes_on": date(2030, 1, 1), "way": "silence"}
    asked = ask_in_writing(body=world.meeting.body, by=world.sara, at=LATER, **said)
    WrittenProcedure.objects.filter(pk=asked.pk).update(item=world.streets, state="objected", ended_at=LATER)
    page = "/en/meetings/board-2021/archive.zip"
    client.force_login(world.sara)
    assert client.get(page).status_code == 404
    Closing.objects.create(gathering=world.meeting, closed_at=LATER, by=world.sara)

    answer = client.get(page)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as zipped:
        held = {name: zipped.read(name) for name in zipped.namelist()}

    assert {name.split("/")[0] for name in held} == {"tables", "papers", "seals", "index.fa.html", "index.en.html"}
    assert held["papers/minutes-1-fa.pdf"] == sealing.minutes_paper(minutes, "fa")
    (resolution,) = json.loads(held["tables/resolutions.json"])
    assert (resolution["number"], resolution["title"]["fa"]) == ("1/2021", "خیابان‌های امن")
    assert [row["item"] for row in json.loads(held["tables/agenda.json"])] == ["1", "1.1", "2"]
    assert "نسرین راد" in held["tables/attendance.csv"].decode() and b"papers/minutes-1-en.pdf" in held["index.en.html"]
    assert not any(b"Salary" in raw for raw in held.values()) and b"Resolution 1/2021" in held["index.en.html"]
    (told,) = json.loads(held["tables/asked_in_writing.json"])
    assert (told["key"], told["state"], told["digest_of_roll"]) == (asked.key, "objected", asked.roll.digest)
    lines = json.loads(held["tables/rolls_in_writing.json"])
    assert {line["city"] for line in lines if line["entitled"]} == {"mashhad", "seoul"}
    assert held[f"papers/roll-{asked.key}-fa.pdf"].startswith(b"%PDF-1.7")
    lines = json.loads(held["tables/roll.json"])
    assert {(line["city"], line["entitled"], line["digest_of_roll"], line["seal"]) for line in lines} == {
        (slug, True, roll.digest, roll.seal.serial) for slug in ("mashhad", "seoul")
    }
    assert not any("facts" in line for line in lines) and held["papers/roll-fa.pdf"].startswith(b"%PDF-1.7")
    told = html.unescape(client.get(f"/fa/seals/{sealing.seal_of(minutes, 'en').serial}/").content.decode())
    facts, signed = told.partition("<dl")[2].partition("</dl>")[0], told.partition("h-signed")[2]
    assert (say(world.meeting.names, "fa") in facts, "2021" in facts, '"title":"Board 2021"' in signed) == (
        True, False, True,
    )  # fmt: skip
    for name in ("verify_seal.py", "keys.json", "roll.json"):
        (tmp_path / name).write_bytes(held[f"seals/{name}"])
    told = subprocess.run(
        [sys.executable, *(tmp_path / name for name in ("verify_seal.py", "roll.json", "keys.json"))],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert f"digest: {roll.digest}" in told and told.endswith("TRUE\n")
    for index in ("index.fa.html", "index.en.html"):
        assert (roll.digest in held[index].decode(), "Brussels" in held[index].decode()) == (True, False)
    assert b"http" not in held["index.fa.html"]
    assert archive(world.meeting) == answer.content
    client.force_login(world.mina)
    assert client.get(page).status_code == 403


def test_the_archive_holds_the_papers_that_members_may_read_and_no_others(world):
    a_board_that_met(world)
    for place, (item, audience, said, fields) in enumerate(
        [
            (world.streets, "public", "Streets", {}),
            (world.part, "internal", "Lights", {}),
            (world.inner, "public", "Inner", {}),
            (None, "internal", "Whole", {}),
            (world.secret, "public", "Salary", {}),
            (world.streets, "hidden", "Secret", {}),
            (world.streets, "public", "Withdrawn", {"withdrawn_at": LATER}),
            (world.streets, "public", "Notes", {"kind": "speaking notes"}),
        ]
    ):
        own = {"gathering": world.meeting, "item": item, "audience": audience, "names": names(en=said)}
        version = Paper.objects.create(**own, **fields).versions.create(
            number=1, language="en", form="text", size=9, digest=f"{place:064}", brought_at=LATER
        )
        PaperFile.objects.create(version=version, content=said.encode())

    with zipfile.ZipFile(io.BytesIO(archive(world.meeting))) as zipped:
        held = {name: zipped.read(name) for name in zipped.namelist()}

    documents = {raw.decode(): name for name, raw in held.items() if name.startswith("documents/")}
    assert set(documents) == {"Streets", "Lights", "Inner", "Whole"}
    rows = {row["title"]["en"]: row for row in json.loads(held["tables/papers.json"])}
    assert {said: (row["file"], row["audience"]) for said, row in rows.items()} == {
        "Streets": (documents["Streets"], "public"),
        "Lights": (documents["Lights"], "internal"),
        "Inner": (documents["Inner"], "internal"),
        "Whole": (documents["Whole"], "internal"),
    }
    assert documents["Lights"].startswith("documents/1-item-1.1-")
    assert documents["Streets"].encode() in held["index.en.html"]
