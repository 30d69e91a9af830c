"""What lies in a box: opened once, when the ballot closes, and from then on read by anybody."""

from decimal import Decimal

from .. import sealing
from ..answers import Part, read, written
from ..models import Ballot, Slip, Vote
from ..receipts import receipt_of, slips_of


def unit_for(ballot: Ballot, weight: Decimal) -> Decimal | None:
    """The voices on each slip of a secret ballot; answers by name are not cut."""
    if not ballot.is_secret:
        return None
    return Decimal(1) if weight == int(weight) else weight


def empty_envelopes(ballot: Ballot) -> None:
    """Turn the envelopes into slips, in the order of new random keys, and remove them."""
    opener, slips = sealing.Opener(ballot.key), []
    for sealed in ballot.envelopes.values_list("sealed", flat=True):
        seed, said = opener.open(sealed)
        parts = tuple(Part(read(choice), Decimal(weight)) for choice, weight in said)
        unit = unit_for(ballot, sum((part.weight for part in parts), Decimal(0)))
        for slip in slips_of(ballot.key, seed, parts, unit):
            slips.append(Slip(ballot=ballot, choice=written(slip.choice), weight=slip.weight, nonce=slip.nonce))
    Slip.objects.bulk_create(sorted(slips, key=lambda slip: slip.key))
    ballot.envelopes.all().delete()


def receipts_in(ballot: Ballot) -> list[str]:
    """The receipts of all that lies in the box of a closed ballot, sorted; by name, each behind its name."""
    if ballot.is_secret:
        return sorted(receipt_of(ballot.key, *slip) for slip in ballot.slips.values_list("choice", "nonce"))
    votes = Vote.objects.filter(elector__ballot=ballot).values_list("elector__slug", "choice", "nonce")
    return sorted(f"{party} {receipt_of(ballot.key, *vote)}" for party, *vote in votes)
