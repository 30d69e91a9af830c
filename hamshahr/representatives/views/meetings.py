"""One meeting elsewhere: the instruction before it, the reports after it; and the page on which a report is written."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hamshahr.accounts.receipts import once
from hamshahr.kernel.digits import localise
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import go_to
from hamshahr.kernel.languages import comma

from .. import queries, rules, services
from ..forms import ReportForm, first_words
from ..models import Instruction, OutsideMeeting, Presence, Report


def meeting_of(request, key):
    rows = queries.with_seats(OutsideMeeting.objects.visible_to(request.user))
    return get_object_or_404(rows, key=key)


@require_safe
def meeting(request, key):
    """What was asked of our representatives, who sat there, and what they say they did."""
    found, today = meeting_of(request, key), timezone.localdate()
    instructions = Instruction.objects.visible_to(request.user).filter(meeting=found)
    instruction = instructions.select_related("body", "decision").prefetch_related("wishes").first()
    readable = Report.objects.visible_to(request.user).filter(meeting=found).given()
    unknown = [each.seat.number for each in queries.seats_at(found, today) if each.state == "unknown"]
    context = {
        "meeting": found,
        "today": today,
        "instruction": instruction,
        "points": points_of(found, instruction),
        "lines": lines_of(request, found, today, set(readable.values_list("pk", flat=True))),
        "unknown": unknown,
        "unknown_seats": comma().join(localise(number) for number in unknown),
        "may_keep": rules.may_keep_seats(request.user, found),
    }
    return render(request, "representatives/meeting.html", context)


def points_of(meeting, instruction):
    """Each point with the vote that was asked for."""
    wishes = {wish.point_id: wish for wish in instruction.wishes.all()} if instruction else {}
    return [(point, wishes.get(point.pk)) for point in meeting.points.all()]


def lines_of(request, meeting, today, readable):
    """Each seat with what the reader may know of it, and whether they may report for it."""
    sat = set(Presence.objects.visible_to(request.user).filter(meeting=meeting).values_list("pk", flat=True))
    for line in queries.seats_at(meeting, today):
        if line.state == "unknown":
            continue
        may_report = line.party is not None and rules.may_report(request.user, meeting, line.party)
        yield {
            "line": line,
            "presence": line.presence if line.presence and line.presence.pk in sat else None,
            "report": line.report if line.report and line.report.pk in readable else None,
            "votes": votes_of(line.report, readable),
            "may_report": may_report and line.state in ("due", "missing"),
        }


def votes_of(report, readable):
    if report is None or report.pk not in readable:
        return []
    return report.votes.select_related("point").order_by("point__position")


@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def report(request, key, seat):
    """Write the report of one seat: kept as often as one likes, given once."""
    found, today = meeting_of(request, key), timezone.localdate()
    seat = get_object_or_404(found.quota.outside_seats.select_related("quota__sender", "quota__office"), key=seat)
    party = rules.reporting_party(found, seat)
    if not rules.may_report(request.user, found, party):
        raise Http404
    draft, points = found.reports.filter(seat=seat).first(), list(found.points.all())
    first = first_words(draft, points, get_language())
    form = ReportForm(request.POST if request.method == "POST" else None, points=points, initial=first)
    if form.is_valid() and (answer := acted(request, form, found, seat)):
        return answer
    context = {
        "meeting": found,
        "seat": seat,
        "party": party,
        "draft": draft,
        "form": form,
        "is_stale": form.is_bound and draft is not None and str(draft.version) != form["version"].value(),
        "obstacle": "" if form.is_bound else rules.obstacle_to_report(found, seat, party, today=today),
    }
    return render(request, "representatives/report.html", context, status=422 if form.errors else 200)


def acted(request, form, meeting, seat):
    """Keep or give what was written; None where the service refused."""
    is_given = request.POST.get("act") == "give"
    act = services.give_report if is_given else services.keep_draft
    try:
        act(meeting=meeting, seat=seat, by=request.user, **form.said())
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    if is_given:
        messages.success(request, _("The report is given; the member cities read it from now on."))
        return go_to(request, "representatives:meeting", meeting.key)
    messages.success(request, _("The draft is kept; nobody but your city and the keeper reads it."))
    return go_to(request, "representatives:report", meeting.key, seat.key)
