"""The members of a body with their states, as a page and as open data."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from hamshahr.kernel import exports
from hamshahr.kernel.http import filters_of
from hamshahr.kernel.languages import say
from hamshahr.kernel.text import fold
from hamshahr.parties.models import PartyName

from ..forms import MemberFilters
from ..models import Body, Membership, MembershipStep

PER_PAGE = 50
COLUMNS = [
    "body",
    "city",
    "name",
    "country",
    "state",
    "category",
    "joined_on",
    "left_on",
    "confidence",
    "source",
    "as_of",
    "note",
]


@require_safe
def members(request, slug):
    """The register of members in the order of the reader's alphabet."""
    body = get_object_or_404(Body.objects.visible_to(request.user), slug=slug)
    form = MemberFilters(request.GET)
    found = listed(body, request.user, form.chosen())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    for membership in page:
        membership.state_word = MembershipStep.State(membership.state).label if membership.state else ""
    context = {"body": body, "form": form, "page": page, "query": filters_of(request)}
    return render(request, "bodies/members.html", context)


def listed(body, user, filters):
    rows = Membership.objects.visible_to(user).filter(body=body).with_state().select_related("party__country")
    if filters.get("state"):
        rows = rows.in_states([filters["state"]])
    if name := fold(filters.get("q") or ""):
        rows = rows.filter(party__in=PartyName.objects.filter(folded__contains=name).values("party"))
    language = get_language()
    return rows.filter(party__sort_names__language=language).order_by("party__sort_names__sort_key", "pk")


@require_safe
def export(request, slug, ending):
    """The same register, whole."""
    body = get_object_or_404(Body.objects.visible_to(request.user), slug=slug)
    found = listed(body, request.user, MemberFilters(request.GET).chosen())
    rows = (row(body, membership) for membership in found.iterator(500))
    return exports.export(ending, f"members-{body.slug}", exports.Sheet("members", COLUMNS, rows))


def row(body, membership):
    return [
        body.slug,
        membership.party.slug,
        say(membership.party.names),
        membership.party.country_id,
        membership.state,
        membership.category,
        membership.joined_on,
        membership.left_on,
        membership.confidence,
        membership.source,
        membership.as_of,
        membership.note,
    ]
