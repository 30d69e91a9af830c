"""What the record says of awards: submitted, shortlisted, honoured."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.kernel.digits import localise
from hamshahr.kernel.http import address_of
from hamshahr.kernel.languages import say
from hamshahr.record.kinds import Kind, Measure, System

from .models import Distinction


def kind_of(distinction: Distinction) -> str:
    """A shortlisting is not an honour."""
    return "award.shortlisted" if distinction.level == Distinction.Level.SHORTLISTED else "award.conferred"


def sources():
    return Distinction.objects.select_related("edition__award")


def hidden():
    return Distinction.objects.exclude(edition__live=True, edition__award__live=True)


def address(entry) -> str:
    return address_of("editions:edition", entry.source.edition.slug)


def words(entry) -> dict:
    distinction = entry.source
    return {
        "level": distinction.get_level_display(),
        "award": say(distinction.edition.award.names),
        "year": localise(distinction.edition.cycle_year),
        "project": say(distinction.project),
    }


def conferred(entry) -> str:
    return _("%(award)s, cycle of %(year)s: %(level)s for “%(project)s”") % words(entry)


def shortlisted(entry) -> str:
    return _("%(award)s, cycle of %(year)s: “%(project)s” was shortlisted") % words(entry)


KINDS = [
    Kind("award.conferred", System.AWARDS, sources, conferred, address, hidden),
    Kind("award.shortlisted", System.AWARDS, sources, shortlisted, address, hidden),
]
MEASURES = [
    Measure(
        "awards.submitted",
        gettext_lazy("projects submitted to awards"),
        gettext_lazy(
            "Projects of the city in an edition of an award; a project counts once per edition, however far it came."
        ),
        frozenset({"award.submitted", "award.shortlisted", "award.conferred"}),
        System.AWARDS,
    ),
    Measure(
        "awards.honoured",
        gettext_lazy("distinctions"),
        gettext_lazy(
            "Prizes, medals, plaques and mentions conferred in an edition of an award; a shortlisting does not count."
        ),
        frozenset({"award.conferred"}),
        System.AWARDS,
    ),
]
