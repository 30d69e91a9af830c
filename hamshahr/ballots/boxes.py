"""The box as it is published when a ballot is counted: all that is needed to count it again, and nothing more."""

from typing import Any

from hamshahr.accounts import log

from . import chain
from .answers import plain, read
from .models import Ballot, Vote
from .receipts import receipt_of

FORMAT = "hamshahr-ballot-box/1"


def box_of(ballot: Ballot) -> dict[str, Any]:
    """The published box; while the ballot is open its question, its electors and the head of its log."""
    options = [[option.key, log.readable(option.names)] for option in ballot.options.all()]
    box = {
        "format": FORMAT,
        "ballot": ballot.key,
        "question": log.readable(ballot.question),
        "way": ballot.way,
        "form": ballot.form,
        "seats": ballot.seats,
        "choices": [ballot.choices_min, ballot.choices_max],
        "options": options,
        "entitled": [ballot.entitled, plain(ballot.entitled_weight)],
        "rule": ballot.rule,
        "roll": roll_of(ballot),
        "acts": [[act.number, act.verb, chain.told_at(act), act.facts, act.digest] for act in ballot.acts.all()],
    }
    if ballot.counted_at is not None:
        voted = sorted(ballot.electors.exclude(voted=None).values_list("slug", flat=True))
        box |= {"voted": voted, "slips": slips_of(ballot), "result": ballot.result}
    return box


def roll_of(ballot: Ballot) -> list[list[str]]:
    """Who had a voice, how much it weighed, and whose hand cast it, as the log says; addresses as they were then."""
    acts = list(ballot.acts.filter(verb__in=("opened", "handed")).order_by("number"))
    rows = {slug: [slug, weight, cast_by] for slug, weight, cast_by in acts[0].facts["roll"]}
    for act in acts[1:]:
        rows[act.facts["voice"]][2] = act.facts["cast_by"]
    return sorted(rows.values())


def slips_of(ballot: Ballot) -> list[dict[str, Any]]:
    """What lies in the box; the answers of a ballot by name bear the name."""
    if ballot.is_secret:
        rows = [("", *row) for row in ballot.slips.order_by("key").values_list("choice", "weight", "nonce")]
    else:
        votes = Vote.objects.filter(elector__ballot=ballot).order_by("elector__slug", "choice")
        rows = list(votes.values_list("elector__slug", "choice", "weight", "nonce"))
    return [slip(ballot, *row) for row in rows]


def slip(ballot: Ballot, party: str, choice: str, weight: Any, nonce: str) -> dict[str, Any]:
    told = {"receipt": receipt_of(ballot.key, choice, nonce), "choice": list(read(choice)), "weight": plain(weight)}
    return told | {"nonce": nonce} | ({"party": party} if party else {})


def slip_with(ballot: Ballot, receipt: str) -> dict[str, Any] | None:
    """What a receipt stands for in a counted box, or nothing."""
    return next((each for each in slips_of(ballot) if each["receipt"] == receipt.strip().lower()), None)
