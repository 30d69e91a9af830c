"""An entry looked through and handed in, its receipt, the yes of the desk, and the ways back."""

from collections import defaultdict

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hamshahr.accounts.receipts import once
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import go_to

from .. import services, uses
from ..forms.entries import GuidanceForm, ReasonForm
from ..rules import handing_in as rules
from ..rules import joining
from ..texts import asked, values_of
from ..wording import answer_in_words
from .heads import page_of


@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def review(request, key):
    """Everything that is missing, each linked to its field; and when nothing is, the button that hands in."""
    page = page_of(request, key, "review")
    entry, refused = page["entry"], ""
    if request.method == "POST":
        if not page["may_write"]:
            raise PermissionDenied
        try:
            services.submit(submission=entry, by=request.user, at=page["now"])
        except Refused as refusal:
            refused = str(refusal)
        else:
            return go_to(request, "calls:receipt", key)
    context = page | {
        "obstacle": page["obstacle"] or ("" if page["gaps"] else rules.obstacle_of_caps(entry)),
        "refused": refused,
        "answers": answers_in_words(page),
    }
    return render(request, "calls/review.html", context, status=422 if refused else 200)


def answers_in_words(page):
    """(step, [(question, answer in words, files)]) of everything that is asked, to be read once more."""
    values, files = values_of(page["entry"]), defaultdict(list)
    for each in page["entry"].attachments.filter(removed_at=None).order_by("pk").prefetch_related("pages"):
        files[each.question_id].append(each)

    def told(question):
        return question, answer_in_words(question, values.get(question.slug)), files[question.pk]

    put = {each.pk for each in asked([each for step in page["steps"] for each in step.questions], values)}
    return [(step, [told(each) for each in step.questions if each.pk in put]) for step in page["steps"]]


@login_required
@never_cache
@require_safe
def receipt(request, key):
    """The number and the digest under which an entry was handed in."""
    page = page_of(request, key)
    if page["entry"].number is None:
        raise Http404
    return render(request, "calls/receipt.html", page)


def act(request, key, form, *, template, may, do, obstacle, back="entry", **more):
    """A page of one act on an entry: its form, or what stands in the way."""
    page = page_of(request, key, template)
    if request.method == "POST" and not may(page):
        raise PermissionDenied
    if form.is_valid():
        try:
            do(submission=page["entry"], by=request.user, at=page["now"], **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return go_to(request, f"calls:{back}", key)
    stands = "" if form.is_bound else obstacle(page)
    context = page | {"form": form, "obstacle": stands, "may_act": may(page), **more}
    return render(request, f"calls/{template}.html", context, status=422 if form.errors else 200)


@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def endorsement(request, key):
    """The desk of the city endorses an entry of its departments, or takes its word back with a reason."""
    page = page_of(request, key, "endorsement")
    entry, stands = page["entry"], rules.is_endorsed(page["entry"])
    if request.method == "POST" and not stands and "endorse" in request.POST:
        if not page["may_endorse"]:
            raise PermissionDenied
        try:
            services.endorse(submission=entry, by=request.user, at=page["now"])
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Your desk stands behind this entry."))
        return go_to(request, "calls:endorsement", key)
    return act(
        request,
        key,
        ReasonForm(request.POST if request.method == "POST" else None),
        template="endorsement",
        may=lambda page: page["may_endorse"],
        do=services.withdraw_endorsement,
        obstacle=lambda page: obstacle_of_desk(page, stands),
        back="endorsement",
        stands=stands,
        answers=answers_in_words(page),
    )


def obstacle_of_desk(page, stands):
    if stands:
        return joining.obstacle_to_withdraw_endorsement(page["entry"])
    return joining.obstacle_to_endorse(page["entry"], at=page["now"])


@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def withdrawal(request, key):
    """Take an entry back to change it, or withdraw it for good."""
    page = page_of(request, key, "withdrawal")
    if request.method == "POST" and "take_back" in request.POST:
        if not page["may_write"]:
            raise PermissionDenied
        try:
            services.take_back(submission=page["entry"], by=request.user, at=page["now"])
        except Refused as refusal:
            messages.error(request, str(refusal))
        return go_to(request, "calls:entry", key)
    return act(
        request,
        key,
        ReasonForm(request.POST if request.method == "POST" else None),
        template="withdrawal",
        may=lambda page: page["may_write"],
        do=services.withdraw,
        obstacle=lambda page: rules.obstacle_to_withdraw(page["entry"]),
        against_taking_back=rules.obstacle_to_take_back(page["entry"], at=page["now"]),
    )


@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def guidance(request, key):
    """Ask the secretariat to read the draft, and read what it replied."""
    page = page_of(request, key, "guidance")
    return act(
        request,
        key,
        GuidanceForm(request.POST if request.method == "POST" else None),
        template="guidance",
        may=lambda page: page["may_write"],
        do=services.ask_guidance,
        obstacle=lambda page: joining.obstacle_to_ask_guidance(page["entry"], at=page["now"]),
        back="guidance",
        requests=page["entry"].guidance_requests.select_related("by", "asked_by"),
    )


@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def consents(request, key):
    """Leave for each further use of an entry, given and taken back one by one."""
    page = page_of(request, key, "consents")
    entry = page["entry"]
    if request.method == "POST":
        if not page["may_consent"]:
            raise PermissionDenied
        do = services.withdraw_consent if "withdraw" in request.POST else services.give_consent
        try:
            do(submission=entry, use=request.POST.get("use", "")[:40], by=request.user, at=page["now"])
        except Refused as refusal:
            messages.error(request, str(refusal))
        return go_to(request, "calls:consents", key)
    lives = uses.lives_of(entry, request.user)
    return render(request, "calls/consents.html", page | {"lives": lives, "without_room": uses.WITHOUT_ROOM})
