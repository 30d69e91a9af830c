"""What the record says of an entry that was judged: that it was submitted."""

from django.utils.translation import gettext as _

from hamshahr.kernel.digits import localise
from hamshahr.kernel.http import address_of
from hamshahr.kernel.languages import say
from hamshahr.kernel.text import fold
from hamshahr.record.kinds import Kind, System

from .models import Outcome


def sources():
    return Outcome.objects.select_related("call__edition__award", "submission")


def hidden():
    """What stands in the record was released."""
    return Outcome.objects.exclude(call__edition__live=True, call__edition__award__live=True)


def address(entry) -> str:
    return address_of("awards:result", entry.source.call.slug)


def submitted(entry) -> str:
    outcome = entry.source
    edition = outcome.call.edition
    said = {
        "award": say(edition.award.names),
        "year": localise(edition.cycle_year),
        "project": outcome.submission.title,
    }
    return _("%(award)s, cycle of %(year)s: “%(project)s” was submitted") % said


def counts_as(outcome: Outcome) -> str:
    """One project of an edition, whatever is said of it: the same key as its distinctions have."""
    return f"edition {outcome.call.edition_id}: {fold(outcome.submission.title)}"[:200]


KINDS = [Kind("award.submitted", System.AWARDS, sources, submitted, address, hidden)]
