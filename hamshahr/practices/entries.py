"""What the record says of practices: a city's experience is in the register, for others to learn from."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.accounts.visibility import notes_at
from hamshahr.kernel.http import address_of
from hamshahr.kernel.languages import say
from hamshahr.record.kinds import Kind, Measure, System

from .models import Practice

PUBLISHED = "practice.published"


def sources():
    return Practice.objects.defer(*notes_at(""))


def hidden():
    return Practice.objects.exclude(live=True)


def address(entry) -> str:
    return address_of("practices:practice", entry.source.slug)


def published(entry) -> str:
    return _("Practice: %(title)s") % {"title": say(entry.source.names)}


KINDS = [Kind(PUBLISHED, System.PRACTICES, sources, published, address, hidden)]
MEASURES = [
    Measure(
        "practices.published",
        gettext_lazy("practices in the register"),
        gettext_lazy(
            "Things the city did that are described in the register with their source, whatever their topics; "
            "its date is the year it began, where a source gives one."
        ),
        frozenset({PUBLISHED}),
        System.PRACTICES,
    )
]
