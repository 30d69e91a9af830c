"""The roll of a meeting as ``hamshahr roll`` tells it; nothing is written."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.digits import localise
from hamshahr.kernel.digits import number as shown_number
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.languages import say
from hamshahr.kernel.text import isolate

from . import rules, wording
from .digests import canonical
from .models import Roll, RollLine
from .services import unsaved
from .times import zone_of

__all__ = ["canonical", "reckoned", "sentences"]


def reckoned(slug: str, cut_off: datetime | None) -> tuple[Roll, list[RollLine]]:
    """The roll as it would be computed now; the cut-off by the clock of the meeting."""
    gathering = Gathering.objects.select_related("body", "place__place").filter(slug=slug).first()
    if gathering is None:
        raise Refused(_("No gathering has the address %(slug)s.") % {"slug": isolate(slug)})
    frozen = gathering.rolls.filter(frozen_at__isnull=False).first()
    if obstacle := rules.obstacle_to_compute(gathering) if frozen is None else None:
        raise Refused(obstacle)
    moment = cut_off.replace(tzinfo=ZoneInfo(zone_of(gathering))) if cut_off else None
    if frozen is not None and moment is None:
        moment = frozen.cut_off
    return unsaved(gathering, moment)


def sentences(roll: Roll, lines: list[RollLine]) -> Iterator[str]:
    """A line for each party, then the sums and the digest."""
    moment = wording.moment_words(roll, zone_of(roll.gathering))
    yield _("%(meeting)s: books read up to %(moment)s.") % {"meeting": say(roll.gathering.names), "moment": moment}
    is_open = roll.cut_off > timezone.now()
    for line in lines:
        reason = wording.reason_words(line, amounts=True)
        cure = wording.cure_words(line, is_open=is_open, cut_off=moment)
        mark = "✓" if line.is_entitled else "✗"
        yield f"{mark} {say(line.party.names)} · {shown_number(line.weight.normalize())} · {reason} {cure}".rstrip()
    entitled = sum(1 for line in lines if line.is_entitled)
    words = {"entitled": localise(entitled), "silent": localise(len(lines) - entitled), "digest": roll.digest}
    yield _("%(entitled)s entitled, %(silent)s not; digest %(digest)s") % words
