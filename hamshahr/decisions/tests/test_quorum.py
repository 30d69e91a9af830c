"""The quorum at any minute, and a meeting tried beforehand that comes out as the real one does."""

from datetime import timedelta

import pytest

from hamshahr.bodies.models import Rule
from hamshahr.bodies.tests.builders import rule
from hamshahr.decisions import quorum
from hamshahr.decisions.rehearsal import rehearse
from hamshahr.decisions.rules import obstacle_to_hold
from hamshahr.decisions.services import arrived
from hamshahr.kernel.errors import Refused
from hamshahr.meetings.models import Session

from .builders import gathering, lent
from .meeting import BEFORE, OPENS, a_board_meeting, comes, with_roll

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def figures(found):
    return {figure.name: figure.words for figure in found.figures}


def test_the_quorum_is_asked_for_a_minute_and_a_giver_that_comes_is_counted_once(world):
    a_board_meeting(world)
    proxy = lent(world, world.meeting)
    assert quorum.at(world.session, OPENS) is None
    assert "not open yet" in quorum.obstacle_to_decide(world.session, OPENS)
    with_roll(world)
    comes(world, world.seoul)
    comes(world, world.cairo, at=OPENS + HOUR, left_at=OPENS + 3 * HOUR)

    assert figures(quorum.at(world.session, OPENS)) == {
        "entitled": "5 members",
        "present": "1 member",
        "represented": "1 member",
        "counted": "2 members",
        "needed": "3 members",
    }
    assert quorum.obstacle_to_decide(world.session, OPENS) == (
        "The quorum is not there: 2 members, where 3 members are needed. (Article 5) "
        "A second call may follow after 30 minutes; its quorum is 1/3. (Article 5.2)"
    )
    assert quorum.obstacle_to_decide(world.session, OPENS + HOUR) is None

    comes(world, world.mashhad, at=OPENS + 2 * HOUR)
    arrived(world.session, world.mashhad, OPENS + 2 * HOUR, world.sara)

    proxy.refresh_from_db()
    assert (proxy.closing, proxy.closed_at) == ("arrived", OPENS + 2 * HOUR)
    an_hour, two = (quorum.at(world.session, OPENS + 1 * HOUR + MINUTE), quorum.at(world.session, OPENS + 2 * HOUR))
    assert (an_hour.represented, two.represented, two.present, two.counted) == (1, 0, 3, 3)
    assert not quorum.at(world.session, OPENS + 3 * HOUR).is_met


def test_a_substitute_counts_while_the_titular_is_absent_and_holds_a_mandate(world):
    a_board_meeting(world, rule("11", "substitutes", only_when_absent=True, political_mandate=True))
    with_roll(world)
    comes(world, world.seoul, world.brussels)
    comes(world, world.mashhad, role="substitute", holds_mandate=True)
    comes(world, world.cairo, role="substitute")
    comes(world, world.mashhad, at=OPENS + HOUR)

    alone, both = quorum.at(world.session, OPENS), quorum.at(world.session, OPENS + HOUR)

    assert [(each.present, each.by_substitute, each.is_met) for each in (alone, both)] == [(3, 1, True), (3, 0, True)]
    assert alone.substitutes == [
        "For 1 member a substitute sits, while the titular is absent. (Article 11)",
        "Of 1 member only a substitute is there, who does not count. (Article 11)",
    ]
    assert both.substitutes == ["Of 1 member only a substitute is there, who does not count. (Article 11)"]
    Rule.objects.filter(topic="substitutes").delete()
    silent = quorum.at(world.session, OPENS)
    assert (silent.present, silent.is_met) == (2, False)
    assert silent.substitutes == ["Of 2 members only substitutes are there, who do not count."]


def test_a_second_call_has_its_own_quorum_and_article(world):
    a_board_meeting(world)
    with_roll(world)
    comes(world, world.seoul, world.brussels)
    Session.objects.filter(pk=world.session.pk).update(call_of=world.session)
    again = Session.objects.get(pk=world.session.pk)

    found = quorum.at(again, OPENS)

    assert (found.is_met, found.needed, found.article) == (True, 2, "5.2")


def test_a_voice_is_lent_within_a_region_where_the_statutes_say_so(world):
    a_board_meeting(world, rule("9.3", "proxy", within="region"))
    refusal = "A voice is lent within a region, and Brussels is not of the region of Mashhad. (Article 9.3)"

    assert obstacle_to_hold(world.meeting, world.mashhad, world.brussels) == refusal
    with pytest.raises(Refused, match="not of the region"):
        lent(world, world.meeting, holder=world.brussels)
    assert world.meeting.proxies.count() == 0


def test_a_rehearsal_comes_out_as_the_meeting_does_and_names_the_smallest_absence(world):
    a_board_meeting(world)
    lent(world, world.meeting, holder=world.seoul)
    tried = rehearse(world.session, BEFORE)
    assert [each.line.party.slug for each in tried.missing] == ["brussels", "cairo", "lagos", "seoul"]
    assert (figures(tried.quorum)["counted"], tried.quorum.is_met) == ("5 members", True)
    assert tried.smallest_words == "The quorum breaks if 2 more stay away, for instance: Seoul, Brussels."
    assert world.meeting.rolls.count() == 0

    without = rehearse(world.session, BEFORE, away=["brussels", "lagos"])
    broken = rehearse(world.session, BEFORE, away=["seoul", "brussels"])
    assert (without.quorum.is_met, broken.quorum.is_met) == (True, False)
    assert without.smallest_words == "The quorum breaks if 1 more stays away, for instance: Seoul."

    with_roll(world)
    comes(world, world.seoul, world.cairo)
    assert quorum.at(world.session, OPENS) == without.quorum


def test_a_meeting_of_no_known_day_cannot_be_rehearsed(world):
    a_board_meeting(world)
    undated = gathering(world, "undated", day=None)
    world.session.gathering = undated

    assert rehearse(world.session, BEFORE).expected == []


def test_the_bar_is_for_those_who_are_called_and_is_not_sent_again_unchanged(
    world, client, django_assert_max_num_queries
):
    a_board_meeting(world)
    with_roll(world)
    comes(world, world.seoul, world.cairo, world.lagos)
    address = "/en/meetings/board-2021/quorum/1/"
    client.force_login(world.omid)
    assert client.get(address).status_code == 403

    client.force_login(world.mina)
    page = client.get(address)
    assert "The quorum is there: 3 members, where 3 members are needed. (Article 5)" in page.text
    assert page.headers["Cache-Control"] == "private, no-cache"
    with django_assert_max_num_queries(45):
        bar = client.get(address, headers={"HX-Request": "true"})
    assert "<html" not in bar.text
    again = client.get(address, headers={"HX-Request": "true", "If-None-Match": bar.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/en/meetings/board-2021/quorum/2/").status_code == 404


def test_the_rehearsal_is_for_the_secretary_and_the_chair_and_writes_nothing(world, client):
    a_board_meeting(world)
    address = "/en/meetings/board-2021/rehearsal/"
    for who, status in ((world.mina, 403), (world.omid, 403), (world.sara, 200)):
        client.force_login(who)
        assert client.get(address).status_code == status

    shown = client.get(address, {"away": ["brussels", "lagos", "seoul"]})

    assert "The quorum is not there: 2 members, where 3 members are needed. (Article 5)" in shown.text
    assert shown.text.count("checked") == 3
    assert client.get(address.replace("/en/", "/fa/")).status_code == 200
    assert world.meeting.rolls.count() == 0
    world.session.delete()
    assert "No session is planned yet." in client.get(address).text
