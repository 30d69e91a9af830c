"""A member's voice lent to another for one gathering: who may hold it, how many, and how it comes back."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from hamshahr.accounts.models import Act
from hamshahr.bodies.services import end_mandate, grant_mandate, take_step
from hamshahr.bodies.tests.builders import office, rule, statute
from hamshahr.decisions.models import Proxy
from hamshahr.decisions.queries import awaiting, coming, possible_holders
from hamshahr.decisions.services import close_proxies, void_proxy, withdraw_proxy
from hamshahr.gatherings.voices import voices_in
from hamshahr.kernel.errors import Refused
from hamshahr.letters.models import Letter
from tests.world import city

from .builders import LENT, LOSS, MEETING, START, gathering, lent, member, seat_the_board

LATER = LENT + timedelta(days=3)


@pytest.fixture
def board(world):
    seat_the_board(world)
    world.meeting = gathering(world)
    return world


def test_a_lent_voice_hangs_from_the_seat_is_logged_and_told_to_its_holder(board):
    proxy = lent(board, board.meeting)

    assert (proxy.mandate, proxy.membership, proxy.given_on, proxy.closed_on) == (board.seat, None, LENT, None)
    act = Act.objects.get(verb="proxy.lent")
    assert (act.by, act.changes["letter"]) == (board.mina, [None, "Letter 14/3, signed by the mayor"])
    letter = Letter.objects.get(kind="proxy.lent")
    assert (letter.address, letter.subject) == ("jun@example.org", "Mashhad lends you its voice")
    assert "Board meeting, 8 November 2021" in letter.text


def test_the_same_act_sent_twice_is_done_once(board):
    first = lent(board, board.meeting)

    assert lent(board, board.meeting) == first
    assert (Proxy.objects.count(), Letter.objects.count()) == (1, 1)
    assert Act.objects.filter(verb="proxy.lent").count() == 1


def test_a_voice_is_lent_once_for_a_gathering(board):
    lent(board, board.meeting)

    with pytest.raises(Refused, match="lent to Seoul already"):
        lent(board, board.meeting, holder=board.brussels)
    row = Proxy.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Proxy.objects.create(
            gathering=row.gathering, giver=row.giver, holder=board.brussels, mandate=row.mandate, given_on=LENT
        )


def test_nobody_lends_to_itself_nor_to_who_will_not_be_there_nor_to_who_has_no_voice(board):
    cairo = city("cairo", board.iran, (30.0, 31.2), "Africa/Cairo", en="Cairo")
    with pytest.raises(Refused, match="not to oneself"):
        lent(board, board.meeting, holder=board.mashhad)
    with pytest.raises(Refused, match="Cairo has no voice in Board of Directors"):
        lent(board, board.meeting, holder=cairo)
    with pytest.raises(Refused, match="Cairo has no voice in Board of Directors"):
        lent(board, board.meeting, giver=cairo)
    lent(board, board.meeting, giver=board.seoul, holder=board.brussels)
    with pytest.raises(Refused, match="Seoul has lent its own voice"):
        lent(board, board.meeting)

    assert Proxy.objects.count() == 1


def test_a_voice_is_lent_for_a_gathering_to_come_that_decides(board):
    forum = gathering(board, "forum", kind="forum")
    undated = gathering(board, "undated", day=None)

    with pytest.raises(Refused, match="has begun"):
        lent(board, board.meeting, on=MEETING + timedelta(days=1))
    with pytest.raises(Refused, match="Nothing is put to the vote"):
        lent(board, forum)
    with pytest.raises(Refused, match="no day yet"):
        lent(board, undated)
    assert lent(board, board.meeting, on=MEETING).given_on == MEETING


def test_the_limit_is_that_of_the_statutes_in_force_on_the_day_of_the_gathering(board):
    statute(board, rule("7", "proxy", maximum=2))
    statute(board, rule("8", "proxy", maximum=1), in_force_on=date(2021, 11, 1))
    sooner = gathering(board, "board-2021-10", day=date(2021, 10, 1))
    for meeting in (board.meeting, sooner):
        lent(board, meeting)

    lent(board, sooner, giver=board.brussels)
    with pytest.raises(Refused, match=r"A member holds at most 1 proxy, and Seoul has it\. \(Article 8\)"):
        lent(board, board.meeting, giver=board.brussels)

    assert Proxy.objects.filter(gathering=board.meeting).count() == 1


def test_where_the_statutes_allow_none_none_is_lent(board):
    statute(board, rule("7", "proxy", maximum=0))

    with pytest.raises(Refused, match=r"No voice is lent\. \(Article 7\)"):
        lent(board, board.meeting)


def test_a_rule_of_proxies_needs_a_whole_number(board):
    with pytest.raises(Refused, match="is a whole number"):
        statute(board, rule("7", "proxy", maximum="two"))


def test_a_voice_is_taken_back_and_may_be_lent_anew(board):
    proxy = lent(board, board.meeting)

    withdraw_proxy(proxy=proxy, on=LATER, by=board.mina, reason="We come after all")
    again = lent(board, board.meeting, holder=board.brussels, on=LATER)

    proxy.refresh_from_db()
    assert (proxy.closing, proxy.closed_on, proxy.closed_by) == ("withdrawn", LATER, board.mina)
    assert list(Proxy.objects.on(LENT)) == [proxy]
    assert list(Proxy.objects.on(LATER)) == [again]
    act = Act.objects.get(verb="proxy.withdrawn")
    assert (act.reason, act.changes["closed_on"]) == ("We come after all", [None, str(LATER)])
    told = Letter.objects.get(kind="proxy.withdrawn")
    assert (told.address, "We come after all" in told.text) == ("jun@example.org", True)
    with pytest.raises(Refused, match="closed: withdrawn by the giver"):
        withdraw_proxy(proxy=proxy, on=LATER, by=board.mina)


def test_a_giver_that_comes_speaks_for_itself(board):
    proxy = lent(board, board.meeting)

    void_proxy(proxy=proxy, closing="arrived", on=MEETING, by=board.sara)

    proxy.refresh_from_db()
    assert (proxy.closing, proxy.closed_on) == ("arrived", MEETING)
    addresses = Letter.objects.filter(kind="proxy.void").order_by("address").values_list("address", flat=True)
    assert list(addresses) == ["jun@example.org", "mina@example.org"]


def test_with_its_gathering_a_voice_is_spent(board):
    proxy = lent(board, board.meeting, by=None)

    assert close_proxies(on=MEETING) == []
    assert close_proxies(on=MEETING + timedelta(days=9)) == [proxy]
    assert close_proxies(on=MEETING + timedelta(days=9)) == []

    proxy.refresh_from_db()
    assert (proxy.closing, proxy.closed_on) == ("held", MEETING + timedelta(days=1))
    with pytest.raises(Refused, match="has been held"):
        withdraw_proxy(proxy=proxy, on=MEETING + timedelta(days=9), by=board.mina)


def test_in_an_assembly_the_members_of_the_association_have_a_voice(board):
    mashhad, seoul = member(board, board.mashhad), member(board, board.seoul)
    assembly = gathering(board, "assembly", kind="general assembly", body=board.metropolis)

    proxy = lent(board, assembly)

    assert voices_in(board.metropolis, MEETING) == {board.mashhad.pk: mashhad, board.seoul.pk: seoul}
    assert (proxy.mandate, proxy.membership) == (None, mashhad)
    assert possible_holders(assembly, board.mashhad) == [board.seoul]
    assert coming(board.brussels, board.sara, LENT) == [board.meeting]


def test_a_membership_that_ends_takes_its_voice_along(board):
    membership = member(board, board.mashhad)
    member(board, board.seoul)
    proxy = lent(board, gathering(board, "assembly", kind="general assembly", body=board.metropolis))

    take_step(membership=membership, state="left", happened_on=LOSS, reason="Notice given", by=board.sara)

    proxy.refresh_from_db()
    assert (proxy.closing, proxy.closed_on, proxy.reason) == ("lost", LOSS, "Notice given")


def test_a_mandate_that_ends_after_the_gathering_leaves_the_voice_alone(board):
    proxy = lent(board, board.meeting)

    end_mandate(mandate=board.seat, ends_on=date(2021, 12, 1), ending="resigned", by=board.sara)

    proxy.refresh_from_db()
    assert proxy.closed_on is None


def test_a_mandate_that_ends_before_the_gathering_takes_the_voice_along(board):
    proxy = lent(board, board.meeting)

    end_mandate(mandate=board.seat, ends_on=MEETING, ending="resigned", by=board.sara)

    proxy.refresh_from_db()
    assert (proxy.closing, proxy.closed_on) == ("lost", MEETING)


def test_a_city_learns_that_the_holder_of_its_voice_fell_silent(board):
    lent(board, board.meeting)
    assert awaiting(board.mashhad, LENT) == []

    end_mandate(mandate=board.seat_of_seoul, ends_on=LOSS, ending="resigned", by=board.sara)

    (line,) = awaiting(board.mashhad, LENT)
    assert (line.kind, line.due_on, line.owner_duty) == ("proxy.silent", MEETING, "votes")
    assert line.title == "Seoul cannot speak for you: Board meeting"
    assert awaiting(board.seoul, LENT) == []


def test_a_seat_past_its_term_is_silent(board):
    cairo = city("cairo", board.iran, (30.0, 31.2), "Africa/Cairo", en="Cairo")
    short, end = office(board, "adviser", seats=None), date(2021, 9, 1)
    seat = grant_mandate(office=short, party=cairo, starts_on=START, term_ends_on=end, by=board.sara)

    assert voices_in(board.board, end - timedelta(days=1), party=cairo) == {cairo.pk: seat}
    assert voices_in(board.board, end, party=cairo) == {}
