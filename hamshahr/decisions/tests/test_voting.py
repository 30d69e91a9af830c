"""Putting to the vote: what stands in the way, who has a voice, the verdict with its articles, ties, blocks."""

import pytest

from hamshahr.accounts import log
from hamshahr.attendance.services import arrive, name_delegate
from hamshahr.ballots.rules import may_cast
from hamshahr.ballots.services import cast, close_ballot
from hamshahr.decisions import decided, services
from hamshahr.decisions.models import Amendment, Motion
from hamshahr.decisions.queries.texts import texts_of
from hamshahr.decisions.rules.voting import obstacle_to_put
from hamshahr.decisions.tests.sittings import AT, BEFORE, NOON, TEXT, a_motion, a_sitting, brought, sitting_now
from hamshahr.kernel.errors import Refused
from hamshahr.meetings.services import close_item, open_item, open_session
from hamshahr.rolls.services import compute_roll, freeze_roll
from tests.world import names

ALL = ("mashhad", "seoul", "brussels")


@pytest.fixture
def sitting(world):
    return a_sitting(world, cities=ALL)


def voted(world, putting, **answers):
    """The ballot with these answers, closed by the secretary."""
    for number, (name, answer) in enumerate(answers.items()):
        elector = putting.ballot.electors.get(party=getattr(world, name))
        cast(ballot=putting.ballot, elector=elector, answer=(answer,), by=world.sara, once=f"{number:016}{putting.key}")
    close_ballot(ballot=putting.ballot, by=world.sara)
    putting.refresh_from_db()
    putting.ballot.refresh_from_db()
    return putting


def put(world, thing, way="named"):
    return services.put_to_vote(thing=thing, way=way, by=world.sara, at=AT)


def test_nothing_is_put_to_the_vote_before_everything_is_in_place(sitting):
    motion = a_motion(sitting)

    def obstacle():
        thing = Motion.objects.select_related("item__session", "gathering__body").get(pk=motion.pk)
        sitting.session.refresh_from_db()
        return obstacle_to_put(thing, sitting.session, at=AT)

    assert obstacle() == "The item is not under way; the chair opens it first."
    open_session(session=sitting.session, by=sitting.sara, at=NOON)
    open_item(item=sitting.item, by=sitting.sara, at=NOON)
    assert obstacle() == "In this meeting no motion goes from “draft” to “put to the vote”."
    brought(sitting, motion, "filed", "open", "debated")
    basis = texts_of(motion).authentic
    services.translate(
        motion=motion, language="fr", title="Réunions", paragraphs=["Un.", "Deux.", "Trois."], basis=basis,
        by=sitting.sara,
    )  # fmt: skip
    services.rewrite(motion=motion, title="Yearly meetings", text=TEXT.replace("lot", "vote"), by=sitting.sara)
    assert obstacle() == "The text that binds was changed; confirm or mend first: Français."
    with pytest.raises(Refused, match="confirm or mend first: Français"):
        put(sitting, motion)
    services.confirm_translation(motion=motion, language="fr", by=sitting.sara)
    assert obstacle() == "The roll is not frozen; the secretary freezes it before the first vote."
    freeze_roll(roll=compute_roll(gathering=sitting.assembly, cut_off=BEFORE, by=sitting.sara), by=sitting.sara)
    assert "The quorum is not there: 0 members, where 2 members are needed" in obstacle()
    assert "15" in obstacle()
    assert Motion.objects.get().state == "debated"


def test_a_motion_is_decided_when_its_ballot_is_counted_and_the_verdict_stays(sitting):
    told = []
    decided.FOLLOWERS.append(lambda motion, verdict, by: told.append((motion.code, str(verdict.outcome), by)))
    try:
        sitting_now(sitting, "mashhad", "seoul")
        motion = brought(sitting, a_motion(sitting), "filed", "open", "debated")
        putting = put(sitting, motion)
        assert put(sitting, motion) == putting
        assert sorted(putting.ballot.electors.values_list("party__slug", flat=True)) == ["mashhad", "seoul"]
        assert putting.ballot.entitled == 3
        assert Motion.objects.get().state == "put"
        voted(sitting, putting, mashhad="yes", seoul="abstain")
    finally:
        decided.FOLLOWERS.pop()

    assert (putting.outcome, Motion.objects.get().state) == ("adopted", "adopted")
    assert putting.verdict["tally"] == {"yes": 1, "no": 0, "abstain": 1, "not_voting": 0}
    assert putting.rule["citations"]["majority"]["article"] == "16"
    assert told == [("M1", "adopted", sitting.sara)]
    with pytest.raises(Refused, match="This motion is adopted; nothing more happens to it"):
        put(sitting, motion)
    assert list(log.faults()) == []


def test_a_tie_waits_for_the_chair_and_a_lost_quorum_for_another_vote(sitting):
    sitting_now(sitting, "mashhad", "seoul")
    motion = brought(sitting, a_motion(sitting), "filed", "open", "debated")
    putting = voted(sitting, put(sitting, motion), mashhad="yes", seoul="no")
    assert (putting.outcome, Motion.objects.get().state) == ("tie", "tie")
    with pytest.raises(Refused, match="The chair votes for or against"):
        services.settle_tie(putting=putting, by=sitting.sara)
    services.settle_tie(putting=putting, casting_vote="no", by=sitting.sara)
    putting = services.settle_tie(putting=putting, casting_vote="no", by=sitting.sara)
    assert (putting.outcome, Motion.objects.get().state) == ("rejected", "rejected")
    with pytest.raises(Refused, match="not tied"):
        services.settle_tie(putting=putting, casting_vote="yes", by=sitting.sara)


def test_amendments_are_voted_first_and_a_block_is_one_vote(sitting):
    sitting_now(sitting, *ALL)
    motion = brought(sitting, a_motion(sitting), "filed", "open")
    near, gone = (
        services.file_amendment(
            motion=motion, change=change, paragraph=2, texts=names(en=words) if words else "", mover=None,
            by=sitting.sara,
        )
        for change, words in (("replace", "The host is chosen by vote."), ("delete", ""))
    )  # fmt: skip
    voted(sitting, put(sitting, gone), mashhad="no", seoul="no", brussels="yes")
    voted(sitting, put(sitting, near, "secret"), mashhad="yes", seoul="yes")
    assert list(Amendment.objects.order_by("number").values_list("state", flat=True)) == ["adopted", "rejected"]
    assert texts_of(motion).authentic.paragraphs[1] == "The host is chosen by vote."

    others = [brought(sitting, a_motion(sitting, title=title), "filed", "open", "debated") for title in "AB"]
    block = services.make_block(item=sitting.item, names=names(en="Both"), motions=others, by=sitting.sara)
    with pytest.raises(Refused, match="voted with its block"):
        put(sitting, Motion.objects.get(pk=others[0].pk))
    voted(sitting, put(sitting, block), mashhad="yes", seoul="yes", brussels="no")
    assert list(Motion.objects.order_by("number").values_list("state", flat=True)) == ["open", "adopted", "adopted"]

    close_item(item=sitting.item, by=sitting.sara, at=AT)
    with pytest.raises(Refused, match="The item is closed"):
        put(sitting, brought(sitting, motion, "debated"))


def test_a_city_that_arrives_while_a_vote_is_open_casts_its_own_voice_by_its_delegate(sitting):
    lend = {"giver": sitting.brussels, "holder": sitting.mashhad, "letter": "Letter 7", "on": BEFORE.date()}
    services.lend_proxy(gathering=sitting.assembly, by=sitting.sara, **lend)
    sitting_now(sitting, "mashhad", "seoul")
    motion = brought(sitting, a_motion(sitting), "filed", "open", "debated")
    elector = put(sitting, motion).ballot.electors.get(party=sitting.brussels)
    assert elector.cast_by == sitting.mashhad
    assert may_cast(sitting.omid, elector) is False

    late = {"person_name": "Omid Karimi", "role": "head", "email": sitting.omid.email}
    delegate = name_delegate(gathering=sitting.assembly, party=sitting.brussels, by=sitting.sara, **late)
    arrive(delegate=delegate, session=sitting.session, how="desk", at=AT, by=sitting.sara)
    elector.refresh_from_db()
    assert elector.cast_by == sitting.brussels
    assert may_cast(sitting.omid, elector) is True
    assert sitting.brussels.proxies_given.get().closing == "arrived"
    assert sitting.assembly.ballots.get().is_open
