"""The register of seats elsewhere, as a page and as open data, and the page of one seat."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hamshahr.kernel import exports
from hamshahr.kernel.http import filters_of
from hamshahr.kernel.languages import say

from .. import queries, rules
from ..forms import SeatFilters
from ..models import OutsideMeeting, OutsideSeat, Report, Vacancy

PER_PAGE = 25
COLUMNS = [
    *("key", "network", "body", "sender", "office", "number", "state", "titular", "titular_people", "substitute"),
    *("ends_there", "ends_here", "confidence", "source"),
]


def asked(request):
    """The filters in the address, and what they leave."""
    form = SeatFilters(request.GET, bodies=queries.bodies_of(request.user))
    return form, queries.register(request.user, timezone.localdate(), **form.chosen())


@require_safe
def index(request):
    """The seats our network has elsewhere, who has each, and what is missing."""
    form, found = asked(request)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    meetings = OutsideMeeting.objects.visible_to(request.user).select_related("gathering", "quota__outside")
    today = timezone.localdate()
    running = Vacancy.objects.visible_to(request.user).filter(opens_on__lte=today, closes_on__gte=today)
    context = {
        "form": form,
        "page": page,
        "query": filters_of(request),
        "meetings": meetings[:10],
        "vacancies": running.select_related("seat__quota__office__body"),
        "known": sum(line.titular is not None for line in found),
    }
    return render(request, "representatives/index.html", context)


@require_safe
def export(request, ending):
    """The same list as the page shows, whole."""
    if ending not in exports.FORMATS:
        raise Http404
    _form, found = asked(request)
    rows = (row(line) for line in found)
    return exports.export(ending, "seats-elsewhere", exports.Sheet("seats", COLUMNS, rows))


def row(line):
    quota, titular = line.seat.quota, line.titular
    return [
        line.seat.key,
        quota.outside.network,
        quota.outside.slug,
        quota.sender.slug,
        say(quota.office.names),
        line.seat.number,
        line.state,
        slug_of(titular),
        "; ".join(say(holding.person.names) for holding in titular.people) if titular else None,
        slug_of(line.substitute),
        str(titular.clocks.there) if titular and titular.clocks.there else None,
        str(titular.clocks.here) if titular and titular.clocks.here else None,
        titular.representative.mandate.confidence if titular else None,
        titular.representative.mandate.source if titular else None,
    ]


def slug_of(place):
    party = place.representative.party if place else None
    return party.slug if party and party.live else None


@require_safe
def seat(request, key):
    """One seat: who has it in which role, both clocks, who had it before, and its meetings."""
    rows = queries.with_people(OutsideSeat.objects.visible_to(request.user))
    found = get_object_or_404(rows, key=key)
    today = timezone.localdate()
    meetings = OutsideMeeting.objects.visible_to(request.user).filter(quota=found.quota)
    reports = Report.objects.visible_to(request.user).filter(seat=found).given()
    context = {
        "line": queries.seat_on(found, today, request.user),
        "seat": found,
        "quota": found.quota,
        "history": queries.history(found, request.user),
        "meetings": meetings.select_related("gathering")[:20],
        "reports": reports.select_related("meeting__gathering", "party"),
        "vacancies": found.vacancies.order_by("-closes_on"),
        "may_keep": rules.may_keep_seats(request.user, found),
    }
    return render(request, "representatives/seat.html", context)
