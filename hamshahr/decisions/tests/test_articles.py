"""The rule of a decision comes from the statutes in force that day, and a kept one never changes."""

import json
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from i18nfield.strings import LazyI18nString

from hamshahr.bodies.services import adopt_statute, amend_rule, found_body
from hamshahr.bodies.tests.builders import rule, statute
from hamshahr.decisions.articles import Applied, explained, rule_of
from hamshahr.decisions.tests.rooms import a_member
from hamshahr.decisions.verdicts import Base, Case, Choice, Outcome, Proxy, Rule, Tie, Within, decide
from hamshahr.kernel.errors import Refused
from tests.world import names

NETWORK = Path(__file__).parents[2] / "cli" / "network" / "statutes.json"
OLD, NEW = date(2019, 1, 1), date(2021, 1, 1)


def a_vote(applied, yes, no):
    members = tuple(a_member(f"m{number}") for number in range(yes + no))
    votes = {f"m{number}": Choice.YES if number < yes else Choice.NO for number in range(yes + no)}
    return decide(Case("x", applied.rule, members, (), votes))


def test_each_part_of_the_rule_comes_from_the_nearest_article_that_fits_the_case(world, django_assert_num_queries):
    statute(
        world,
        rule("4", "quorum", fraction="1/2", minimum=3),
        rule("4.2", "quorum", call=2, fraction="1/4", after_minutes=60),
        rule("7", "majority", fraction="1/2"),
        rule("8", "majority", fraction="2/3", base="members", motion="statute change"),
        rule("9", "proxy", maximum=2, within="region", written=True),
        rule("11", "substitutes", only_when_absent=True, political_mandate=True),
        rule("12", "voting right", votes="population"),
        in_force_on=OLD,
    )
    statute(world, rule("2", "ties", tie="chair"), rule("3", "proxy", maximum=1), body=world.board, in_force_on=OLD)

    with django_assert_num_queries(2):
        found = rule_of(world.board, NEW)
    change = rule_of(world.board, NEW, kind="statute change", call=2)

    assert found.rule == Rule(
        quorum=Fraction(1, 2),
        quorum_number=3,
        majority=Fraction(1, 2),
        strict=True,
        base=Base.CAST,
        weighted=True,
        max_proxies_per_holder=1,
        proxies_within=Within.REGION,
        proxies_written=True,
        substitutes=True,
        substitutes_mandated=True,
        tie=Tie.CHAIR,
    )
    articles = {name: found.article(name) for name in found.citations}
    assert articles == {
        "quorum": "4",
        "second call": "4.2",
        "majority": "7",
        "proxy": "3",
        "proxy within": "9",
        "proxy written": "9",
        "substitutes": "11",
        "voting right": "12",
        "ties": "2",
    }
    assert found.extras["second call"]["after_minutes"] == 60
    assert (change.rule.majority, change.rule.strict, change.rule.base) == (Fraction(2, 3), False, Base.ALL_ENTITLED)
    assert (change.rule.quorum, change.article("majority"), change.article("quorum")) == (Fraction(1, 4), "8", "4.2")


def test_a_changed_statute_never_changes_an_old_verdict(world):
    old = statute(world, rule("?", "majority", fraction="1/2", base="cast", strict=True), in_force_on=OLD)
    kept = json.loads(json.dumps(rule_of(world.metropolis, date(2020, 6, 1)).as_json()))
    before = a_vote(Applied.from_json(kept), 5, 4)

    amend_rule(rule=old.rules.get(), in_force_on=NEW, by=world.sara, article="7", values={"fraction": "4/5"})

    again = Applied.from_json(kept)
    assert again == rule_of(world.metropolis, date(2020, 6, 1))
    assert a_vote(again, 5, 4) == before
    assert list(explained(again, before))[-2:] == [
        "More than 1/2 of 9 are needed, that is more than 9/2; 5 are for. (article not known)",
        "Adopted.",
    ]
    now = rule_of(world.metropolis, NEW)
    assert list(explained(now, a_vote(now, 5, 4)))[-2:] == [
        "At least 4/5 of 9 are needed, that is 36/5; 5 are for. (Article 7)",
        "Rejected.",
    ]


def test_silent_statutes_ask_for_no_quorum_and_say_that_the_simple_majority_holds(world):
    found = rule_of(world.board, NEW)

    assert (found.citations, found.rule.quorum, found.rule.max_proxies_per_holder) == ({}, 0, None)
    assert list(explained(found, a_vote(found, 2, 1)))[:2] == [
        "The statutes name no majority for this: it is the simple majority of the votes cast.",
        "No quorum is asked; 3 of 3 take part or are represented.",
    ]


@pytest.mark.parametrize(
    ("topic", "values", "refusal"),
    [
        ("quorum", {"fraction": "3/2"}, "fraction is a fraction such as 2/3"),
        ("quorum", {"minimum": "four"}, "minimum is a whole number"),
        ("quorum", {"fraction": "1/4", "call": 3}, "a first and a second call"),
        ("majority", {"base": "everybody"}, "base is a word that no machine applies"),
        ("majority", {"fraction": "1/2", "double": "equal"}, "by dues or by population"),
        ("proxy", {"maximum": 2, "void_on_arrival": False}, "no voice counts twice"),
        ("ties", {"tie": "coin"}, "tie is a word"),
        ("seats", {"regional": {"africa": -1}}, "each region has a number of seats"),
        ("substitutes", {"only_when_absent": "yes"}, "only when absent is yes or no"),
    ],
)
def test_values_that_no_machine_could_apply_are_refused_with_their_article(world, topic, values, refusal):
    with pytest.raises(Refused, match=refusal) as refused:
        statute(world, rule("6", topic, **values))

    assert refused.value.article == "6"


def adopted_from_the_network(world):
    """The two statutes of the demonstration network, in the bodies of the test."""
    versions = json.loads(NETWORK.read_text(encoding="utf-8"))
    for version in versions:
        if version["body"] in {"metropolis", "uclg"}:
            body = world.metropolis if version["body"] == "metropolis" else world.women
            rules = [{**each, "text": LazyI18nString(each["text"])} for each in version["rules"]]
            day = date.fromisoformat(version["in_force_on"])
            adopt_statute(body=body, title=names(en="x"), in_force_on=day, rules=rules, by=world.sara)


def test_two_statutes_are_data_and_the_board_of_27_of_32_and_an_assembly_are_replayed_under_them(world):
    world.women = found_body(slug="uclg", kind="association", names=names(en="UCLG"), network="UCLG", by=world.sara)
    adopted_from_the_network(world)
    board, assembly = rule_of(world.board, date(2021, 11, 8)), rule_of(world.metropolis, date(2020, 11, 30))
    seats = [a_member(f"s{number}", *([] if number < 27 else ["absent"])) for number in range(32)]
    said = [Choice.YES] * 14 + [Choice.NO] * 9 + [Choice.ABSTAIN] * 4
    votes = {f"s{number}": choice for number, choice in enumerate(said)}

    verdict = decide(Case("board", board.rule, tuple(seats), (), votes))

    assert list(explained(board, verdict)) == [
        "No quorum is asked; 27 of 32 take part or are represented.",
        "14 for, 9 against, 4 abstentions, 0 without a vote.",
        "The majority is taken of the votes for and against: 23.",
        "More than 1/2 of 23 are needed, that is more than 23/2; 14 are for. (article not known)",
        "Adopted.",
    ]
    assert (assembly.extras["notice"], assembly.extras["entitlement"]) == (
        {"days": 15, "video": True},
        {"fee_paid_of_year": -1},
    )
    members = (a_member("a"), a_member("b"), a_member("c", "unpaid"), a_member("d", "absent"))
    lent = (Proxy("d", "a"),)
    held = decide(Case("ga", assembly.rule, members, lent, {"a": Choice.YES, "b": Choice.NO, "d": Choice.YES}))
    assert (held.entitled, held.represented, held.outcome) == (3, 1, Outcome.ADOPTED)
    council = rule_of(world.women, date(2019, 11, 11), kind="election")
    assert (council.rule.substitutes_mandated, council.extras["nominations"]) == (
        True,
        {"governments": 6, "countries": 6, "regions": 2},
    )
    assert council.article("nominations") == "?"
