"""Statutes are versions of rules; what was in force on a day answers for that day for ever."""

from datetime import date

import pytest

from hamshahr.accounts.models import Act
from hamshahr.bodies.models import Rule, Statute
from hamshahr.bodies.queries import rule_in_force
from hamshahr.bodies.services import amend_rule, dissolve_body
from hamshahr.bodies.tests.builders import rule, statute
from hamshahr.kernel.errors import Refused
from tests.world import names

OLD, NEW = date(2010, 1, 1), date(2020, 1, 1)


def versions(body):
    return list(body.statutes.order_by("in_force_on").values_list("in_force_on", "ends_on"))


def test_a_new_version_ends_the_one_before_on_its_day_and_changes_nothing_else(world):
    old = statute(world, rule("5", "quorum", share=[1, 3]), in_force_on=OLD)
    before = list(Rule.objects.values())

    statute(world, rule("5", "quorum", share=[1, 2]), in_force_on=NEW)

    assert versions(world.metropolis) == [(OLD, NEW), (NEW, None)]
    assert list(Rule.objects.filter(statute=old).values()) == before
    days = (date(2009, 12, 31), OLD, date(2019, 12, 31), NEW)
    found = [rule_in_force(world.metropolis, "quorum", day) for day in days]
    assert [each and each.values["share"] for each in found] == [None, [1, 3], [1, 3], [1, 2]]


def test_an_older_version_entered_later_ends_where_the_next_begins(world):
    statute(world, in_force_on=NEW)

    statute(world, in_force_on=OLD)

    assert versions(world.metropolis) == [(OLD, NEW), (NEW, None)]


def test_a_version_begins_once_a_day_and_not_in_a_body_that_has_ended(world):
    statute(world, in_force_on=OLD)
    with pytest.raises(Refused, match="already begins on this day"):
        statute(world, in_force_on=OLD)

    dissolve_body(body=world.award, ended_on=OLD, by=world.sara, reason="x")
    world.award.refresh_from_db()
    with pytest.raises(Refused, match="had ended"):
        statute(world, body=world.award, in_force_on=OLD)


def test_a_body_follows_the_nearest_body_above_that_has_a_rule(world, django_assert_num_queries):
    statute(world, rule("5", "quorum"), rule("6", "proxy"))
    statute(world, rule("2", "quorum"), body=world.board)

    with django_assert_num_queries(2):
        found = rule_in_force(world.board, "quorum", NEW)
    assert found.article == "2"
    assert rule_in_force(world.board, "proxy", NEW).article == "6"
    assert rule_in_force(world.metropolis, "quorum", NEW).article == "5"
    assert rule_in_force(world.board, "majority", NEW) is None


def test_an_amended_rule_is_a_new_version_that_differs_in_this_rule_only(world):
    old = statute(world, rule("5", "quorum", share=[1, 3]), rule("6", "proxy", most=2), in_force_on=OLD)

    new = amend_rule(rule=old.rules.get(article="6"), in_force_on=NEW, by=world.sara, values={"most": 1})

    assert list(new.rules.values_list("article", "values")) == [("5", {"share": [1, 3]}), ("6", {"most": 1})]
    assert list(old.rules.values_list("article", "values")) == [("5", {"share": [1, 3]}), ("6", {"most": 2})]
    with pytest.raises(Refused, match="after the one it amends"):
        amend_rule(rule=new.rules.first(), in_force_on=NEW, by=world.sara, article="7")
    with pytest.raises(Refused, match="later version") as refusal:
        amend_rule(rule=old.rules.first(), in_force_on=date(2021, 1, 1), by=world.sara, article="7")
    assert refusal.value.article == "5"


@pytest.mark.parametrize(
    ("topic", "values", "match"),
    [
        ("dues", {"grace_days": "ninety"}, "number of days"),
        ("dues", {"suspended_days": -1}, "number of days"),
        ("admission", {"active_after_days": True}, "number of days"),
        ("term", {"past_term": "normal"}, "prolonged"),
        ("acting", {"office": "nobody"}, "name the office"),
        ("acting", {"office": "regional-vice-president", "body": "nowhere"}, "no body"),
        ("acting", {"office": "regional-vice-president", "body": "metropolis"}, "name the office"),
        ("quorum", ["half"], "pairs"),
    ],
)
def test_values_no_machine_could_apply_are_refused_with_their_article(world, topic, values, match):
    bad = {"article": "9", "topic": topic, "text": names(en="x"), "values": values}

    with pytest.raises(Refused, match=match) as refusal:
        statute(world, rule("1", "notice"), bad)

    assert refusal.value.article == "9"
    assert not Statute.objects.exists()


def test_the_log_keeps_the_rules_as_they_were_adopted(world):
    statute(world, rule("9", "acting", by="party"))

    changes = Act.objects.get(verb="rule.adopted").changes
    assert {name: changes[name] for name in ("article", "topic", "values")} == {
        "article": [None, "9"],
        "topic": [None, "acting"],
        "values": [None, {"by": "party"}],
    }
