"""The roll of a decision by correspondence: a page, a table and a sealed paper."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hamshahr.kernel import exports
from hamshahr.kernel.http import filters_of
from hamshahr.parties.models import Region
from hamshahr.parties.zones import said_zone
from hamshahr.rolls.forms import RollFilters
from hamshahr.rolls.views import COLUMNS, PER_PAGE, row_of

from ..models import WrittenProcedure
from ..queries import written_rolls as queries


def roll_at(request, key):
    """The roll of a decision that the reader may see."""
    procedures = WrittenProcedure.objects.visible_to(request.user).select_related("body")
    roll = queries.roll_of(get_object_or_404(procedures, key=key))
    if roll is None:
        raise Http404
    return roll


def asked(request, roll):
    """The lines that the filters leave, and what the reader sees of the whole."""
    tally = queries.tally_of(roll, request.user)
    regions = Region.objects.filter(pk__in=roll.lines.values("region"))
    form = RollFilters(request.GET, regions=regions, sees_all=tally.silent > 0)
    return tally, form, queries.lines_shown(roll, request.user, form.chosen())


@never_cache
@require_safe
def page(request, key):
    """Who is asked and who is not, with the reason; frozen when it opened."""
    roll = roll_at(request, key)
    tally, form, lines = asked(request, roll)
    shown = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    own = queries.rows_of(roll, queries.own_lines(roll, request.user), request.user)
    context = {"roll": roll, "tally": tally, "form": form, "page": shown, "query": filters_of(request)}
    context |= {"rows": queries.rows_of(roll, shown, request.user), "zone": settings.TIME_ZONE}
    context["said_zone"] = said_zone(settings.TIME_ZONE)
    context |= {"own": [row for row in own if not row.line.is_entitled], "nav_current": "gatherings"}
    return render(request, "decisions/written_roll.html", context)


@never_cache
@require_safe
def export(request, key, ending):
    """The lines that the reader sees, as a table."""
    _tally, _form, lines = asked(request, roll_at(request, key))
    return exports.export(ending, f"roll-{key}", exports.Sheet("roll", COLUMNS, (row_of(line) for line in lines)))


@never_cache
@require_safe
def paper(request, key):
    """Everybody who is asked as PDF/A with the seal of the roll, in the language of the page."""
    raw = queries.paper(roll_at(request, key), get_language())
    response = HttpResponse(raw, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="roll-{key}.pdf"'
    return response
