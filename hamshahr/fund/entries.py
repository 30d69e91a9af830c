"""What the record says of the fund: that a project of a city was financed."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.kernel.http import address_of
from hamshahr.kernel.languages import say
from hamshahr.record.kinds import Kind, Measure, System

from .models import ProjectStep


def sources():
    return ProjectStep.objects.select_related("project__fund", "decision")


def hidden():
    """A financed project is public."""
    return ProjectStep.objects.none()


def address(entry) -> str:
    return address_of("fund:project", entry.source.project.key)


def financed(entry) -> str:
    project = entry.source.project
    return _("%(fund)s financed “%(project)s”") % {"fund": say(project.fund.names), "project": say(project.names)}


KINDS = [Kind("fund.financed", System.FUND, sources, financed, address, hidden)]
MEASURES = [
    Measure(
        "fund.financed",
        gettext_lazy("projects financed"),
        gettext_lazy(
            "Projects of the city that a fund of the network decided to finance, counted on the day of the decision."
        ),
        frozenset({"fund.financed"}),
        System.FUND,
    )
]
