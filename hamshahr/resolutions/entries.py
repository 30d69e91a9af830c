"""What the record says of duties: a city did what a body had laid on it."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.kernel.http import address_of
from hamshahr.kernel.languages import say
from hamshahr.record.kinds import Kind, Measure, System

from .models import Duty, Resolution


def sources():
    return Duty.objects.select_related("resolution__body")


def hidden():
    """Those from resolutions that the public does not see."""
    return Duty.objects.exclude(resolution__in=Resolution.objects.visible_to(AnonymousUser()))


def address(entry) -> str:
    return address_of("resolutions:duty", entry.source.key)


def done(entry) -> str:
    words = {"duty": say(entry.source.words), "body": say(entry.source.resolution.body.names)}
    return _("Did what %(body)s had resolved: %(duty)s") % words


KINDS = [Kind("duty.done", System.MEETINGS, sources, done, address, hidden)]
MEASURES = [
    Measure(
        "duties.done",
        gettext_lazy("duties done"),
        gettext_lazy("Duties that a resolution laid on the city and that it closed with a proof, each on its day."),
        frozenset({"duty.done"}),
        System.MEETINGS,
    )
]
