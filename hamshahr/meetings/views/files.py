"""Papers and calendars as files, and the page on which a reader makes an address for his calendar."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hamshahr.bodies.models import Body
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import go_to
from hamshahr.kernel.languages import say
from hamshahr.parties.models import Party

from .. import calendar_queries, rules, services
from ..bundle import bundle_of
from ..calendars import CONTENT_TYPE, calendar_of
from ..models import PaperFile, PaperVersion
from .heads import ROOM, page_of

TYPES = {PaperVersion.Form.PDF: "application/pdf", PaperVersion.Form.TEXT: "text/plain; charset=utf-8"}
ENDINGS = {PaperVersion.Form.PDF: "pdf", PaperVersion.Form.TEXT: "txt"}


def file(content, content_type, name):
    """A file to keep, never shown as a page of this house."""
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@never_cache
@require_safe
def paper(request, slug, key, number):
    """One version of a paper, for those who may read it."""
    gathering = page_of(request, slug)["gathering"]
    called = [gathering.pk] if rules.is_called(request.user, gathering) else []
    rows = PaperVersion.objects.visible_to(request.user, called).filter(paper__gathering=gathering)
    version = get_object_or_404(rows, paper__key=key, number=number)
    content = bytes(PaperFile.objects.get(version=version).content)
    return file(content, TYPES[version.form], f"{slug}-{key[:6]}-{number}.{ENDINGS[version.form]}")


@never_cache
@require_safe
def bundle(request, slug):
    """All papers that the reader may read, as one PDF."""
    context = page_of(request, slug)
    try:
        content = bundle_of(context["gathering"], request.user, at=timezone.now())
    except Refused as refusal:
        return render(request, "meetings/no_bundle.html", {**context, "obstacle": str(refusal)}, status=404)
    return file(content, "application/pdf", f"{slug}.pdf")


@require_safe
def of_body(request, slug):
    """The public meetings of a body as a calendar."""
    body = get_object_or_404(Body.objects.visible_to(calendar_queries.PUBLIC), slug=slug)
    sessions = calendar_queries.of_body(body, timezone.localdate())
    return calendar(calendar_of(say(body.names), sessions), slug)


@require_safe
def of_city(request, slug):
    """The public meetings in which a city has a voice as a calendar."""
    party = get_object_or_404(Party.objects.visible_to(calendar_queries.PUBLIC), slug=slug)
    sessions = calendar_queries.of_city(party, timezone.localdate())
    return calendar(calendar_of(say(party.names), sessions), slug)


@never_cache
@require_safe
def of_person(request, token):
    """What the owner of this address is called to; an ended address looks as if it had never been."""
    owner = services.owner_of(token)
    if owner is None:
        raise Http404
    sessions = calendar_queries.of_person(owner, timezone.localdate())
    inside = frozenset(session.gathering_id for session in sessions)
    return calendar(calendar_of(_("Your meetings"), sessions, inside=inside), "meetings")


def calendar(content, name):
    answer = HttpResponse(content, content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = f'inline; filename="{name}.ics"'
    return answer


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def mine(request):
    """Make, replace or end the private address of one's calendar; the address itself is shown once."""
    context = {"nav_current": ROOM}
    if request.method == "POST" and request.POST.get("act") == "end":
        services.end_calendar_address(user=request.user)
        messages.success(request, _("The address is ended; whoever has it gets nothing any more."))
        return go_to(request, "meetings:calendar")
    if request.method == "POST":
        context["token"] = services.make_calendar_address(user=request.user)
    context["address"] = request.user.calendar_addresses.filter(ended_at=None).first()
    return render(request, "meetings/calendar.html", context)
