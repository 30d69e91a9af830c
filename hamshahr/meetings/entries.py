"""What the record says of meetings: a member was consulted."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.kernel.http import address_of
from hamshahr.kernel.languages import say
from hamshahr.record.kinds import Kind, Measure, System

from .models import Consultation


def sources():
    return Consultation.objects.select_related("body")


def hidden():
    return Consultation.objects.exclude(is_public=True, body__live=True)


def address(entry) -> str:
    return address_of("meetings:consultation", entry.source.key)


def consulted(entry) -> str:
    words = {"body": say(entry.source.body.names), "subject": say(entry.source.subject)}
    return _("Consulted by %(body)s: %(subject)s") % words


KINDS = [Kind("consultation.held", System.MEETINGS, sources, consulted, address, hidden)]
MEASURES = [
    Measure(
        "consultations.held",
        gettext_lazy("consultations"),
        gettext_lazy("Talks of a body with the city alone, each with its day, its subject and its outcome."),
        frozenset({"consultation.held"}),
        System.MEETINGS,
    )
]
