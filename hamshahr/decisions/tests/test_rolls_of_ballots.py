"""From the statutes to the result, through the pages: by heads or by population; and the roll that is signed."""

import hashlib
import html
import io
import json
import re

import pytest
from django.utils import timezone
from pypdf import PdfReader

from hamshahr.accounts.receipts import new_key
from hamshahr.attendance.services import arrive, name_delegate
from hamshahr.decisions.models import ClosingRoll, Putting
from hamshahr.decisions.services import lend_proxy
from hamshahr.decisions.services.closing_rolls import content_of
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.languages import say
from hamshahr.meetings.services import open_item, open_session
from hamshahr.seals.queries import is_genuine
from tests.replay import breaks, rows, silent, untold
from tests.world import names

from .sittings import CHAIR, HALF, MOST, NOON, a_motion, a_sitting, brought

ROOM = "/en/meetings/assembly-2021"
BY_PEOPLE = {"article": "9", "topic": "voting right", "text": names(en="By people."), "values": {"votes": "population"}}
PEOPLE = {"mashhad": 3_000_000, "seoul": 9_000_000, "brussels": 1_000_000}
ONCE = re.compile(r'name="once" value="(\w+)"')


def rows_under(page, caption):
    """The cells of the table with a caption, row by row."""
    table = next(part for part in page.split("<table")[1:] if caption in part.partition("</caption>")[0])
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", table.partition("</table>")[0], re.S)
    return [tuple(re.sub(r"<[^>]+>", " ", row).lower().split()) for row in rows]


def text_of(paper):
    """The words of a paper, with one space between them."""
    told = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages)
    return " ".join(re.sub("[\u2066-\u2069]", "", told).split())


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def sat(world, client, *rules):
    """The assembly with a roll made on its pages, Mashhad and Seoul in the room, and the voice of Brussels lent."""
    a_sitting(world, rules=(HALF, MOST, CHAIR, *rules), cities=tuple(PEOPLE))
    for name, people in PEOPLE.items():
        place = getattr(world, name).place
        place.population = people
        place.save()
    world.older = rows()
    client.force_login(world.sara)
    cut_off = {"day": "2021-05-01", "hour": "02:00", "once": new_key()}
    assert client.post(f"{ROOM}/roll/versions/new/", cut_off).status_code == 302
    assert client.post(f"{ROOM}/roll/1/freezing/", {"once": new_key()}).status_code == 302
    words = {"letter": "Letter 14/3", "on": NOON.date(), "by": world.sara}
    lend_proxy(gathering=world.assembly, giver=world.brussels, holder=world.mashhad, **words)
    open_session(session=world.session, by=world.sara, at=NOON)
    for name in ("mashhad", "seoul"):
        sent = {"party": getattr(world, name), "person_name": f"Delegate of {name}", "role": "head"}
        delegate = name_delegate(gathering=world.assembly, by=world.sara, **sent)
        arrive(delegate=delegate, session=world.session, how="desk", at=NOON, by=world.sara)
    open_item(item=world.item, by=world.sara, at=NOON)
    return brought(world, a_motion(world, item=world.item), "filed", "open", "debated")


def voted(world, client, motion):
    """The motion put to the vote, answered and closed on the pages: Mashhad and Brussels for it, Seoul against."""
    assert client.post(f"{ROOM}/votes/new/motion/{motion.key}/", {"way": "named", "once": new_key()}).status_code == 302
    putting = Putting.objects.get()
    for who, answer in (("mina", "yes"), ("jun", "no")):
        client.force_login(getattr(world, who))
        address = f"/en/ballots/{putting.ballot.key}/"
        page = read(client, address)
        voices = set(re.findall(r'name="(v\d+)-answer"', page))
        typed = {"once": ONCE.search(page)[1], "confirmed": "yes"} | {f"{voice}-answer": answer for voice in voices}
        assert client.post(address, typed).status_code == 200
    client.force_login(world.sara)
    client.post(f"{ROOM}/room/acts/close-ballot/", {"of": putting.ballot.key, "once": new_key()})
    client.logout()
    putting.refresh_from_db()
    return putting


def test_by_population_the_roll_weighs_and_the_result_has_a_table_for_heads_and_one_for_weights(world, client):
    motion = sat(world, client, BY_PEOPLE)
    assert "Together they have 13,000,000 votes." in read(client, f"{ROOM}/roll/")

    putting = voted(world, client, motion)

    page = read(client, f"/en/ballots/{putting.ballot.key}/")
    heads, weights = ({row[0]: row[-1] for row in rows_under(page, unit)} for unit in ("In members", "By weight"))
    assert (heads["for"], heads["against"]) == ("2", "1")
    assert (weights["for"], weights["against"]) == ("4,000,000", "9,000,000")
    assert putting.outcome == "rejected"
    assert "13,000,000" in page and 'dir="rtl"' in read(client, f"/fa/ballots/{putting.ballot.key}/")


def test_one_city_one_vote_decides_by_heads_and_the_roll_of_the_ballot_is_signed(world, client):
    putting = voted(world, client, sat(world, client))
    key, address = putting.ballot.key, f"{ROOM}/ballots/{putting.ballot.key}/roll"

    assert putting.outcome == "adopted"
    assert "By weight" not in read(client, f"/en/ballots/{key}/")
    kept = ClosingRoll.objects.get()
    said = json.loads(kept.text)
    states = {line["party"]: (line["state"], line["by"], line["weight"]) for line in said["lines"]}
    assert states == {
        "brussels": ("represented", "mashhad", "1.000000"),
        "mashhad": ("present", "", "1.000000"),
        "seoul": ("present", "", "1.000000"),
    }
    page = read(client, f"{address}/")
    assert "<bdi>Brussels</bdi> (<bdi>UTC+" in page
    assert "represented by Mashhad" in page and f"/en/seals/{kept.seal.serial}/" in page
    assert hashlib.sha256(client.get(f"{address}.json").content).hexdigest() == kept.digest
    assert (json.loads(kept.seal.statement)["digest"], is_genuine(kept.seal)) == (kept.digest, True)
    assert f"{address}/" in read(client, f"/en/seals/{kept.seal.serial}/")
    paper = client.get(f"{address}.pdf")
    assert (paper["Content-Type"], b"pdfaid" in paper.content) == ("application/pdf", True)
    words = text_of(paper.content)
    assert "represented by Mashhad" in words and kept.seal.serial in words
    assert client.get(f"{address.replace('/en/', '/fa/')}.pdf").content[:5] == b"%PDF-"
    assert address in read(client, f"{ROOM}/votes/{putting.key}/")
    roll = world.assembly.rolls.get()
    assert f"/en/seals/{roll.seal.serial}/" in read(client, f"{ROOM}/roll/")
    assert f"{ROOM}/roll/" in read(client, f"/en/seals/{roll.seal.serial}/")
    for sealed in (roll.seal, kept.seal):
        told = html.unescape(read(client, f"/fa/seals/{sealed.serial}/"))
        facts, signed = told.partition("<dl")[2].partition("</dl>")[0], told.partition("h-signed")[2]
        assert (say(world.assembly.names, "fa") in facts, "metropolis" in facts, sealed.statement in signed) == (
            True, False, True,
        )  # fmt: skip
        assert re.search(r"breaks\">\d{4}-\d\d-\d\d", facts) is None
    assert "Mashhad" in text_of(client.get(f"{ROOM}/roll.pdf").content)
    assert [*breaks(), *silent(), *untold(world.older)] == []
    type(world.seoul).objects.filter(pk=world.seoul.pk).update(live=False)
    later = read(client, f"{address}/")
    assert ("a member that is not shown" in later, "Seoul" in later.partition("<table")[2]) == (True, False)
    assert content_of(putting.ballot, roll)["lines"][2]["party"] == "not shown 1"
    with pytest.raises(Refused, match="stays as it was signed"):
        kept.save()
    putting.ballot.audience = "internal"
    putting.ballot.save()
    assert [client.get(f"{address}{end}").status_code for end in ("/", ".pdf", ".json")] == [404] * 3
    assert kept.seal.issued_on == timezone.localdate(putting.ballot.closed_at, timezone=world.session.place_zone)
