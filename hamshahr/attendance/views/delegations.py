"""Whom the cities send: the list in protocol order, and the page on which a city names its own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hamshahr.accounts.receipts import once
from hamshahr.kernel import exports
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import filters_of, go_to
from hamshahr.kernel.languages import say
from hamshahr.parties.models import Party

from .. import protocol, queries, rules, services
from ..badges import unprintable
from ..forms import ChangeForm, DelegateForm, DelegationFilters, NoteForm
from ..models import Delegate, Delegation
from .meeting import meeting_at

PER_PAGE = 100
COLUMNS = ("city", "city_name", "region", "office", "voice", "number", "name", "function", "role")


@require_safe
def index(request, slug):
    """Every delegation in protocol order; names for those who are called or sent, numbers for all."""
    found = meeting_at(request, slug)
    gathering, sees_names = found["gathering"], rules.may_see_names(request.user, found["gathering"])
    listed = queries.delegations_of(gathering, request.user)
    form, shown = narrowed_by(request, listed, sees_names)
    own = queries.own_parties(request.user, gathering)
    context = found | {
        "form": form,
        "query": filters_of(request),
        "page": Paginator(shown, PER_PAGE).get_page(request.GET.get("page")),
        "sees_names": sees_names,
        "own_parties": own,
        "rule": protocol.rule_in_words(),
        "rule_within": protocol.order_within(),
        "unprintable": unprintable(delegate for each in listed for delegate in each.delegates),
        "people": sum(len(each.delegates) for each in listed),
        "sending": sum(bool(each.delegates) for each in listed),
    }
    return render(request, "attendance/delegations.html", context)


def narrowed_by(request, listed, sees_names):
    """The filters of the list with the regions it has, and what they leave."""
    form = DelegationFilters(request.GET, regions=queries.regions_of(listed))
    return form, queries.narrowed(listed, form.chosen(), sees_names=sees_names)


@require_safe
@never_cache
def export(request, slug, ending):
    """The cities that the filters leave with whom they send, for those who may read the names."""
    gathering = meeting_at(request, slug)["gathering"]
    if not rules.may_see_names(request.user, gathering):
        raise Http404
    _form, listed = narrowed_by(request, queries.delegations_of(gathering, request.user), sees_names=True)
    rows = (row for each in listed for row in rows_of(each))
    return exports.export(ending, f"delegations-{slug}", exports.Sheet("delegations", COLUMNS, rows))


def rows_of(each):
    """A row for each of its people; one without any where nobody is named."""
    region = queries.region_of(each.party)
    city = [each.party.slug, say(each.party.names), region.slug if region else None, each.office, each.has_voice]
    people = [[person.number, person.person_name, person.function, person.role] for person in each.delegates]
    return [[*city, *person] for person in people or [[None] * 4]]


def named_by_reader(request, slug, city):
    """The meeting and a city whose delegation the reader may see; any other is not there."""
    page = meeting_at(request, slug)
    party = get_object_or_404(Party.objects.visible_to(request.user), slug=city)
    gathering = page["gathering"]
    seen = Delegation.objects.visible_to(request.user).filter(gathering=gathering, party=party).first()
    may_name = rules.may_name(request.user, party, gathering)
    if seen is None and not may_name:
        raise Http404
    return page | {"party": party, "delegation": seen, "may_name": may_name}


def delegate_of(request, page, number):
    rows = Delegate.objects.visible_to(request.user).filter(gathering=page["gathering"])
    rows = rows.select_related("delegation__party", "gathering__body", "user")
    return get_object_or_404(rows, number=number, delegation__party=page["party"], withdrawn_at=None)


def own_context(page):
    sent = page["delegation"].delegates.sent().select_related("user") if page["delegation"] else ()
    return page | {
        "delegates": queries.delegations.seated(list(sent)),
        "unprintable": unprintable(sent),
        "rule_within": protocol.order_within(),
        "obstacle": rules.obstacle_to_name(page["gathering"], page["party"]),
    }


@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def delegation(request, slug, city):
    """Whom one city sends, and the form for a further one."""
    page = named_by_reader(request, slug, city)
    if request.method == "POST" and not page["may_name"]:
        raise PermissionDenied
    form = DelegateForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            named = services.name_delegate(
                gathering=page["gathering"], party=page["party"], by=request.user, **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(name)s is in the delegation.") % {"name": named.person_name})
            return go_to(request, "attendance:delegation", slug, city)
    note = NoteForm(initial={"note": page["delegation"].note if page["delegation"] else ""})
    context = own_context(page) | {"form": form, "note_form": note}
    return render(request, "attendance/delegation.html", context, status=422 if form.errors else 200)


@once
@login_required
@never_cache
@require_http_methods(["POST"])
def note(request, slug, city):
    """What a delegation needs, for the secretary."""
    page = named_by_reader(request, slug, city)
    if not page["may_name"]:
        raise PermissionDenied
    form = NoteForm(request.POST)
    if form.is_valid():
        try:
            services.note_to_secretary(
                gathering=page["gathering"], party=page["party"], by=request.user, **form.cleaned_data
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The secretary sees your note."))
    return go_to(request, "attendance:delegation", slug, city)


@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def change(request, slug, city, number):
    """Describe one delegate anew."""
    page = named_by_reader(request, slug, city)
    delegate = delegate_of(request, page, number)
    if not page["may_name"]:
        raise PermissionDenied
    fields = ("person_name", "function", "role", "holds_mandate", "email", "position")
    first = {name: getattr(delegate, name) for name in fields}
    form = ChangeForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_valid():
        try:
            services.change_delegate(delegate=delegate, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return go_to(request, "attendance:delegation", slug, city)
    context = own_context(page) | {"form": form, "delegate": delegate}
    return render(request, "attendance/delegate.html", context, status=422 if form.errors else 200)


@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def withdraw(request, slug, city, number):
    """Take one delegate off the list."""
    page = named_by_reader(request, slug, city)
    delegate = delegate_of(request, page, number)
    if not page["may_name"]:
        raise PermissionDenied
    now = timezone.now()
    if request.method == "POST":
        try:
            services.withdraw_delegate(delegate=delegate, at=now, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("%(name)s is withdrawn.") % {"name": delegate.person_name})
        return go_to(request, "attendance:delegation", slug, city)
    context = page | {"delegate": delegate, "obstacle": rules.obstacle_to_withdraw_delegate(delegate, at=now)}
    return render(request, "attendance/withdraw.html", context)
