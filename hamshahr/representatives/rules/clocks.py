"""Two clocks: when a seat ends there, and when what we send for ends here; pure rules over dates."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from hamshahr.bodies.periods import surely_before
from hamshahr.bodies.terms import due_end_of
from hamshahr.kernel.dates import PartialDate

from ..models import Representative


@dataclass(frozen=True)
class Clocks:
    """The end of the seat there, the end of the mandate here, and that of the local office of whoever sits."""

    there: PartialDate | None
    here: PartialDate | None
    at_home: PartialDate | None = None


def clocks_of(representative: Representative) -> Clocks:
    """Both clocks of a representative, as far as the register knows them."""
    own = representative.own_mandate
    here = due_end_of(own) if own is not None else representative.sent_until
    offices = [row.local_office for row in representative.mandate.holdings.all() if row.ends_on is None]
    ends = [office.ends_on for office in offices if office is not None and office.ends_on is not None]
    return Clocks(due_end_of(representative.mandate), here, min(ends, key=lambda end: end.first_day, default=None))


def conflicts(clocks: Clocks) -> list[str]:
    """What it means that one clock stops before another, in sentences; nothing where they agree or are not known."""
    there, here, at_home = clocks.there, clocks.here, clocks.at_home
    found = []
    if surely_before(here, there):
        words = {"here": here.show(), "there": there.show()}
        found.append(
            _("The mandate here ends before the seat there: %(here)s, and there %(there)s. Name who follows.") % words
        )
    if surely_before(there, here):
        words = {"here": here.show(), "there": there.show()}
        found.append(
            _("The seat there ends before the mandate here: %(there)s, and here %(here)s. It must be won anew there.")
            % words
        )
    if at_home is not None and surely_before(at_home, there):
        words = {"home": at_home.show(), "there": there.show()}
        found.append(
            _("The local office ends before the seat there: %(home)s, and there %(there)s. The seat hangs from it.")
            % words
        )
    return found


def is_over(clocks: Clocks, on: date) -> bool:
    """Whether one of the two has surely stopped by that day."""
    ends = [end for end in (clocks.there, clocks.here) if end is not None]
    return any(not end.may_last_beyond(on) for end in ends)
