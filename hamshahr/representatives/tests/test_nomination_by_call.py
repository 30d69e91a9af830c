"""A seat in another network filled through a call: entry, screening, conditions, advice, vote, letters."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from hamshahr.bodies.services import adopt_statute
from hamshahr.calls import services as calls
from hamshahr.decisions.services import ask_in_writing, decide_written, reply_in_writing
from hamshahr.decisions.tests.sittings import HALF, MOST
from hamshahr.dues.rules import open_amount
from hamshahr.dues.services import record_payment
from hamshahr.dues.tests.builders import charged
from hamshahr.kernel.errors import Refused
from hamshahr.letters.models import Letter
from hamshahr.representatives.models import Nomination
from hamshahr.representatives.services import choose_candidate, nominate
from tests.replay import breaks, silent, untold
from tests.world import names

from .builders import a_call, a_decision, in_local_office, nine_seats

OPENS = datetime(2022, 9, 1, 6, tzinfo=UTC)
CLOSED, PAID = OPENS + timedelta(days=46), date(2026, 2, 1)
ANSWERS = {
    "seat": "Bureau", "whole-term": True, "candidate": "Nasrin", "gender": "man", "elected": True,
    "local-office": "Mayor", "since": "2021-08-01", "languages": ["fa", "en"], "why": "Knows the seas.",
}  # fmt: skip


@pytest.fixture
def calling(world):
    """A call of the kind nomination, laid out by its template, for a vacant seat; a man has the seat beside it."""
    charged(world)
    statutes = {"title": names(en="Statutes"), "in_force_on": date(2020, 1, 1), "rules": [HALF, MOST]}
    adopt_statute(body=world.metropolis, by=world.sara, **statutes)
    nine_seats(world)
    paid = {"received_on": PAID, "reference": "A1", "today": PAID, "by": world.sara}
    record_payment(invoice=world.invoice, amount=open_amount(world.invoice), **paid)
    said = {"names": names(en="Who goes to the Union?", fa="چه کسی به اتحادیه می‌رود؟"), "text": names(en="Name one.")}
    said |= {"slug": "union-2022", "kind": "nomination", "languages": ["fa", "en"], "zone": "Asia/Tehran"}
    world.form = calls.draft_by_kind(body=world.metropolis, opens_at=OPENS, by=world.sara, **said)
    calls.remove_part(part=world.form.questions.get(slug="letter"), by=world.sara, reason="No letter is needed.")
    calls.open_call(call=world.form, by=world.sara, at=OPENS)
    world.vacancy = a_call(world, call=world.form, starts_on=date(2022, 11, 15))
    world.ours = in_local_office(world, world.mashhad, "nasrin", starts_on=date(2021, 8, 1))
    world.theirs = in_local_office(world, world.seoul, "min", ends_on=date(2022, 1, 1))
    before = Nomination(vacancy=a_call(world, seat=world.first, dues_year=2020), party=world.mashhad, gender="man")
    before.person, before.state, before.decision = world.ours.person, "chosen", a_decision(world)
    before.representative, before.proposed_on = world.titular, date(2019, 11, 1)
    before.save()
    world.before = before
    return world


def entered(world, party, user):
    """An entry of a city, handed in by its desk."""
    said = {"title": "A candidate", "language": "en", "by": user, "at": OPENS}
    entry = calls.begin_submission(call=world.form, party=party, **said)
    for slug, value in ANSWERS.items():
        question = world.form.questions.get(slug=slug)
        calls.save_answer(submission=entry, question=question, value=value, version=0, by=user, at=OPENS)
    return calls.submit(submission=entry, by=user, at=OPENS)


def voted(world):
    """The members vote in writing on whom they send."""
    said = {"names": names(en="Nasrin goes"), "text": names(en="Nasrin."), "closes_on": date(2022, 11, 10)}
    asked = ask_in_writing(body=world.metropolis, way="majority", by=world.sara, at=CLOSED, **said)
    for reply, user in zip(asked.replies.order_by("party__slug"), (world.mina, world.jun), strict=True):
        reply_in_writing(reply=reply, answer="yes", by=user, at=CLOSED)
    decide_written(at=CLOSED + timedelta(days=60))
    asked.refresh_from_db()
    return asked.decision


def test_a_candidate_comes_by_an_entry_is_checked_voted_upon_and_told_to_the_other_network(calling, client):
    world, page = calling, f"/en/representatives/calls/{calling.vacancy.key}/"
    with pytest.raises(Refused, match="named with an entry"):
        nominate(vacancy=world.vacancy, party=world.mashhad, person=world.ours.person, by=world.mina)
    client.force_login(world.mina)
    assert "named with an entry; hand it in first" in client.get(page).content.decode()
    entry, other = entered(world, world.mashhad, world.mina), entered(world, world.seoul, world.jun)
    typed = {"submission": entry.pk, "local_office": world.ours.pk, "gender": ""}
    for wrong in ({"submission": other.pk}, {"local_office": world.theirs.pk}, {"local_office": ""}):
        assert client.post(page, typed | wrong).status_code == 422
    assert client.post(page, typed).status_code == 302
    ours = Nomination.objects.get(vacancy=world.vacancy)
    assert (ours.submission, ours.party, ours.gender) == (entry, world.mashhad, "man")
    theirs = nominate(vacancy=world.vacancy, party=world.seoul, person=world.theirs.person, local_office=world.theirs,
                      submission=other, by=world.jun)  # fmt: skip
    with pytest.raises(Refused, match="with this entry already"):
        nominate(vacancy=world.vacancy, party=world.seoul, person=world.ours.person, submission=other, by=world.jun)

    shown = client.get(page).content.decode()
    for words in ("Mashhad has paid its dues of 2026.", "Nasrin holds a local elected office.", "<b>Advice:</b>"):
        assert words in shown
    assert f'href="/en/calls/entries/{entry.key}/"' in shown and 'href="/en/calls/union-2022/"' in shown
    assert f'href="{page}"' in client.get("/en/calls/union-2022/").content.decode()
    for language in ("fa", "en"):
        assert (
            f"/{language}/representatives/calls/"
            in client.get(f"/{language}/calls/entries/{entry.key}/").content.decode()
        )
    translation.activate("en")
    client.force_login(world.sara)
    assert (
        "has not paid its dues of 2026"
        in client.get(f"/office/candidates-elsewhere/inspect/{theirs.pk}/").content.decode()
    )

    decision = voted(world)
    choice = {"nomination": ours, "decision": decision, "by": world.sara, "today": PAID}
    with pytest.raises(Refused, match="has not been let in"):
        choose_candidate(**choice)
    calls.screen(submission=entry, is_eligible=True, by=world.sara, at=CLOSED)
    late = {"is_eligible": False, "reason": "late", "text": names(en="By a day."), "by": world.sara, "at": CLOSED}
    calls.screen(submission=other, **late)
    with pytest.raises(Refused, match="not let in by the screening"):
        nominate(vacancy=world.vacancy, party=world.seoul, person=world.ours.person, submission=other, by=world.jun)
    with pytest.raises(Refused, match="not been let in"):
        choose_candidate(**choice | {"nomination": theirs})
    calls.withdraw(submission=other, reason="Min stays.", by=world.jun, at=CLOSED)
    with pytest.raises(Refused, match="named no longer stands"):
        choose_candidate(**choice | {"nomination": theirs})
    chosen = choose_candidate(**choice)
    assert dict(chosen.conditions) == {"member": True, "dues": True, "local office": True, "gender": False}
    theirs.refresh_from_db()
    assert (chosen.state, theirs.state, chosen.representative.mandate.decision) == ("chosen", "passed", decision)
    told = Letter.objects.filter(kind="nomination.chosen").values_list("to_user", flat=True)
    assert set(told) == {world.mina.pk, world.jun.pk}
    assert Letter.objects.get(kind="nomination.told").address == "office@union.example"
    assert "Chosen" in client.get(page).content.decode()
    assert [*breaks()] == [*silent()] == []
    told = [row for row in untold() if row.startswith(("Nomination", "Vacancy"))]
    assert {row.split()[1] for row in told} == {str(world.before.pk)}  # laid by hand
    award = calls.draft_call(
        body=world.award, slug="a", kind="award", names=names(en="A"), languages=["en"], by=world.sara
    )
    with pytest.raises(Refused, match="kind “nomination”"):
        a_call(world, seat=world.quota.outside_seats.get(number=4), call=award)
