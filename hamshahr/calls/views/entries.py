"""An entry begun, its head, where it stands, and the entries of a city on its desk."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hamshahr.accounts.receipts import once
from hamshahr.kernel import exports
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import filters_of, go_to
from hamshahr.kernel.languages import say
from hamshahr.parties.models import Party

from .. import further, services, uses
from ..forms.calls import EntryFilters
from ..forms.entries import HeadForm
from ..models import Author, Call
from ..models.submissions import parties_of
from ..queries.standing import entries_of, standing_of
from ..rules import entering as rules
from .heads import page_of

PER_PAGE = 25
COLUMNS = ["call", "number", "title", "lead", "language", "framework", "state", "begun_at", "submitted_at"]


@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def begin(request, slug):
    """Begin an entry for a city."""
    call = get_object_or_404(Call.objects.visible_to(request.user).select_related("body"), slug=slug)
    now = timezone.now()
    own = {each.slug: each for each in Party.objects.filter(pk__in=parties_of(request.user)).order_by("slug")}
    if not own:
        raise PermissionDenied
    cities = [(slug, say(party.names)) for slug, party in own.items()]
    form = HeadForm(request.POST if request.method == "POST" else None, call=call, parties=cities)
    if form.is_valid():
        party = own[form.cleaned_data["party"]]
        try:
            entry = services.begin_submission(call=call, party=party, by=request.user, at=now, **form.head())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return go_to(request, "calls:step", entry.key, 1)
    obstacle = "" if form.is_bound else rules.obstacle_to_enter(call, at=now)
    context = {"call": call, "form": form, "obstacle": obstacle, "nav_current": "calls"}
    return render(request, "calls/begin.html", context, status=422 if form.errors else 200)


@login_required
@never_cache
@require_safe
def entry(request, key):
    """Where an entry stands: its steps, its cities and authors, and what is left to do."""
    page = page_of(request, key, "entry")
    found = page["entry"]
    context = page | {
        "partners": found.partners.select_related("party"),
        "authors": Author.objects.filter(submission=found, ended_at=None).select_related("user"),
        "requests": found.guidance_requests.all(),
        "screening": getattr(found, "screening", None),
        "lives": uses.lives_of(found, request.user) if found.number else [],
        "without_room": uses.WITHOUT_ROOM,
        "sits_at_desk": rules.may_keep_call(request.user, found.call) or rules.may_enter(request.user, found.party),
        "further": further.links_of(found, request.user),
    }
    return render(request, "calls/entry.html", context)


@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def head(request, key):
    """Change title, language and framework."""
    page = page_of(request, key, "head")
    found = page["entry"]
    if not page["may_write"]:
        raise PermissionDenied
    first = {name: getattr(found, name) for name in ("title", "language", "framework", "version")}
    form = HeadForm(request.POST if request.method == "POST" else None, initial=first, call=found.call)
    if form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            services.describe_submission(
                submission=found, version=version, by=request.user, at=page["now"], **form.head()
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return go_to(request, "calls:step", key, 1)
    return render(request, "calls/head.html", page | {"form": form}, status=422 if form.errors else 200)


def desk_of(request, slug):
    """The city at whose desk the reader sits; any other looks as if it were not there."""
    party = Party.objects.filter(slug=slug, pk__in=parties_of(request.user), merged_into=None).first()
    if party is None and getattr(request.user, "is_secretariat", False):
        party = Party.objects.filter(slug=slug, merged_into=None).first()
    if party is None:
        raise Http404
    return party


@login_required
@never_cache
@require_safe
def city(request, slug):
    """The entries of a city, of all its departments, in every call."""
    party, form, now = desk_of(request, slug), EntryFilters(request.GET), timezone.now()
    found = entries_of(party, request.user, form.chosen()).prefetch_related("call__stages")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    for each in page:
        each.standing = standing_of(each, now)
    query = filters_of(request)
    context = {"party": party, "form": form, "page": page, "query": query, "nav_current": "calls"}
    return render(request, "calls/city.html", context)


@login_required
@never_cache
@require_safe
def city_export(request, slug, ending):
    """The same list as a table."""
    party = desk_of(request, slug)
    found = entries_of(party, request.user, EntryFilters(request.GET).chosen())
    return exports.export(ending, "entries", exports.Sheet("entries", COLUMNS, (row(each) for each in found)))


def row(each):
    place = [each.call.slug, each.number, each.title, each.party.slug, each.language, each.framework]
    return [*place, each.state, each.begun_at, each.submitted_at]
