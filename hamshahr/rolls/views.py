"""The roll of a meeting: its page, its export, and the secretary's acts."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hamshahr.accounts.receipts import once
from hamshahr.kernel import exports
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import filters_of, go_to
from hamshahr.kernel.languages import say
from hamshahr.meetings.views import page_of
from hamshahr.parties.models import Region
from hamshahr.parties.zones import said_zone

from . import queries, rules, services
from .forms import CutOffForm, RollFilters, first_values
from .papers import roll_paper
from .times import day_of_entitlement, usual_cut_off, zone_of

PER_PAGE = 100
COLUMNS = ("city", "name", "region", "entitled", "votes", "reason", "article")


@never_cache
@require_safe
def roll(request, slug, version=None):
    """Who may vote at a meeting and who may not, with the reason and the cure; the frozen one is for everybody."""
    context = page_of(request, slug)
    found = queries.shown_roll(context["gathering"], request.user, version)
    if found is None and version is not None:
        raise Http404
    context |= keeping_of(request, context["gathering"], found)
    if found is not None:
        context |= lines_of(request, found)
    return render(request, "rolls/roll.html", context | {"roll": found} | zones_of(context["gathering"]))


def zones_of(gathering):
    """The zone of the meeting, and the name by which readers know it."""
    zone = zone_of(gathering)
    return {"zone": zone, "said_zone": said_zone(zone)}


def lines_of(request, roll):
    """The lines of the page with their filters, and what the reader sees of the whole."""
    tally = queries.tally_of(roll, request.user)
    form = filters_for(request, roll, tally)
    page = Paginator(queries.lines_shown(roll, request.user, form.chosen()), PER_PAGE).get_page(request.GET.get("page"))
    rows = queries.rows_of(roll, list(page), request.user)
    own = [row for row in queries.rows_of(roll, own_lines(request, roll), request.user) if not row.line.is_entitled]
    late = queries.late_payments(roll) if tally.silent else []
    return {"tally": tally, "form": form, "page": page, "rows": rows, "own": own, "late": late}


def own_lines(request, roll):
    return list(queries.lines_shown(roll, request.user, {}).filter(party__in=queries.own_parties(request.user)))


def filters_for(request, roll, tally):
    regions = Region.objects.filter(pk__in=roll.lines.values("region"))
    return RollFilters(request.GET, regions=regions, sees_all=tally.silent > 0)


def keeping_of(request, gathering, roll):
    """What the secretary finds beside the roll: versions, what changed, and the acts or what stands in their way."""
    if not rules.may_keep_roll(request.user, gathering):
        return {"query": filters_of(request)}
    return {
        "query": filters_of(request),
        "keeps": True,
        "versions": list(gathering.rolls.order_by("-version")),
        "changes": queries.changes_of(roll) if roll else [],
        "compute_obstacle": rules.obstacle_to_compute(gathering),
        "freeze_obstacle": rules.obstacle_to_freeze(roll, now=timezone.now()) if roll else "",
    }


@never_cache
@require_safe
def export(request, slug, ending):
    """The lines that the reader sees, as a table."""
    gathering = page_of(request, slug)["gathering"]
    roll = queries.shown_roll(gathering, request.user)
    if roll is None:
        raise Http404
    form = filters_for(request, roll, queries.tally_of(roll, request.user))
    lines = queries.lines_shown(roll, request.user, form.chosen())
    rows = (row_of(line) for line in lines)
    return exports.export(ending, f"roll-{gathering.slug}", exports.Sheet("roll", COLUMNS, rows))


@never_cache
@require_safe
def paper(request, slug):
    """The frozen roll as PDF/A with its seal, in the language of the page."""
    found = queries.shown_roll(page_of(request, slug)["gathering"], request.user)
    if found is None or found.frozen_at is None:
        raise Http404
    response = HttpResponse(roll_paper(found, get_language()), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="roll-{slug}.pdf"'
    return response


def row_of(line):
    region = line.region.slug if line.region else ""
    words = (line.party.slug, say(line.party.names), region, line.is_entitled, f"{line.weight:f}")
    return [*words, line.reason, line.article]


def kept_meeting(request, slug):
    """The meeting whose roll the reader keeps."""
    context = page_of(request, slug)
    if not rules.may_keep_roll(request.user, context["gathering"]):
        raise PermissionDenied
    return context


@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def compute(request, slug):
    """Compute the next version of the roll."""
    context = kept_meeting(request, slug)
    gathering = context["gathering"]
    obstacle = rules.obstacle_to_compute(gathering)
    form = None if obstacle else cut_off_form(request, gathering)
    if form is not None and form.is_valid():
        try:
            services.compute_roll(gathering=gathering, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The roll is computed."))
            return go_to(request, "rolls:roll", gathering.slug)
    context |= {"form": form, "obstacle": obstacle, "zone": zone_of(gathering)}
    return render(request, "rolls/compute.html", context, status=422 if form and form.errors else 200)


def cut_off_form(request, gathering):
    last = queries.roll_of(gathering)
    moment = last.cut_off if last else usual_cut_off(gathering, day_of_entitlement(gathering))
    initial = first_values(moment, gathering)
    return CutOffForm(request.POST if request.method == "POST" else None, gathering=gathering, initial=initial)


@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def freeze(request, slug, version):
    """Freeze the last version."""
    context = kept_meeting(request, slug)
    gathering = context["gathering"]
    found = queries.shown_roll(gathering, request.user, version)
    if found is None:
        raise Http404
    obstacle = rules.obstacle_to_freeze(found, now=timezone.now())
    if request.method == "POST":
        try:
            services.freeze_roll(roll=found, by=request.user)
        except Refused as refusal:
            obstacle = str(refusal)
        else:
            messages.success(request, _("The roll is frozen and signed."))
            return go_to(request, "rolls:roll", gathering.slug)
    context |= {"roll": found, "obstacle": obstacle, "tally": queries.tally_of(found, request.user)}
    status = 422 if request.method == "POST" else 200
    return render(request, "rolls/freeze.html", context | zones_of(gathering), status=status)
