"""With the local office goes the seat, and with the seat the voice it lent: in one transaction, told to both sides."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from hamshahr.accounts.models import Act
from hamshahr.bodies.models import SeatFlag
from hamshahr.bodies.queries import holders_on
from hamshahr.bodies.services import end_local_office, lapse_local_offices, seat_holder
from hamshahr.bodies.tests.builders import mayor, person, rule, statute
from hamshahr.decisions.models import Proxy
from hamshahr.kernel.errors import Refused
from hamshahr.letters.models import Letter

from .builders import LENT, LOSS, MEETING, gathering, lent, seat_the_board


@pytest.fixture
def chain(world):
    seat_the_board(world)
    statute(world, rule("9", "acting", by="party"))
    world.meeting = gathering(world)
    world.proxy = lent(world, world.meeting)
    Letter.objects.all().delete()
    return world


def lose(world, on=LOSS):
    return end_local_office(local_office=world.local, ends_on=on, by=world.sara, reason="election lost")


def test_the_end_of_a_mayors_term_makes_the_pending_voice_void_and_queues_the_letters(chain):
    (flag,) = lose(chain)

    assert (flag.mandate, flag.proposed_party, flag.article) == (chain.seat, chain.mashhad, "9")
    chain.proxy.refresh_from_db()
    assert (chain.proxy.closing, chain.proxy.closed_on, chain.proxy.reason) == ("lost", LOSS, "election lost")
    assert list(Letter.objects.order_by("kind", "address").values_list("kind", "address", "language")) == [
        ("proxy.void", "jun@example.org", "en"),
        ("proxy.void", "mina@example.org", "fa"),
        ("seats.flagged", "mina@example.org", "fa"),
        ("seats.flagged", "sara@example.org", "en"),
    ]
    to_jun = Letter.objects.get(address="jun@example.org")
    assert to_jun.subject == "The voice of Mashhad is lent to Seoul no longer"
    assert "lost or put in question on 5 August 2021" in to_jun.text
    assert "/en/desk/seoul/proxies/" in to_jun.text
    act = Act.objects.get(verb="proxy.closed")
    assert (act.by, act.reason, act.changes["closing"]) == (chain.sara, "election lost", ["", "lost"])


def test_any_past_day_gives_that_days_holder_and_that_days_voice(chain):
    lose(chain)
    heir, since = person(chain, "arjaei"), date(2021, 9, 1)
    home = mayor(chain, chain.mashhad, heir, starts_on=since)
    seat_holder(mandate=chain.seat, person=heir, starts_on=since, local_office=home, by=chain.sara)
    anew = lent(chain, chain.meeting, holder=chain.brussels, on=since)

    def on(day):
        seats = holders_on(chain.board, day)
        people = [seat.person for seat in seats if seat.party == chain.mashhad]
        return people, list(Proxy.objects.on(day))

    assert on(LENT - timedelta(days=1)) == ([chain.mayor], [])
    assert on(LOSS - timedelta(days=1)) == ([chain.mayor], [chain.proxy])
    assert on(LOSS) == ([None], [])
    assert on(since) == ([heir], [anew])
    assert on(LOSS - timedelta(days=1)) == ([chain.mayor], [chain.proxy])


def test_a_seat_in_question_lends_no_voice(chain):
    lose(chain)

    with pytest.raises(Refused, match="Mashhad has no voice in Board of Directors"):
        lent(chain, chain.meeting, holder=chain.brussels, on=LOSS)


def test_a_loss_that_fails_leaves_the_voice_lent(chain):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        lose(chain)
        raise ZeroDivisionError

    chain.proxy.refresh_from_db()
    assert chain.proxy.closed_on is None
    assert not SeatFlag.objects.exists()
    assert not Letter.objects.exists()


def test_an_end_after_the_gathering_leaves_the_voice_lent(chain):
    lose(chain, on=MEETING + timedelta(days=1))

    chain.proxy.refresh_from_db()
    assert chain.proxy.closed_on is None


def test_a_loss_entered_late_spares_what_the_successor_lent(chain):
    heir, since = person(chain, "arjaei"), date(2021, 9, 1)
    seat_holder(mandate=chain.seat, person=heir, starts_on=since, by=chain.sara)
    other = gathering(chain, "board-2021-12", day=date(2021, 12, 1))
    of_heir = lent(chain, other, on=since)

    lose(chain)

    closings = dict(Proxy.objects.values_list("pk", "closing"))
    assert closings == {chain.proxy.pk: "lost", of_heir.pk: ""}


def test_an_end_known_beforehand_takes_the_voice_when_the_calendar_comes(chain):
    chain.local.ends_on = LOSS.isoformat()
    chain.local.save()

    lapse_local_offices(on=LOSS)

    chain.proxy.refresh_from_db()
    assert (chain.proxy.closing, chain.proxy.closed_on, chain.proxy.closed_by) == ("lost", LOSS, None)
