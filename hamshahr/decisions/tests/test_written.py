"""Decisions in writing: silence, objection, the majority of the answers, and the last day where each member is."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from hamshahr.decisions import services
from hamshahr.decisions.models import Reply, WrittenProcedure
from hamshahr.decisions.pages import address_of_written_roll
from hamshahr.decisions.queries import awaiting
from hamshahr.decisions.queries.written_rolls import roll_of
from hamshahr.decisions.services.written_rolls import digest_of
from hamshahr.decisions.tests.sittings import BEFORE, HALF, MOST, a_sitting
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.languages import say
from hamshahr.letters.models import Letter
from hamshahr.rolls.tests.builders import CITIES, CUT_OFF, HOUR, pay, the_network
from tests.world import city, names

LAST = date(2021, 5, 20)
SILENCE = {
    "article": "30", "topic": "written procedure", "text": names(en="Ten days."),
    "values": {"silence_days": 10, "silence": "assent"},
}  # fmt: skip
ALL = ("mashhad", "seoul", "brussels")


def asked(world, way="silence", **fields):
    said = {"names": names(en="New logo"), "text": names(en="The logo is blue."), "closes_on": LAST} | fields
    return services.ask_in_writing(body=world.metropolis, way=way, by=world.sara, at=BEFORE, **said)


def reply(procedure, party):
    return procedure.replies.get(party=party)


def test_silence_decides_when_the_last_day_is_over_for_everybody(world):
    a_sitting(world, rules=[HALF, MOST, SILENCE], cities=ALL)
    with pytest.raises(Refused, match=r"awaited for 10 days at least.*30"):
        asked(world, closes_on=date(2021, 5, 5))
    procedure = asked(world)
    ends = dict(procedure.replies.values_list("party__slug", "closes_at"))
    assert ends == {
        "mashhad": datetime(2021, 5, 20, 19, 30, tzinfo=UTC),
        "seoul": datetime(2021, 5, 20, 15, tzinfo=UTC),
        "brussels": datetime(2021, 5, 20, 22, tzinfo=UTC),
    }
    assert [each.title for each in awaiting(world.seoul, LAST)] == ["Decision by correspondence: New logo"]
    assert awaiting(world.seoul, LAST + timedelta(days=1)) == []
    letter = Letter.objects.get(kind="written.asked", to_user=world.jun)
    assert "until the end of 20 May 2021, time of Seoul" in letter.text
    with pytest.raises(Refused, match="over where you are"):
        services.reply_in_writing(reply=reply(procedure, world.seoul), answer="yes", by=world.jun, at=ends["seoul"])
    services.reply_in_writing(reply=reply(procedure, world.mashhad), answer="yes", by=world.mina, at=ends["seoul"])
    assert awaiting(world.mashhad, LAST) == []
    assert services.decide_written(at=ends["brussels"] - timedelta(seconds=1)) == []
    assert services.decide_written(at=ends["brussels"]) == [procedure]
    assert services.decide_written(at=ends["brussels"]) == []
    procedure.refresh_from_db()
    assert (procedure.state, procedure.verdict["tally"]["yes"]) == ("adopted", 3)
    assert str(procedure.decision.title) == "New logo"


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_page_of_an_answer_asks_the_store_the_same_however_many_cities_are_asked(world, client, language):
    a_sitting(world, rules=[SILENCE], cities=ALL)
    procedure, seen = asked(world), []
    client.force_login(world.jun)
    for more in ((), CITIES):
        for slug in more:
            party = city(slug, world.iran, (1, 1), "Asia/Tehran", en=slug.title(), fa=slug.title())
            Reply.objects.create(procedure=procedure, party=party, zone="Asia/Tehran", closes_at=BEFORE)
        with CaptureQueriesContext(connection) as counted:
            text = client.get(f"/{language}/meetings/by-correspondence/{procedure.key}/").content.decode()
        seen.append(len(counted))
    assert seen[0] == seen[1] <= 16
    with translation.override(language):
        assert f"{say(world.seoul.names)}: " in text and "Asia/Seoul" not in text
    translation.activate("en")


def test_one_objection_breaks_the_silence_and_lays_the_text_before_the_next_session(world):
    a_sitting(world, rules=[SILENCE], cities=ALL)
    procedure, later = asked(world), BEFORE + timedelta(days=1)
    with pytest.raises(Refused, match="says why"):
        services.reply_in_writing(reply=reply(procedure, world.seoul), answer="no", by=world.jun, at=later)
    services.reply_in_writing(reply=reply(procedure, world.seoul), answer="no", words="Red.", by=world.jun, at=later)
    procedure.refresh_from_db()
    assert (procedure.state, procedure.item.session, str(procedure.item.names)) == (
        "objected", world.session, "New logo",
    )  # fmt: skip
    with pytest.raises(Refused, match="decided, or broken off"):
        services.reply_in_writing(reply=reply(procedure, world.mashhad), answer="yes", by=world.mina, at=later)
    assert services.decide_written(at=later + timedelta(days=60)) == []
    assert Letter.objects.filter(kind="written.ended").count() == 2


def test_the_roll_is_frozen_and_signed_when_the_text_goes_out_and_says_who_is_not_asked_and_why(world, client):
    """S10.19, S1.14, N5."""
    the_network(world)
    for slug in ("mashhad", "lima"):
        pay(world, slug, CUT_OFF - HOUR)
    said = {"names": names(en="New logo"), "text": names(en="Blue."), "closes_on": date(2026, 6, 20)}
    procedure = services.ask_in_writing(body=world.metropolis, way="silence", by=world.sara, at=CUT_OFF, **said)
    pay(world, "seoul", CUT_OFF + HOUR)
    roll = roll_of(procedure)
    lines = {line.party.slug: (line.is_entitled, line.reason, line.cure) for line in roll.lines.select_related("party")}

    assert list(procedure.replies.values_list("party__slug", flat=True)) == ["lima", "mashhad"]
    assert {slug for slug, line in lines.items() if line == (True, "paid", "")} == {"lima", "mashhad"}
    assert (len(lines), lines["seoul"]) == (9, (False, "unpaid", "pay"))
    assert (roll.cut_off, roll.article, roll.rule["year"]) == (CUT_OFF, "9", 2025)
    assert digest_of(roll, list(roll.lines.all())) == roll.digest
    assert f'"digest":"{roll.digest}","entitled":"2"' in roll.seal.statement
    for change in (roll.save, roll.delete, roll.lines.first().delete, roll.lines.all().delete):
        with pytest.raises(Refused, match="stays as it was computed"):
            change()

    page, seen = f"/en/meetings/by-correspondence/{procedure.key}/roll", {}
    for who in ("sara", "mina", "jun", "omid", None):
        client.logout()
        if who:
            client.force_login(getattr(world, who))
        answer = client.get(f"{page}/")
        text = answer.content.decode()
        told = ("Seoul is not asked" in text, "6,900" in text, "Quito" in text)
        seen[who] = (answer.status_code, *told) if answer.status_code == 200 else (answer.status_code,)
    assert seen == {
        "sara": (200, False, True, True), "mina": (200, False, False, True), "jun": (200, True, True, True),
        "omid": (404,), None: (404,),
    }  # fmt: skip
    assert services.decide_written(at=datetime(2026, 6, 22, tzinfo=UTC)) == [procedure]
    for language in ("fa", "en"):
        with CaptureQueriesContext(connection) as counted:
            text = client.get(page.replace("/en/", f"/{language}/") + "/?q=").content.decode()
        assert len(counted) <= 16
    assert ("Lima" in text, "Seoul" in text, "Quito" in text, roll.seal.serial in text) == (True, False, False, True)
    translation.activate("en")
    rows = b"".join(client.get(f"{page}.csv").streaming_content).decode().splitlines()
    assert rows[1:] == [
        "lima,Lima,asia-pacific,True,1.000000,paid,9",
        "mashhad,Mashhad,asia-pacific,True,1.000000,paid,9",
    ]
    assert client.get(f"{page}.pdf").content.startswith(b"%PDF-1.7")
    assert f"{procedure.key}/roll/" in client.get(page.removesuffix("roll")).content.decode()
    assert address_of_written_roll(roll.seal.thing_key) == f"{page}/"


def test_where_the_answers_are_counted_silence_is_no_vote(world):
    a_sitting(world, rules=[HALF, MOST], cities=ALL)
    procedure, end = asked(world, "majority"), datetime(2021, 5, 21, tzinfo=UTC)
    services.reply_in_writing(reply=reply(procedure, world.mashhad), answer="yes", by=world.mina, at=BEFORE)
    services.decide_written(at=end)
    procedure.refresh_from_db()
    assert (procedure.state, procedure.verdict["outcome"]) == ("rejected", "no quorum")
    other = asked(world, "majority", names=names(en="Other"))
    for slug, answer in (("mashhad", "yes"), ("seoul", "no"), ("brussels", "yes")):
        services.reply_in_writing(
            reply=reply(other, getattr(world, slug)), answer=answer, words="So.", by=world.sara, at=BEFORE
        )
    services.decide_written(at=end)
    assert list(WrittenProcedure.objects.order_by("pk").values_list("state", flat=True)) == ["rejected", "adopted"]
    assert set(Reply.objects.values_list("answer", flat=True)) == {"yes", "no", ""}
