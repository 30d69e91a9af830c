"""Outcomes are prepared from the ranking, approved by the board, kept under embargo and released."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from hamshahr.awards.queries import order_of
from hamshahr.awards.services import apply_release, plan_release, prepare_by_order, review_letters, set_levels
from hamshahr.bodies.models import Body
from hamshahr.bodies.services import record_decision
from hamshahr.calls.models import Call
from hamshahr.calls.queries import judged
from hamshahr.cli.past import clock_at
from hamshahr.cli.replays.playing import desk, moment
from hamshahr.juries.models import Panel
from hamshahr.kernel.dates import PartialDate

from .entering import text


def release(call: Call, panel: Panel, said: Mapping[str, Any]) -> None:
    """All outcomes known at once, at the hour."""
    by, hour = desk().secretary, moment(said["embargo_until"])
    with clock_at(hour - timedelta(days=10)):
        levels = [
            {"names": text(names), "distinction": distinction, "is_honoured": is_honoured}
            for _places, distinction, is_honoured, names in said["levels"]
        ]
        places = list(zip(set_levels(call=call, levels=levels, by=by), (row[0] for row in said["levels"]), strict=True))
        prepare_by_order(call=call, order=in_order(call, panel), places=places, by=by)
        board = Body.objects.get(slug="metropolis-board")
        day = PartialDate(said["approved_on"])
        decision = record_decision(body=board, title=text(said["decision"]), decided_on=day, by=by)
        planned = plan_release(call=call, embargo_until=hour, decision=decision, by=by)
        review_letters(release=planned, at=hour - timedelta(days=1), by=by)
    with clock_at(hour):
        apply_release(release=planned, at=hour, by=by)


def in_order(call: Call, panel: Panel) -> list:
    """The entries by their rank; Mashhad's first one stands among the plaques, for the article's sake."""
    by_key = {entry.key: entry for entry in judged(call).select_related("party")}
    order = [by_key[key] for key in order_of(panel.rankings.first())]
    own = next(entry for entry in order if entry.party.slug == "mashhad")
    order.remove(own)
    order.insert(7, own)
    return order
