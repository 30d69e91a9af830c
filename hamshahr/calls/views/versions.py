"""The versions of a call: which there were, what each said, and what it changed."""

from datetime import datetime

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamshahr.accounts.translations import tell_newer
from hamshahr.kernel.languages import LANGUAGES

from ..models import Call, CallVersion, Question, Stage
from ..queries.versions import differences

KINDS, TYPES = dict(Stage.Kind.choices), dict(Question.Kind.choices)


def of_call(request, slug):
    """A call as this reader may see it, with its versions, the latest first."""
    call = get_object_or_404(Call.objects.visible_to(request.user).select_related("body"), slug=slug)
    return call, list(CallVersion.objects.visible_to(request.user).filter(call=call).order_by("-number"))


@require_safe
def index(request, slug):
    call, versions = of_call(request, slug)
    return render(request, "calls/versions/index.html", {"call": call, "versions": versions})


@require_safe
def version(request, slug, number):
    """One version as it was published, and beside it what it changed."""
    call, versions = of_call(request, slug)
    numbered = {each.number: each for each in versions}
    if number not in numbered:
        raise Http404
    shown, older = numbered[number], numbered.get(number - 1)
    tell_newer(call)
    context = {
        "call": call,
        "version": shown,
        "older": older,
        "is_latest": shown == versions[0],
        "changes": differences(older, shown) if older else [],
        "binds": dict(LANGUAGES).get(shown.terms["authentic"]),
        "stages": [stage_of(row) for row in shown.terms["stages"]],
        "questions": [question_of(row) for row in shown.terms["questions"]],
    }
    return render(request, "calls/versions/version.html", context)


def stage_of(row):
    """A stage as a version kept it, its moments read again."""
    moments = {name: row[name] and datetime.fromisoformat(row[name]) for name in ("opens_at", "closes_at")}
    return {**row, **moments, "kind": KINDS.get(row["kind"], row["kind"])}


def question_of(row):
    remarks = [TYPES.get(row["kind"], row["kind"])]
    if row["is_required"]:
        remarks.append(_("required"))
    if row["is_private"]:
        remarks.append(_("never shown to jurors"))
    return {**row, "remarks": remarks}
