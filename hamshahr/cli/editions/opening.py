"""The next edition, open for entries, with what whoever plays it on by hand needs: its jury asked, its levels named."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from hamshahr.accounts.models import User
from hamshahr.awards.services import set_levels
from hamshahr.bodies.models import Body
from hamshahr.calls.models import Call
from hamshahr.calls.services import add_edition, open_call
from hamshahr.cli.replays.playing import desk
from hamshahr.juries.services import seat_panel
from hamshahr.parties.models import Party

from .entering import OWN, designed, enter_one, text
from .judging import ask_cast

DAYS = {"open": (0, 60), "guidance": (0, 40), "eligibility": (61, 75), "review": (76, 110), "decision": (111, 118)}
DAYS |= {"publication": (120, None)}
SEOUL = "seoul"


def open_now(said: Mapping[str, Any], slug: str) -> Call:
    """A further edition that takes entries from today on, for two months; Seoul has handed two in."""
    people, now = desk(), timezone.now().replace(minute=0, second=0, microsecond=0)
    stages = [
        [kind, (now + timedelta(days=opens)).isoformat(), closes and (now + timedelta(days=closes)).isoformat()]
        for kind, (opens, closes) in DAYS.items()
    ]
    award, by = Body.objects.get(slug="example-award"), people.secretary
    fields = {"number": 2, "cycle_year": now.year, "source": said["sign"]["en"], "live": True}
    edition = add_edition(slug="example-award-edition-open", award=award, by=by, **fields)
    call = designed(award, slug, said, "next", stages, people, edition=edition)
    open_call(call=call, by=by)
    call.refresh_from_db()
    enter_seoul(call, said)
    ask_cast(seat_panel(stage=call.stages.get(kind="review"), by=by, reviews_each=2, region_cap=2), by)
    levels = [{"names": text(row[3]), "distinction": row[1], "is_honoured": row[2]} for row in said["levels"][:3]]
    set_levels(call=call, levels=levels, by=by)
    return call


def enter_seoul(call: Call, said: Mapping[str, Any]) -> None:
    seoul, jun = Party.objects.get(slug=SEOUL), User.objects.get(email=OWN[SEOUL])
    questions = list(call.questions.order_by("position"))
    for number in (1, 2):
        enter_one(call, questions, seoul, "en", number, said, jun, timezone.now())
