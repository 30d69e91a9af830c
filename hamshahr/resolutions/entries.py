"""What the record says of duties: a city did what a body asked of it."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.kernel.http import address_of
from hamshahr.kernel.languages import say
from hamshahr.record.kinds import Kind, Measure, System

from .models import Duty, Resolution

DONE = "duty.done"


def sources():
    return Duty.objects.select_related("resolution__body")


def hidden():
    """Duties of resolutions that not everybody may read."""
    return Duty.objects.exclude(resolution__in=Resolution.objects.visible_to(AnonymousUser(), ()))


def address(entry) -> str:
    return address_of("resolutions:resolution", entry.source.resolution.key)


def done(entry) -> str:
    duty = entry.source
    named = {"body": say(duty.resolution.body.names), "duty": say(duty.words)}
    return _("Done, as %(body)s had asked: %(duty)s") % named


KINDS = [Kind(DONE, System.MEMBERSHIPS, sources, done, address, hidden)]
MEASURES = [
    Measure(
        "duties.done",
        gettext_lazy("duties of resolutions done"),
        gettext_lazy("What resolutions asked of the city and it did, each closed with a proof."),
        frozenset({DONE}),
        System.MEMBERSHIPS,
    )
]
