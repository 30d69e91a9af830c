"""What every page of an entry shows at its head and in its margin."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import Stage, Submission
from ..queries.gaps import gaps_of
from ..queries.standing import standing_of
from ..queries.steps import steps_of
from ..rules import entering, joining
from ..stages import stage_of

RELATED = ("call__body", "party", "endorsement")


def entry_of(request, key):
    """The entry that the reader enters or keeps; any other, and one that is only judged, is not there."""
    rows = Submission.objects.entered(request.user).select_related(*RELATED).prefetch_related("call__stages")
    return get_object_or_404(rows, key=key)


@dataclass(frozen=True)
class Stop:
    """One step of the way through an entry: whether it is done, begun with gaps, or here."""

    number: int
    title: str
    address: str
    state: str
    is_here: bool


def way_of(entry, steps, gaps, here):
    """From the title over the steps of the call to the look through all of it."""
    wanting = {gap.step for gap in gaps}
    stops = [("head", _("Title"), reverse("calls:head", args=[entry.key]), 0 not in wanting)]
    for step in steps:
        address = reverse("calls:step", args=[entry.key, step.number])
        stops.append((f"step {step.number}", step.title, address, step.number not in wanting))
    if entry.call.has_partners:
        asked = entry.partners.filter(state="invited").exists()
        stops.append(("partners", _("Partners"), reverse("calls:partners", args=[entry.key]), not asked))
    handed_in = entry.state in {Submission.State.WAITING, Submission.State.SUBMITTED}
    stops.append(("review", _("Hand in"), reverse("calls:review", args=[entry.key]), handed_in))
    return [
        Stop(number, title, address, "proven" if is_done else "claimed", name == here)
        for number, (name, title, address, is_done) in enumerate(stops, start=1)
    ]


def page_of(request, key, here=""):
    """The entry with its state, its steps, and what this reader may do."""
    entry, now = entry_of(request, key), timezone.now()
    may_write, steps = entering.may_write(request.user, entry), steps_of(entry.call)
    gaps = gaps_of(entry)
    return {
        "entry": entry,
        "call": entry.call,
        "now": now,
        "here": here,
        "standing": standing_of(entry, now),
        "steps": steps,
        "gaps": gaps,
        "way": way_of(entry, steps, gaps, here),
        "guidance_stage": stage_of(entry.call, Stage.Kind.GUIDANCE),
        "may_write": may_write,
        "may_endorse": entering.may_endorse(request.user, entry),
        "may_consent": may_write or joining.may_consent(request.user, entry),
        "obstacle": entering.obstacle_to_write(entry, at=now),
        "nav_current": "calls",
    }
