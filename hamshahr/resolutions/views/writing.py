"""Writing minutes together: a paragraph at a time, nothing overwritten; and asking for corrections."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hamshahr.accounts.receipts import once
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import go_to
from hamshahr.meetings.views import page_of

from .. import rules, services
from ..forms import CorrectionForm, FurtherForm, WriteForm
from .minutes import minutes_of


def place_of(request, slug, key, pk):
    """The minutes and the paragraph at this address."""
    minutes = minutes_of(request, slug, key)
    return minutes, get_object_or_404(minutes.paragraphs.select_related("item"), pk=pk)


def writable(request, slug, key, pk):
    minutes, paragraph = place_of(request, slug, key, pk)
    if not rules.may_keep_minutes(request.user, minutes.session):
        raise PermissionDenied
    paragraph.minutes = minutes
    return minutes, paragraph


def to_minutes(request, slug, minutes, language):
    return go_to(request, f"{reverse('minutes:minutes', args=[slug, minutes.key])}?language={language}")


@login_required
@require_http_methods(["GET", "POST"])
def paragraph(request, slug, key, pk):
    """Write one paragraph; where somebody else wrote it meanwhile, both texts are shown, to be merged."""
    minutes, place = writable(request, slug, key, pk)
    wordings = list(place.wordings.select_related("written_by").order_by("-number"))
    standing = next(wording for wording in wordings if not wording.is_aside)
    first = {"text": standing.text, "based_on": standing.number}
    form, aside = WriteForm(request.POST if request.method == "POST" else None, initial=first), None
    if form.is_valid():
        try:
            wording = services.write_paragraph(paragraph=place, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            if not wording.is_aside:
                return to_minutes(request, slug, minutes, place.language)
            aside, standing = wording, place.wordings.filter(is_aside=False).order_by("-number").first()
            form = WriteForm(initial={"text": wording.text, "based_on": standing.number})
    context = page_of(request, slug) | {
        "minutes": minutes,
        "paragraph": place,
        "standing": standing,
        "aside": aside,
        "wordings": wordings,
        "form": form,
        "obstacle": rules.obstacle_to_write(minutes),
    }
    return render(request, "resolutions/paragraph.html", context, status=409 if aside else 422 if form.errors else 200)


@once
@login_required
@require_http_methods(["GET", "POST"])
def further(request, slug, key, pk):
    """Put a further paragraph behind one."""
    minutes, place = writable(request, slug, key, pk)
    form = FurtherForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.add_paragraph(after=place, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return to_minutes(request, slug, minutes, place.language)
    context = page_of(request, slug) | {"minutes": minutes, "paragraph": place, "form": form}
    context["obstacle"] = rules.obstacle_to_write(minutes)
    return render(request, "resolutions/further.html", context, status=422 if form.errors else 200)


@once
@login_required
@require_http_methods(["GET", "POST"])
def correction(request, slug, key, pk):
    """Ask to have a paragraph of circulated minutes corrected."""
    minutes, place = place_of(request, slug, key, pk)
    if not rules.may_ask_correction(request.user, minutes):
        raise PermissionDenied
    place.minutes = minutes
    form = CorrectionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.ask_correction(paragraph=place, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your correction is with the secretary."))
            return to_minutes(request, slug, minutes, place.language)
    standing = place.wordings.filter(is_aside=False).order_by("-number").first()
    context = page_of(request, slug) | {"minutes": minutes, "paragraph": place, "standing": standing, "form": form}
    context["obstacle"] = rules.obstacle_to_ask(place, "-")
    return render(request, "resolutions/correction.html", context, status=422 if form.errors else 200)
