"""Who reads what and why: the run of the assignment, its figures and proof, and each pair that a rule keeps apart."""

import io
import json
import zipfile
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hamshahr.accounts.receipts import once
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import go_to
from hamshahr.kernel.languages import listed, say
from hamshahr.practices.vocabulary import Vocabulary

from .. import queries, rules, services
from ..assigning.pairs import affinity_of
from ..assigning.shortage import rule_against
from ..assigning.writing import table
from ..mixed import COUNTRIES, GENDERS, mixture_in_words
from ..models import Assignment
from ..reading import name_of
from .panels import entries_for, led_panel

PER_PAGE = 50
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # so that the same run gives the same file twice


@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def assignment(request, key):
    """The pairs of a jury with their reasons and the proof; assign it, or fill what is empty."""
    found = led_panel(request, key)
    faults = []
    if request.method == "POST":
        if not rules.may_reassign(request.user, found):
            raise PermissionDenied
        try:
            assigned(request, found)
        except Refused as refusal:
            faults = str(refusal).splitlines()
        else:
            return go_to(request, "juries:assignment", key)
    now, words = timezone.now(), request.GET.get("q", "").strip()
    whole = rules.may_keep_panel(request.user, found)
    page = Paginator(pairs_for(request.user, found, words, whole=whole), PER_PAGE).get_page(request.GET.get("page"))
    run = found.runs.select_related("made_by").first()
    entries = {each.key: each for each in entries_for(request.user, found)} if run and run.figures.get("wishes") else {}
    context = {
        "panel": found,
        "call": found.stage.call,
        "run": run,
        "mixture": mixture_in_words(run.figures, entries) if run else [],
        "wishes": wishes_in(request.POST),
        "page": page,
        "lines": [(each, name_of(each.submission, whole=whole), reasons_in_words(each)) for each in page],
        "words": words,
        "query": urlencode({"q": words}) if words else "",
        "faults": faults,
        "obstacle_to_assign": rules.obstacle_to_assign(found, at=now),
        "obstacle_to_fill": rules.obstacle_to_repair(found, at=now),
        "may_read_files": rules.may_read_files(request.user, found),
    }
    return render(request, "juries/assignment.html", context, status=422 if faults else 200)


def assigned(request, panel):
    if request.POST.get("act") == "fill":
        return services.reassign(panel=panel, by=request.user)
    return services.assign_panel(
        panel=panel, by=request.user, fair="fair" in request.POST, wishes=wishes_in(request.POST)
    )


def wishes_in(typed):
    """How the panels are to be mixed."""
    return [name for name in (GENDERS, COUNTRIES) if name in typed]


def pairs_for(user, panel, words, *, whole):
    """The pairs that stand; a title is found by its words by who keeps the call alone, for it may be judged blind."""
    rows = Assignment.objects.visible_to(user).active().filter(juror__panel=panel)
    rows = rows.select_related("juror__user", "juror__region", "submission__party")
    rows = rows.prefetch_related("submission__copies", "submission__redactions")
    if words:
        named = Q(juror__user__full_name__icontains=words)
        rows = rows.filter(named | Q(submission__title__icontains=words) if whole else named)
    return rows.order_by("submission__number", "juror__user__full_name", "pk")


def reasons_in_words(each):
    """Topics, languages and the region of a pair, in the words of the reader."""
    names = Vocabulary().by_slug
    topics = [say(names[slug].names) for slug in each.reasons.get("topics", ()) if slug in names]
    region = [say(each.juror.region.names)] if each.juror.region else []
    return {"topics": listed(*topics), "languages": each.reasons.get("languages", ()), "region": listed(*region)}


@login_required
@never_cache
@require_safe
def of_entry(request, key, submission):
    """Every juror beside one entry: who reads it, whom which rule keeps from it, who could."""
    found = led_panel(request, key)
    thing = get_object_or_404(entries_for(request.user, found), key=submission)
    pairing = queries.pairing_of(found)
    entry = next((one for one in pairing.problem.submissions if one.id == thing.key), None)
    if entry is None:
        raise Http404
    reading = set(thing.assignments.active().filter(juror__panel=found).values_list("juror__key", flat=True))
    rows = [
        (
            pairing.jurors[one.id],
            one.id in reading,
            in_words(rule_against(entry, one, pairing.problem.conflicts)),
            affinity_of(entry, one),
        )
        for one in pairing.problem.jurors
    ]
    rows.sort(key=lambda row: (not row[1], bool(row[2]), -row[3], str(row[0])))
    context = {"panel": found, "call": found.stage.call, "entry": thing, "rows": rows}
    context["name"] = name_of(thing, whole=rules.may_keep_panel(request.user, found))
    return render(request, "juries/assignment_of_entry.html", context)


def in_words(rule):
    """The rule that keeps a juror from an entry, or nothing."""
    return {
        "conflict": _("A conflict of interest."),
        "city": _("The juror’s own city."),
        "country": _("The juror’s own country."),
        "language": _("The juror reads none of its languages."),
    }.get(rule, "")


@login_required
@never_cache
@require_safe
def files(request, key):
    """The files of the last run with its certificate, for anybody who checks it outside."""
    found = led_panel(request, key)
    if not rules.may_read_files(request.user, found):
        raise PermissionDenied
    run = found.runs.first()
    if run is None:
        raise Http404
    proof = run.certificate
    named = proof["files"] | {
        "assignment.csv": table(("submission", "juror"), proof["pairs"]),
        "cert.json": json.dumps(proof["certificate"], ensure_ascii=False, indent=1),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in named.items():
            archive.writestr(zipfile.ZipInfo(name, LONG_AGO), text)
    answer = HttpResponse(packed.getvalue(), content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="assignment.zip"'
    return answer
