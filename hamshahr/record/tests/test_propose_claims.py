"""Several claims proposed at once leave behind what each proposed by itself does."""

import pytest
from django.forms.models import model_to_dict

from hamshahr.accounts import log
from hamshahr.accounts.models import Act
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.errors import Refused
from hamshahr.record.models import Claim
from hamshahr.record.services import propose_claim, propose_claims
from tests.world import names

PUBLISHED = {"published_in": "News", "published_on": PartialDate("2022")}


def rows(claim):
    """A claim, its turns and its acts, without what tells one row from another."""
    apart = {"id", "key", "claim", "act", "at", "judged_at", "folded"}
    told = [claim, *claim.turns.all()]
    fields = [{name: value for name, value in vars(row).items() if name not in apart} for row in told]
    acts = Act.objects.filter(verb="claim.proposed", thing_id=str(claim.pk))
    changes = [{name: pair for name, pair in act.changes.items() if name not in apart} for act in acts]
    shown = {"_state", "claim_id", "act_id"}
    return [{name: value for name, value in row.items() if name not in shown} for row in fields], changes


def test_a_batch_leaves_what_single_proposals_leave(world):
    query = {"builder": "record.measure", "parameters": {"measure": "gatherings.hosted"}}
    said = [
        {"party": world.mashhad, "sentence": names(en="One forum"), "quantity": 1, **query, **PUBLISHED},
        {
            "about": names(en="A story"),
            "sentence": names(fa="۳۰ کارگاه"),
            "quantity": 30,
            "comparison": ">",
            **PUBLISHED,
        },
    ]
    single = [propose_claim(**fields, by=world.sara) for fields in said]
    batch = propose_claims(said, by=world.sara)

    found = [[Claim.objects.get(pk=claim.pk) for claim in claims] for claims in (single, batch)]
    assert [rows(claim) for claim in found[0]] == [rows(claim) for claim in found[1]]
    assert [model_to_dict(claim)["stage"] for claim in found[1]] == ["proposed"] * 2
    assert [turn.act.thing_id for claim in found[1] for turn in claim.turns.all()] == [str(one.pk) for one in found[1]]
    assert list(log.faults()) == []


def test_of_a_batch_with_one_bad_sentence_nothing_is_kept(world):
    good = {"sentence": names(en="One forum"), "quantity": 1, **PUBLISHED}
    with pytest.raises(Refused, match="number"):
        propose_claims([good, good | {"quantity": None}], by=world.sara)
    assert not Claim.objects.exists()
