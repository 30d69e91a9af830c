"""A congress finds its host: a call of its kind, candidatures, criteria, letters, the choice of a body, the meeting."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from hamshahr.calls import services
from hamshahr.calls.models import Call, HostSearch
from hamshahr.gatherings.models import Part
from hamshahr.gatherings.services import add_gathering
from hamshahr.juries.services import finish_review, give_entry, save_review, seat_panel
from hamshahr.juries.services.ranking import compute_ranking
from hamshahr.juries.tests.builders import a_juror
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.drawing import Paper
from hamshahr.kernel.errors import Refused
from hamshahr.letters.models import Letter
from hamshahr.record.models import Entry
from hamshahr.resolutions.tests.builders import adopted

from .replay import breaks, silent, untold
from .world import names

OPENS = datetime(2022, 1, 10, 8, tzinfo=UTC)
JUDGED, DECIDED = OPENS + timedelta(days=135), date(2022, 7, 1)
ANSWERS = {
    "contact-name": "Mina", "contact-email": "mina@mashhad.example", "first-day": "2024-05-01",
    "last-day": "2024-05-04", "seats": "3000", "step-free": True, "interpretation": ["fa", "en"],
    "borne": {"amount": "400000", "currency": "EUR"},
}  # fmt: skip


def text(response):
    assert response.status_code == 200, response.status_code
    return response.content.decode()


@pytest.fixture
def congress(world):
    said = {"slug": "congress-2024", "kind": "congress", "body": world.metropolis, "starts_on": PartialDate("2024-05")}
    return add_gathering(names=names(en="Congress 2024", fa="کنگرهٔ ۲۰۲۴"), live=True, by=world.sara, **said)


def candidature(call, party, user):
    """An entry of a city with every answer that is asked for, and the letter of its mayor."""
    said = {"title": f"Congress in {party.slug}", "language": "en", "by": user, "at": OPENS}
    entry = services.begin_submission(call=call, party=party, **said)
    asked = {"submission": entry, "by": user, "at": OPENS}
    for question in call.questions.filter(is_required=True).exclude(kind="file"):
        value = ANSWERS.get(question.slug, "As it should be.")
        services.save_answer(question=question, value=value, version=0, **asked)
    letter = Paper(str(party.pk) * 64, (b"RIFF-letter",))
    services.bring_attachment(question=call.questions.get(slug="letter"), paper=letter, name="Letter", **asked)
    return services.submit(submission=entry, by=user, at=OPENS)


def scored(world, call, scores):
    """A juror scores each candidature by the criteria of the call."""
    panel = seat_panel(stage=call.stages.get(kind="review"), by=world.sara)
    juror = a_juror(panel, world.leila)
    for entry, score in scores.items():
        given = give_entry(juror=juror, submission=entry, reason="Both are read.", by=world.sara)
        typed = {f"score-{slug}": score for slug in ("venue", "reach", "open", "cost")}
        save_review(assignment=given, typed=typed, marks={}, by=world.leila, at=JUDGED)
        finish_review(assignment=given, by=world.leila, at=JUDGED)
    after = JUDGED + timedelta(days=30)
    return compute_ranking(panel=panel, places=1, by=world.sara, at=after).result["submissions"]


def test_a_congress_finds_its_host_by_a_call_and_the_decision_of_a_body(world, client, congress):
    client.force_login(world.sara)
    said = {"names": names(en="Who hosts the congress?", fa="میزبان کنگره کیست؟"), "languages": ["fa", "en"]}
    said |= {"slug": "host-2024", "kind": "hosting", "zone": "Asia/Tehran", "text": names(en="Come forward.")}
    call = services.draft_by_kind(body=world.metropolis, opens_at=OPENS, by=world.sara, **said)
    office = f"/office/calls/inspect/{call.pk}/"
    assert "names no meeting" in text(client.get(office))
    naming = f"/office/calls/do/meeting/{call.pk}/"
    assert client.post(naming, {"gathering": ""}).status_code == 422
    assert client.post(naming, {"gathering": congress.pk}).status_code == 302
    services.open_call(call=call, by=world.sara, at=OPENS)
    assert "the meeting that it names stays" in text(client.get(naming))
    ours, theirs = candidature(call, world.mashhad, world.mina), candidature(call, world.seoul, world.jun)

    for entry in (ours, theirs):
        services.screen(submission=entry, is_eligible=True, by=world.sara, at=OPENS + timedelta(days=122))
    services.lock_entries(call=call, by=world.sara, at=OPENS + timedelta(days=125))
    ranked = scored(world, call, {ours: 9, theirs: 6})
    assert [row["submission"] for row in ranked] == [ours.key, theirs.key]
    resolution = adopted(world, names=names(en="Mashhad hosts", fa="میزبانی مشهد"), adopted_on=DECIDED)
    choice = {"submission": ours, "decision": resolution.decision, "by": world.sara}
    with pytest.raises(Refused, match="can still come forward"):
        services.choose_host(**choice, at=OPENS)
    early = adopted(world, adopted_on=date(2022, 1, 11)).decision
    choosing = f"/office/calls/do/host/{call.pk}/"
    assert (
        "before all candidatures were in"
        in client.post(choosing, {"submission": ours.pk, "decision": early.pk}).content.decode()
    )
    assert not Part.objects.exists() and not Letter.objects.filter(kind="host.chosen").exists()
    for who in ("mina", "leila", "omid"):
        client.force_login(getattr(world, who))
        sent = {"submission": ours.pk, "decision": resolution.decision.pk}
        assert client.post(choosing, sent).status_code in {302, 403, 404}
        assert HostSearch.objects.get().chosen_at is None
    client.force_login(world.sara)
    assert client.post(choosing, {"submission": ours.pk, "decision": resolution.decision.pk}).status_code == 302

    search, part = HostSearch.objects.get(), Part.objects.get()
    assert (search.submission, search.decision) == (ours, resolution.decision)
    assert (part.gathering, part.party, part.role, part.source) == (congress, world.mashhad, "host", "Mashhad hosts")
    congress.refresh_from_db()
    assert (congress.place, congress.country) == (world.mashhad, world.iran)
    assert list(Entry.objects.filter(kind="gathering.hosted").values_list("party", flat=True)) == [world.mashhad.pk]
    letters = {letter.to_user: letter for letter in Letter.objects.filter(kind="host.chosen").select_related("to_user")}
    assert set(letters) == {world.mina, world.jun}
    assert "Mashhad was chosen as the host of Congress 2024. Thank you" in letters[world.jun].text
    assert services.choose_host(**choice, at=JUDGED) == search
    with pytest.raises(Refused, match="chosen already"):
        services.choose_host(**choice | {"submission": theirs}, at=JUDGED)
    assert [*breaks()] == [*silent()] == [row for row in untold() if row.startswith(("HostSearch", "Part"))] == []
    pages_lead_to_each_other(client, call, congress, resolution)


def pages_lead_to_each_other(client, call, congress, resolution):
    """Call, meeting, decision and resolution, for everybody, in Persian and in English."""
    client.logout()
    Call.objects.filter(pk=call.pk).update(published_at=OPENS)
    for language, city in (("fa", "مشهد"), ("en", "Mashhad")):
        here = f"/{language}/calls/{call.slug}/"
        page = text(client.get(here))
        for place in (
            f"/{language}/gatherings/{congress.slug}/",
            f"/{language}/bodies/decisions/{resolution.decision.pk}/",
            f"/{language}/resolutions/{resolution.key}/",
        ):
            assert f'href="{place}"' in page
            assert client.get(place).status_code == 200
        assert f'href="/{language}/cities/mashhad/"' in page and city in page
        assert f'href="{here}"' in text(client.get(f"/{language}/gatherings/{congress.slug}/"))
        assert f'href="{here}"' in text(client.get(f"/{language}/bodies/decisions/{resolution.decision.pk}/"))
    translation.activate("en")
