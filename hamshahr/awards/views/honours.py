"""The register of honours, one honour, and its plaque."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hamshahr.accounts.receipts import once
from hamshahr.kernel import exports
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import filters_of, go_to
from hamshahr.kernel.languages import say

from .. import queries, rules, services
from ..forms import HonourFilters
from ..sealing import plaque, seal_of

PER_PAGE = 25
COLUMNS = ["key", "award", "year", "level", "city", "project", "conferred_on", "revoked_on", "reason"]


def asked(request):
    """The filters in the address, and what they leave."""
    form = HonourFilters(request.GET, choices=queries.choices(request.user))
    chosen = {name: value for name, value in form.chosen().items() if value}
    return form, queries.honours(request.user, **chosen)


@require_safe
def index(request):
    """Everything that was conferred with a plaque; what was revoked says so."""
    form, found = asked(request)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "awards/index.html", {"form": form, "page": page, "query": filters_of(request)})


@require_safe
def export(request, ending):
    """The same list as the page shows, whole."""
    if ending not in exports.FORMATS:
        raise Http404
    _form, found = asked(request)
    rows = (row(honour) for honour in found.iterator(500))
    return exports.export(ending, "honours", exports.Sheet("honours", COLUMNS, rows))


def row(honour):
    distinction = honour.distinction
    said = [honour.key, distinction.edition.award.slug, distinction.edition.cycle_year, distinction.level]
    said += [distinction.city_name, honour.outcome.submission.title, honour.conferred_on]
    return [*said, honour.revoked_on, honour.reason]


def found_honour(request, key):
    return get_object_or_404(queries.honours(request.user).select_related("outcome__call__body"), key=key)


@once
@require_http_methods(["GET", "POST"])
def honour(request, key):
    """One honour with its plaque and seal; its city accepts it here."""
    found, today = found_honour(request, key), timezone.localdate()
    may_accept = rules.may_accept(request.user, found, today)
    if request.method == "POST":
        if not request.user.is_authenticated:
            return redirect_to_login(request.path)
        if not may_accept:
            raise PermissionDenied
        try:
            services.accept_honour(honour=found, on=today, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The city has accepted."))
        return go_to(request, "awards:honour", found.key)
    context = {"honour": found, "seal": seal_of(found), "citation": say(found.outcome.citation)}
    context |= {"may_accept": may_accept and not rules.obstacle_to_accept(found)}
    context |= {"may_keep": request.user.is_authenticated and rules.may_keep_call(request.user, found.outcome.call)}
    return render(request, "awards/honour.html", context)


@require_safe
def pdf(request, key):
    """The plaque as PDF/A in two languages."""
    found = found_honour(request, key)
    answer = HttpResponse(plaque(found), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="plaque-{found.key}.pdf"'
    return answer
