"""The tree of bodies, one body on a chosen day, and the tree as open data."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hamshahr.accounts.translations import tell_newer
from hamshahr.kernel import exports
from hamshahr.kernel.http import filters_of
from hamshahr.kernel.languages import direction, say

from .. import chamber
from ..forms import BodyFilters, DayForm
from ..queries import showing, tree

COLUMNS = [
    "key",
    "name",
    "network",
    "kind",
    "part_of",
    "seat",
    "founded",
    "ended",
    "term_years",
    "size",
    "members",
    "offices",
    "confidence",
    "source",
    "as_of",
    "note",
]
LATEST = 10


@require_safe
def index(request):
    """All bodies as a tree across networks, or those that the address asks for."""
    roots = tree(request.user)
    bodies = list(showing.narrowed(roots, {}))
    form = BodyFilters(request.GET, networks=dict.fromkeys(body.network for body in bodies))
    chosen = form.chosen()
    context = {
        "form": form,
        "query": filters_of(request),
        "roots": roots,
        "found": list(showing.narrowed(roots, chosen)) if chosen else None,
        "number": len(bodies),
        "counts": showing.counts(request.user, timezone.localdate()),
    }
    return render(request, "bodies/index.html", context)


@require_safe
def body(request, slug):
    """What a body is, who holds its seats on a day, whom it counts as members, and by which rules it acts."""
    body, hostings = showing.whole(slug, request.user)
    if body is None:
        raise Http404
    form = DayForm(request.GET if "on" in request.GET else None)
    asked = form.cleaned_data["on"] if form.is_valid() else None
    on = asked or timezone.localdate()
    context = {"body": body, "hostings": hostings, "form": form, "on": on, "is_past": asked is not None}
    context |= seats(body, on, request.user, is_today=asked is None) | doings(body, request.user)
    return render(request, "bodies/body.html", context, status=422 if form.errors else 200)


def seats(body, on, user, *, is_today):
    """Who holds the seats on a day, and who held them before."""
    mandates = showing.mandates_in(body, user)
    seated = showing.seated(body, mandates, on, user)
    picture = drawn(seated, is_today=is_today)
    return {"chamber": seated, "picture": picture, "past": showing.past(mandates, on), "mandates": mandates}


def drawn(seated, *, is_today):
    """The chamber with its numbers; nothing where no seat is known, or more than a picture can hold."""
    number, held = showing.seats_in_all(seated, is_today=is_today), showing.sureness(seated)
    if not number or number > chamber.MOST:
        return None
    states = [*held, *["away"] * (number - len(held))]
    return {
        "places": chamber.arch(states, is_mirrored=direction() == "rtl"),
        "number": number,
        "held": len(held),
        "away": number - len(held),
        "states": [(state, held.count(state)) for state in ("confirmed", "probable", "claimed")],
    }


def doings(body, user):
    """What is part of a body, its rules, what it decided and when it met."""
    versions = showing.statutes_of(body, user)
    rules = versions[0][1] if versions else []
    if body.has_stale_texts:
        tell_newer(body, *rules)
    return {
        "children": showing.children_of(user, body=body.pk),
        "versions": [statute for statute, _rules in versions],
        "rules": rules,
        "decisions": showing.decisions_of(user, LATEST, body=body.pk),
        "gatherings": showing.gatherings_of(user, LATEST, body=body.pk),
    }


@require_safe
def export(request, ending):
    """Every body with its place in the tree."""
    roots = tree(request.user)
    bodies = list(showing.narrowed(roots, {}))
    chosen = BodyFilters(request.GET, networks={body.network for body in bodies}).chosen()
    slugs = {body.pk: body.slug for body in bodies}
    counts = showing.counts(request.user, timezone.localdate())
    rows = (row(body, slugs, counts) for body in showing.narrowed(roots, chosen))
    return exports.export(ending, "bodies", exports.Sheet("bodies", COLUMNS, rows))


def row(body, slugs, counts):
    host = counts.hosts.get(body.pk)
    return [
        body.slug,
        say(body.names),
        body.network,
        body.kind,
        slugs.get(body.parent_id),
        host.host.slug if host else None,
        body.founded_on,
        body.ended_on,
        body.term_years,
        body.size,
        counts.members[body.pk],
        counts.offices[body.pk],
        body.confidence,
        body.source,
        body.as_of,
        body.note,
    ]
