"""Partners asked and answering, and who writes with whom."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hamshahr.accounts.models import User
from hamshahr.accounts.receipts import once
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import go_to
from hamshahr.parties.models import Liaison, Party

from .. import services
from ..forms.entries import AnswerPartnerForm, AuthorForm, PartnerForm
from ..models import Author, Partner
from ..models.submissions import DESK_DUTIES
from ..queries.standing import deadline_of
from ..rules import joining as rules
from ..rules.inviting import KEPT_AFTER_CLOSING, may_invite_author
from .heads import page_of


@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def partners(request, key):
    """The cities of a joint entry, and the form that asks a further one."""
    page = page_of(request, key, "partners")
    entry = page["entry"]
    if request.method == "POST" and not page["may_write"]:
        raise PermissionDenied
    form = PartnerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        party = Party.objects.get(slug=form.cleaned_data["city"])
        part = form.cleaned_data["part"]
        try:
            services.invite_partner(submission=entry, party=party, part=part, by=request.user, at=page["now"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The desk of the city is asked; it answers at its own desk."))
            return go_to(request, "calls:partners", key)
    context = page | {"form": form, "partners": entry.partners.select_related("party")}
    return render(request, "calls/partners.html", context, status=422 if form.errors else 200)


@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def partner(request, key):
    """What a city is asked to join, and its answer."""
    rows = Partner.objects.visible_to(request.user).select_related("submission__call__body", "submission__party")
    found, now = get_object_or_404(rows.select_related("party", "answered_by"), key=key), timezone.now()
    may_answer = rules.may_answer_partner(request.user, found)
    if request.method == "POST" and not may_answer:
        raise PermissionDenied
    form = AnswerPartnerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        answer = {"accept": "accept" in request.POST, "words": form.cleaned_data["words"]}
        try:
            services.answer_partner(partner=found, by=request.user, at=now, **answer)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The city in the lead is told."))
            return go_to(request, "calls:partner", key)
    context = {
        "partner": found,
        "entry": found.submission,
        "call": found.submission.call,
        "deadline": deadline_of(found.submission.call),
        "form": form,
        "may_answer": may_answer,
        "obstacle": rules.obstacle_to_answer_partner(found, at=now),
        "nav_current": "calls",
    }
    return render(request, "calls/partner.html", context, status=422 if form.errors else 200)


@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def release(request, key, partner):
    """Go on without a city that was asked."""
    page = page_of(request, key)
    if not page["may_write"]:
        raise PermissionDenied
    rows = Partner.objects.filter(submission=page["entry"]).select_related("submission__call", "party")
    found = get_object_or_404(rows, key=partner)
    obstacle = rules.obstacle_to_release_partner(found, at=page["now"])
    if request.method == "POST":
        try:
            services.release_partner(partner=found, by=request.user, at=page["now"])
        except Refused as refusal:
            messages.error(request, str(refusal))
        return go_to(request, "calls:partners", key)
    return render(request, "calls/release.html", page | {"partner": found, "obstacle": obstacle})


def people_of(entry):
    """Who acts for the cities of an entry and does not write it yet."""
    today = timezone.localdate()
    acting = Liaison.objects.on(today).filter(duty__in=DESK_DUTIES, party__in=rules.parties_in(entry))
    writing = Author.objects.filter(submission=entry, ended_at=None)
    people = User.objects.filter(pk__in=acting.values("user"), is_active=True)
    return people.exclude(pk__in=writing.values("user")).order_by("full_name", "pk")


@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def authors(request, key):
    """Who writes an entry; a further person of its cities is let in here, and let go."""
    page = page_of(request, key, "authors")
    entry = page["entry"]
    if request.method == "POST" and not page["may_write"]:
        raise PermissionDenied
    standing = Author.objects.filter(submission=entry, ended_at=None).select_related("user", "submission")
    if gone := request.POST.get("end", ""):
        author = get_object_or_404(standing, pk=gone if gone.isdecimal() else 0)
        try:
            services.end_author(author=author, by=request.user, at=page["now"])
        except Refused as refusal:
            messages.error(request, str(refusal))
        return go_to(request, "calls:authors", key)
    form = AuthorForm(request.POST if request.method == "POST" else None, people=people_of(entry))
    if form.is_valid():
        try:
            services.add_author(submission=entry, by=request.user, at=page["now"], **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return go_to(request, "calls:authors", key)
    invited = list(entry.author_invitations.standing(page["now"]))
    known = entry.author_invitations.filter(accepted_at=None, forgotten_at=None).count()
    context = page | {"form": form, "authors": standing.order_by("pk"), "invited": invited}
    context |= {"unanswered": known - len(invited), "kept_days": KEPT_AFTER_CLOSING.days}
    context["may_invite"] = may_invite_author(request.user, entry)
    return render(request, "calls/authors.html", context, status=422 if form.errors else 200)
