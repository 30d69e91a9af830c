"""The motions of a meeting: their list, one motion with its texts and its way, and the forms around it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamshahr.accounts.receipts import once
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import go_to
from hamshahr.kernel.languages import LANGUAGES, reading_language
from hamshahr.meetings.views import page_of

from .. import services
from ..forms.motions import AmendmentForm, DraftForm
from ..models import Amendment, Motion
from ..queries import motions as listing
from ..queries.texts import texts_of
from ..rules import motions as rules


def motion_of(request, slug, key):
    """The page of the meeting, and the motion at this address as far as the reader may know it."""
    context = page_of(request, slug)
    rows = Motion.objects.visible_to(request.user, context["called"])
    rows = rows.select_related("mover", "block", "item__session")
    motion = get_object_or_404(rows, gathering=context["gathering"], key=key)
    motion.gathering = context["gathering"]
    return context | {"motion": motion}


def answer(request, template, context, form):
    return render(request, template, context | {"form": form}, status=422 if form is not None and form.errors else 200)


@require_safe
def index(request, slug):
    """The motions under the items of the agenda."""
    context = page_of(request, slug)
    gathering = context["gathering"]
    context["listed"] = listing.listed(gathering, request.user)
    context["may_file"] = rules.may_file(request.user, gathering)
    return render(request, "decisions/motions.html", context)


@require_safe
def motion(request, slug, key):
    """One motion in the reader's language, what is stale, its amendments, its votes and its way."""
    context = motion_of(request, slug, key)
    motion, user = context["motion"], request.user
    texts, language = texts_of(motion), reading_language(get_language())
    context["texts"], context["text"] = texts, texts.for_reader(language)
    context["is_stale"] = texts.is_stale(context["text"].language)
    names = dict(LANGUAGES)
    context["languages"] = [(code, names[code], texts.is_stale(code)) for code in texts.latest]
    context["missing"] = [(code, names[code]) for code in texts.missing]
    context["steps"] = listing.steps_for(motion, user)
    context["waiting"], context["dealt_with"] = listing.amendments_of(motion)
    context["puttings"] = listing.puttings_of(motion)
    context["history"] = motion.steps.all()
    context["may_write"] = rules.may_write(user, motion) and rules.obstacle_to_write(motion) is None
    context["may_translate"] = rules.may_act_for_mover(user, motion, motion.gathering)
    context["may_amend"] = rules.may_file(user, motion.gathering) and rules.obstacle_to_amend(motion) is None
    context["may_lead"] = rules.may_lead(user, motion.gathering)
    context["own"] = [each.pk for each in context["waiting"] if rules.may_act_for_mover(user, each, motion.gathering)]
    return render(request, "decisions/motion.html", context)


def parties_for(request, context):
    """For whom the reader files: the parties with a voice that he acts for; every one of them for the secretary."""
    gathering = context["gathering"]
    if context["may_keep"]:
        return listing.parties_with_a_voice(gathering)
    return rules.parties_to_file_for(request.user, gathering)


@once
@login_required
@require_http_methods(["GET", "POST"])
def new(request, slug):
    """Begin a motion under an item of the agenda."""
    context = page_of(request, slug)
    if not rules.may_file(request.user, context["gathering"]):
        raise PermissionDenied
    items = [
        (item, name)
        for item, name in listing.items_for(context["gathering"], request.user)
        if rules.obstacle_to_draft(item) is None
    ]
    options = {"items": items, "parties": parties_for(request, context), "may_keep": context["may_keep"]}
    initial = {"language": reading_language(get_language())}
    form = DraftForm(request.POST, **options) if request.method == "POST" else DraftForm(initial=initial, **options)
    if not items:
        return render(request, "decisions/new_motion.html", context | {"form": None})
    if form.is_valid():
        try:
            motion = services.draft_motion(**form.cleaned_data, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The draft is kept; nobody but your city and the secretary sees it yet."))
            return go_to(request, "decisions:motion", slug, motion.key)
    return answer(request, "decisions/new_motion.html", context, form)


@once
@login_required
@require_POST
def step(request, slug, key):
    """Take a motion one step along its way."""
    motion = motion_of(request, slug, key)["motion"]
    after = request.POST.get("after", "")
    ways = [way for way in rules.ways_of(motion.gathering) if way.before == motion.state and way.after == after]
    if not any(rules.may_step(request.user, motion, way) for way in ways) and motion.state != after:
        raise PermissionDenied
    try:
        services.step(motion=motion, after=after, by=request.user, reason=request.POST.get("reason", "")[:300])
    except Refused as refusal:
        messages.error(request, str(refusal))
    return go_to(request, "decisions:motion", slug, key)


@once
@login_required
@require_http_methods(["GET", "POST"])
def amend(request, slug, key):
    """File an amendment to one paragraph."""
    context = motion_of(request, slug, key)
    motion = context["motion"]
    if not rules.may_file(request.user, motion.gathering):
        raise PermissionDenied
    context["opened"] = services.text_opened(motion)
    obstacle = rules.obstacle_to_amend(motion)
    options = {"parties": parties_for(request, context), "may_keep": context["may_keep"]}
    form = AmendmentForm(request.POST if request.method == "POST" else None, **options)
    if form.is_valid():
        fields = {name: form.cleaned_data[name] for name in ("change", "paragraph", "mover", "reason")}
        try:
            services.file_amendment(
                motion=motion, texts=form.texts(motion.authentic_language), by=request.user, **fields
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The amendment is filed."))
            return go_to(request, "decisions:motion", slug, key)
    context["obstacle"] = obstacle
    return answer(request, "decisions/amend.html", context, None if obstacle and not form.is_bound else form)


@once
@login_required
@require_POST
def withdraw_amendment(request, slug, key):
    """Take an amendment back for its mover."""
    gathering = page_of(request, slug)["gathering"]
    rows = Amendment.objects.visible_to(request.user).filter(motion__gathering=gathering)
    amendment = get_object_or_404(rows.select_related("motion", "mover"), key=key)
    if not rules.may_act_for_mover(request.user, amendment, gathering):
        raise PermissionDenied
    try:
        services.withdraw_amendment(amendment=amendment, by=request.user, reason=request.POST.get("reason", "")[:300])
    except Refused as refusal:
        messages.error(request, str(refusal))
    return go_to(request, "decisions:motion", slug, amendment.motion.key)


def known(language):
    """The language of the address, which is one of ours."""
    if language not in dict(LANGUAGES):
        raise Http404
    return language
