"""Entitlement, proxies, quorum and majority, each by an example that a secretary would recognise."""

from fractions import Fraction

import pytest

from hamshahr.decisions.tests.rooms import a_case, a_member, a_rule
from hamshahr.decisions.verdicts import Case, Choice, Outcome, Reason, Rejection, Tally, decide
from hamshahr.decisions.verdicts.words import sentences

ROOM = {"a": "", "b": "", "c": "", "d": "absent", "e": "unpaid", "f": "suspended"}


def tally(yes, no, abstain, not_voting):
    return Tally(*map(Fraction, (yes, no, abstain, not_voting)))


def board_of_2021(**votes):
    """The board of 8 November 2021: 32 seats, 27 present, Mashhad among them; its votes are a demonstration."""
    ids = ["mashhad", *(f"city-{number}" for number in range(2, 33))]
    members = {id: "" if number < 27 else "absent" for number, id in enumerate(ids)}
    said = {id: word for word, places in votes.items() for id in ids[slice(*places)]}
    return a_case(members, said, limit=0)


def test_the_board_of_27_of_32_has_its_quorum_and_adopts():
    verdict = decide(board_of_2021(yes=(0, 20), no=(20, 24), abstain=(24, 26)))

    assert (verdict.entitled, verdict.participating, verdict.quorum_met) == (32, 27, True)
    assert verdict.tally == tally(20, 4, 2, 1)
    assert (verdict.denominator, verdict.outcome) == (24, Outcome.ADOPTED)


def test_the_verdict_of_the_board_can_be_read_aloud():
    assert list(sentences(decide(board_of_2021(yes=(0, 20), no=(20, 24), abstain=(24, 26))))) == [
        "27 of 32 take part or are represented; the quorum of 1/2 is met.",
        "20 for, 4 against, 2 abstentions, 1 without a vote.",
        "The majority is taken of the votes for and against: 24.",
        "More than 1/2 of 24 are needed, that is more than 12; 20 are for.",
        "Adopted.",
    ]


def test_the_smallest_absence_that_breaks_the_quorum_breaks_it():
    members = {f"m{number}": "" for number in range(16)} | {f"x{number}": "absent" for number in range(16)}
    assert decide(a_case(members, {"m1": "yes"})).quorum_met

    members["m0"] = "absent"
    verdict = decide(a_case(members, {"m1": "yes"}))

    assert (verdict.quorum_met, verdict.outcome) == (False, Outcome.NO_QUORUM)


def test_who_has_not_paid_or_is_suspended_or_absent_does_not_count_even_if_it_votes():
    verdict = decide(a_case(ROOM, {"a": "yes", "b": "no", "c": "yes", "d": "no", "e": "no", "f": "no", "zz": "no"}))

    assert (verdict.entitled, verdict.participating) == (4, 3)
    assert verdict.ignored_votes == ("d", "e", "f", "zz")
    assert (verdict.tally, verdict.outcome) == (tally(2, 1, 0, 0), Outcome.ADOPTED)


def test_a_represented_member_takes_part_and_its_vote_stands_under_its_own_id():
    verdict = decide(a_case(ROOM, {"a": "yes", "d": "no"}, [("d", "a")]))

    assert (verdict.participating, verdict.rejections, verdict.ignored_votes) == (4, (), ())
    assert verdict.tally == tally(1, 1, 0, 2)


@pytest.mark.parametrize(
    ("proxy", "reason"),
    [
        (("e", "d"), Reason.GRANTOR_NOT_ENTITLED),
        (("f", "a"), Reason.GRANTOR_NOT_ENTITLED),
        (("a", "d"), Reason.HOLDER_NOT_THERE),
        (("d", "d"), Reason.HOLDER_NOT_THERE),
        (("d", "e"), Reason.HOLDER_NOT_THERE),
        (("d", "f"), Reason.HOLDER_NOT_THERE),
        (("a", "b"), Reason.GRANTOR_PRESENT),
        (("a", "a"), Reason.GRANTOR_PRESENT),
    ],
)
def test_a_proxy_is_void_for_the_first_reason_that_holds(proxy, reason):
    verdict = decide(a_case(ROOM, {}, [proxy], limit=0))

    assert verdict.rejections == (Rejection(proxy[0], reason),)
    assert verdict.participating == 3


def test_proxies_are_taken_in_order_and_a_void_one_uses_nothing_up():
    room = ROOM | {"g": "absent", "h": "absent"}
    proxies = [("d", "e"), ("d", "a"), ("d", "b"), ("d", "a"), ("g", "a"), ("g", "b"), ("h", "b"), ("h", "c")]

    verdict = decide(a_case(room, {}, proxies))

    assert verdict.rejections == (
        Rejection("d", Reason.HOLDER_NOT_THERE),
        Rejection("d", Reason.SECOND_PROXY),
        Rejection("d", Reason.SECOND_PROXY),
        Rejection("g", Reason.HOLDER_AT_LIMIT),
        Rejection("h", Reason.HOLDER_AT_LIMIT),
    )
    assert verdict.participating == 6


@pytest.mark.parametrize(
    ("base", "denominator", "outcome"),
    [
        ("cast", 5, Outcome.ADOPTED),
        ("cast_with_abstentions", 6, Outcome.REJECTED),
        ("present", 8, Outcome.REJECTED),
        ("all_entitled", 10, Outcome.REJECTED),
    ],
)
def test_each_base_counts_what_its_name_says(base, denominator, outcome):
    members = dict.fromkeys("abcdefgh", "") | {"i": "absent", "j": "absent"}
    votes = dict.fromkeys("abc", "yes") | dict.fromkeys("de", "no") | {"f": "abstain"}

    verdict = decide(a_case(members, votes, base=base))

    assert (verdict.denominator, verdict.outcome) == (denominator, outcome)


@pytest.mark.parametrize(
    ("yes", "no", "rule", "outcome"),
    [
        (2, 1, {"majority": (2, 3), "strict": False}, Outcome.ADOPTED),
        (2, 1, {"majority": (2, 3), "strict": True}, Outcome.REJECTED),
        (4, 1, {"majority": (4, 5), "strict": False}, Outcome.ADOPTED),
        (3, 3, {}, Outcome.TIE),
        (3, 3, {"majority": (2, 4)}, Outcome.TIE),
        (3, 3, {"strict": False}, Outcome.ADOPTED),
        (3, 3, {"base": "cast_with_abstentions"}, Outcome.REJECTED),
        (3, 3, {"majority": (2, 3)}, Outcome.REJECTED),
        (0, 0, {}, Outcome.TIE),
        (0, 0, {"majority": (2, 3), "strict": False}, Outcome.REJECTED),
        (0, 4, {"majority": (0, 1), "strict": False}, Outcome.REJECTED),
        (3, 3, {"quorum": (1, 1)}, Outcome.NO_QUORUM),
    ],
)
def test_the_majority_is_exact_and_a_tie_is_only_a_simple_majority_of_votes_cast(yes, no, rule, outcome):
    members = {f"m{number}": "" for number in range(8)} | {"away": "absent"}
    votes = {f"m{number}": "yes" if number < yes else "no" for number in range(yes + no)}

    assert decide(a_case(members, votes, **rule)).outcome == outcome


@pytest.mark.parametrize("weighted", [True, False])
def test_weights_count_in_quorum_and_tally_only_where_the_rule_says_so(weighted):
    members = (a_member("a", weight=70), a_member("b", weight=10), a_member("c", weight=20), a_member("d", "absent"))
    votes = {"a": Choice.NO, "b": Choice.YES, "c": Choice.YES}

    verdict = decide(Case(1, a_rule(weighted=weighted, quorum=(9, 10)), members, (), votes))

    assert (verdict.entitled, verdict.participating) == (4, 3)
    assert verdict.quorum_met is weighted
    assert verdict.tally == (tally(30, 70, 0, 0) if weighted else tally(2, 1, 0, 0))
    assert verdict.outcome == (Outcome.REJECTED if weighted else Outcome.NO_QUORUM)


def test_an_empty_room_never_has_a_quorum():
    assert decide(a_case({"a": "unpaid"}, {"a": "yes"}, quorum=(0, 1))).outcome == Outcome.NO_QUORUM
    assert decide(a_case({}, {}, quorum=(0, 1))).outcome == Outcome.NO_QUORUM
