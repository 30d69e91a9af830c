"""The register of recusals of a call, as counts, once its result is public."""

from collections import Counter
from datetime import datetime

from hamshahr.calls.models import Call

from ..models import Conflict, Juror
from ..publishing import is_published


def recusals_of(call: Call, *, at: datetime) -> list[tuple[str, str, int]] | None:
    """How many pairs of juror and entry were kept apart, by kind and by how it was known; None before the result.

    A pair counts once for each kind and way. Who and which stands nowhere.
    """
    if not is_published(call, at):
        return None
    rows = Conflict.objects.standing().filter(submission__call=call).exclude(juror__state=Juror.State.DECLINED)
    pairs = set(rows.values_list("kind", "how", "juror", "submission"))
    counted = Counter((kind, how) for kind, how, _juror, _entry in pairs)
    kinds, ways = dict(Conflict.Kind.choices), dict(Conflict.How.choices)
    order = [*Conflict.Kind.values]
    ordered = sorted(counted.items(), key=lambda each: (order.index(each[0][0]), each[0][1]))
    return [(str(kinds[kind]), str(ways[how]), number) for (kind, how), number in ordered]
