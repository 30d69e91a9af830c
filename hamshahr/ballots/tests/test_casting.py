"""Casting: once for each elector, for several in one act, and again with the same key for the same receipt."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from hamshahr.accounts.models import Act
from hamshahr.ballots import closed, sealing
from hamshahr.ballots.models import Ballot, Envelope, Slip, Vote, Voted
from hamshahr.ballots.queries import answers, progress
from hamshahr.ballots.services import annul_ballot, cast, cast_jointly, close_ballot, count, hand_voice
from hamshahr.kernel.errors import Refused

from .builders import a_ballot, elector, once

WAYS = ["named", "secret"]


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA = tmp_path


@pytest.mark.parametrize("way", WAYS)
def test_the_first_valid_vote_of_a_city_counts_and_the_second_is_told_who_and_when(world, way):
    ballot = a_ballot(world, [world.mashhad, world.seoul], way=way)
    ours = elector(ballot, world.mashhad)
    at = timezone.now()

    receipt = cast(ballot=ballot, elector=ours, answer="yes", by=world.mina, once=once(1), at=at)
    with pytest.raises(Refused) as refused:
        cast(ballot=ballot, elector=ours, answer="no", by=world.leila, once=once(2))

    told = str(refused.value)
    assert (
        told.startswith("Mashhad has voted already: مینا رضوی cast its vote on")
        and f"{timezone.localtime(at):%H:%M:%S}" in told
    )
    assert "yes" not in told.lower().replace("already", "")
    assert Voted.objects.get().elector == ours
    with pytest.raises(IntegrityError), transaction.atomic():
        Voted.objects.bulk_create([Voted(elector=ours, at=at, by=world.jun, sent="")])
    assert (progress(ballot).voted, progress(ballot).voices) == (1, 2)
    assert receipt.slips[0].choice == ("yes",)


@pytest.mark.parametrize("way", WAYS)
def test_a_vote_whose_answer_was_lost_gives_the_same_receipt_also_after_closing(world, way):
    ballot = a_ballot(world, [world.mashhad, world.seoul], way=way)
    ours = elector(ballot, world.mashhad)
    said = {"ballot": ballot, "elector": ours, "by": world.mina, "once": once(1)}

    first, again = cast(answer="no", **said), cast(answer="no", **said)
    with pytest.raises(Refused, match="as you sent it first"):
        cast(answer="yes", **said)
    close_ballot(ballot=ballot, by=world.sara)
    late = cast(answer="no", **said)
    with pytest.raises(Refused, match="as you sent it first"):
        cast(answer="yes", **said)

    assert (again.is_again, late.is_again) == (True, True)
    assert first.slips == again.slips == late.slips
    assert (Voted.objects.count(), Vote.objects.count() + Slip.objects.count()) == (1, 1)


def test_a_split_vote_and_the_voices_of_others_are_cast_in_one_act(world):
    parties = [world.mashhad, world.seoul, world.brussels]
    held = {world.seoul: world.mashhad, world.brussels: world.mashhad}
    ballot = a_ballot(world, parties, weights=["100", "2.5", "0.000001"], cast_by=held)
    own, seoul, brussels = (elector(ballot, party) for party in parties)
    split = {"yes": "70", "no": Decimal(30)}

    with pytest.raises(Refused, match="must be 100 together"):
        cast(ballot=ballot, elector=own, answer={"yes": 70, "no": "29.999999"}, by=world.mina, once=once(1))
    sent = {"ballot": ballot, "answers": {own: split, seoul: "no", brussels: "abstain"}, "by": world.mina}
    first, again = cast_jointly(once=once(2), **sent), cast_jointly(once=once(2), **sent)
    close_ballot(ballot=ballot, by=world.sara)

    assert [receipt.slips for receipt in first] == [receipt.slips for receipt in again]
    found = count(Ballot.objects.get(pk=ballot.pk))
    assert found.heads == {"yes": 0, "no": 1, "abstain": 1, "blank": 0, "invalid": 0, "not_voting": 0, "split": 1}
    weights = {key: Decimal(said) for key, said in {"yes": "70", "no": "32.5", "abstain": "0.000001"}.items()}
    assert found.weights == weights | {"blank": 0, "invalid": 0, "not_voting": 0}
    assert found.in_heads.as_json() == {"entitled": "3", "present": "1", "represented": "2", "cast": "3", "valid": "3"}
    voices = [(voice.party, voice.choice, voice.weight) for voice in answers(Ballot.objects.get()).named]
    assert voices[:2] == [(world.mashhad.pk, ("no",), 30), (world.mashhad.pk, ("yes",), 70)]


def test_where_one_of_several_voices_was_cast_none_of_the_act_is(world):
    parties = [world.mashhad, world.seoul]
    ballot = a_ballot(world, parties, way="secret", cast_by={world.seoul: world.mashhad})
    own, lent = (elector(ballot, party) for party in parties)
    cast(ballot=ballot, elector=lent, answer="yes", by=world.mina, once=once(1))

    with pytest.raises(Refused, match="Seoul has voted already"):
        cast_jointly(ballot=ballot, answers={own: "no", lent: "no"}, by=world.mina, once=once(2))
    with pytest.raises(Refused, match="has voted already"):
        hand_voice(elector=lent, cast_by=world.seoul, by=world.sara)
    moved = hand_voice(elector=own, cast_by=world.brussels, by=world.sara)

    assert list(Voted.objects.values_list("elector", flat=True)) == [lent.pk]
    assert (Envelope.objects.count(), moved.cast_by) == (1, world.brussels)


def test_single_voices_of_a_secret_ballot_are_slips_of_their_own_and_no_weight_names_its_city(world):
    parties = [world.mashhad, world.seoul, world.brussels]
    with pytest.raises(Refused, match="would name their city"):
        a_ballot(world, parties, way="secret", weights=["1.5", "1", "1"])
    with pytest.raises(Refused, match="weighs the same"):
        a_ballot(world, parties, way="paper", weights=["2", "1", "1"])
    ballot = a_ballot(world, parties, way="secret", weights=["10", "1", "1"])
    own, other = elector(ballot, world.mashhad), elector(ballot, world.seoul)

    with pytest.raises(Refused, match="a single voice is not divided"):
        cast(ballot=ballot, elector=other, answer={"yes": "0.5", "no": "0.5"}, by=world.jun, once=once(1))
    receipt = cast(ballot=ballot, elector=own, answer={"yes": 7, "no": 3}, by=world.mina, once=once(2))
    cast(ballot=ballot, elector=other, answer=[], by=world.jun, once=once(3))
    close_ballot(ballot=ballot, by=world.sara)

    assert sorted(Slip.objects.values_list("choice", "weight")) == [("", 1), *[("no", 1)] * 3, *[("yes", 1)] * 7]
    assert len({slip.receipt for slip in receipt.slips}) == 10
    found = count(Ballot.objects.get())
    assert found.heads is None
    assert {key: int(weight) for key, weight in found.weights.items() if weight} == {
        "yes": 7, "no": 3, "blank": 1, "not_voting": 1,
    }  # fmt: skip
    assert found.in_weights.as_json() == {
        "entitled": "12", "present": "12", "represented": "0", "cast": "11", "valid": "10",
    }  # fmt: skip


def test_what_is_closed_stays_closed_whatever_the_clock_does(world, django_capture_on_commit_callbacks):
    now = timezone.now()
    ballot = a_ballot(world, [world.mashhad, world.seoul], way="secret", closes_at=now + timedelta(hours=1))
    ours, theirs = elector(ballot, world.mashhad), elector(ballot, world.seoul)
    cast(ballot=ballot, elector=ours, answer="yes", by=world.mina, once=once(1), at=now)
    assert sealing.file_of(ballot.key).stat().st_mode & 0o777 == 0o600

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(Refused, match="closed"):
        cast(ballot=ballot, elector=theirs, answer="no", by=world.jun, once=once(2), at=now + timedelta(hours=2))
    for moment in (now - timedelta(days=1), now, now + timedelta(days=400)):
        with pytest.raises(Refused, match="closed"):
            cast(ballot=ballot, elector=theirs, answer="no", by=world.jun, once=once(2), at=moment)
    with pytest.raises(Refused, match="closed"):
        close_ballot(ballot=ballot, by=world.sara)
    with pytest.raises(Refused, match="counted"):
        annul_ballot(ballot=ballot, reason="Too few", by=world.sara)

    kept = Ballot.objects.get()
    assert (kept.closed_at, kept.counted_at >= kept.closed_at) == (ballot.closes_at, True)
    assert (Slip.objects.count(), Envelope.objects.count()) == (1, 0)
    assert not sealing.file_of(ballot.key).exists()


def test_an_annulled_ballot_is_never_read_and_the_room_above_hears_of_closed_ones(world, monkeypatch):
    heard = []
    monkeypatch.setattr(closed, "FOLLOWERS", [lambda ballot, by: heard.append((ballot.result["weights"]["yes"], by))])
    first, second = (a_ballot(world, [world.mashhad], way="secret") for _time in range(2))
    for number, ballot in enumerate((first, second)):
        answer = {"ballot": ballot, "elector": elector(ballot, world.mashhad), "answer": "yes", "by": world.mina}
        cast(once=once(number), **answer)

    with pytest.raises(Refused, match="not counted yet"):
        count(first)
    annul_ballot(ballot=first, reason="A name was missing.", by=world.sara)
    close_ballot(ballot=second, by=world.sara)

    assert heard == [("1", world.sara)]
    assert list(Slip.objects.values_list("ballot", flat=True)) == [second.pk]
    said = Act.objects.filter(verb__startswith="ballot.").order_by("number").values_list("verb", flat=True)
    assert list(said) == ["ballot.opened"] * 2 + ["ballot.annulled", "ballot.closed", "ballot.counted"]


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (["o1", "o1"], "named twice"),
        (["o9"], "is not on this ballot"),
        (["o1", "o2", "o3"], "at least 1 and at most 2; you chose 3"),
        ({"o1": "x"}, "Voices are numbers"),
        ({"o1": "-1", "o2": "2"}, "Voices are numbers"),
    ],
)
def test_an_answer_that_the_paper_does_not_allow_is_refused(world, answer, why):
    from hamshahr.ballots.services import OptionSpec
    from tests.world import names

    named = [OptionSpec(names=names(en=name)) for name in ("Awa", "Jun", "Mina")]
    ballot = a_ballot(world, [world.mashhad], form="choice", options=named, choices=(1, 2))

    with pytest.raises(Refused, match=why):
        cast(ballot=ballot, elector=elector(ballot, world.mashhad), answer=answer, by=world.mina, once=once(1))
    assert not Voted.objects.exists()
