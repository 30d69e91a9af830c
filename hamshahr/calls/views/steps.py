"""The steps of an entry: each saved by its button, and each answer a moment after it is typed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from hamshahr.accounts.receipts import FIELD, KEY, once
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import go_to

from .. import services
from ..forms.answers import AnswersForm
from ..meanwhile import WrittenMeanwhile
from ..models import AnswerText, Attachment, Question
from ..rules import entering as rules
from ..texts import asked
from ..wording import answer_in_words
from .heads import entry_of, page_of

VERSION = "version-"


def answers_of(entry):
    """Every answer of an entry by the key of its question, with who saved it last."""
    return {answer.question.slug: answer for answer in entry.answers.select_related("question")}


def version_sent(request, slug):
    """The version from which a text was typed; what is no number is none."""
    word = request.POST.get(f"{VERSION}{slug}", "")
    return int(word) if word.isascii() and word.isdecimal() and len(word) < 10 else 0


def form_key(request):
    """The key of the form in which something was typed; nothing that we did not make."""
    key = request.POST.get(FIELD, "")
    return key if KEY.fullmatch(key) else ""


def step_at(page, number):
    """The step of that number, with the questions that are put by the answers so far."""
    step = next((each for each in page["steps"] if each.number == number), None)
    if step is None:
        raise Http404
    page["step"], page["answers"] = step, answers_of(page["entry"])
    values = {slug: answer.value for slug, answer in page["answers"].items()}
    every = [question for each in page["steps"] for question in each.questions]
    put = {question.pk for question in asked(every, values)}
    page["values"] = values
    page["questions"] = [question for question in step.questions if question.pk in put]
    page["is_hiding"] = len(page["questions"]) < len(step.questions)
    return page


@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def step(request, key, number):
    """One step: its questions with the answers so far, saved and gone on from."""
    page = step_at(page_of(request, key, f"step {number}"), number)
    if request.method == "POST" and not page["may_write"]:
        raise PermissionDenied
    form = AnswersForm(
        request.POST if request.method == "POST" else None, questions=page["questions"], values=page["values"]
    )
    if form.is_valid():
        try:
            clashes = save_step(request, page, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return go_on(request, page, clashes)
    context = page | {"form": form, "rows": rows_of(page, form), "next": number + 1}
    return render(request, "calls/step.html", context, status=422 if form.errors else 200)


def save_step(request, page, form):
    """Save every answer of a step; the texts that came too late are kept beside, and counted."""
    clashes = 0
    for question, value in form.answers():
        try:
            services.save_answer(
                submission=page["entry"],
                question=question,
                value=value,
                version=version_sent(request, question.slug),
                by=request.user,
                at=page["now"],
                page=form_key(request),
            )
        except WrittenMeanwhile:
            clashes += 1
    return clashes


def go_on(request, page, clashes):
    """To the next step; back to this one where two texts stand beside each other, or a question is newly put."""
    entry, number = page["entry"], page["step"].number
    if clashes:
        messages.warning(request, _("Another author saved meanwhile. Both texts are kept: choose which one stands."))
        return go_to(request, "calls:step", entry.key, number)
    put_before = {question.pk for question in page["questions"]}
    put_now = {question.pk for question in step_at(page, number)["questions"]}
    if put_now - put_before:
        messages.info(request, _("Saved. Your answer puts further questions in this step."))
        return go_to(request, "calls:step", entry.key, number)
    messages.success(request, _("Saved."))
    if number < len(page["steps"]):
        return go_to(request, "calls:step", entry.key, number + 1)
    return go_to(request, "calls:review", entry.key)


def rows_of(page, form):
    """Each question of the step: its field or its files, the version it stands at, and texts set aside."""
    entry = page["entry"]
    aside = AnswerText.objects.filter(answer__submission=entry, is_aside=True, settled_at=None)
    asides = {text.answer.question_id: text for text in aside.select_related("answer", "written_by").order_by("pk")}
    files = Attachment.objects.filter(submission=entry, removed_at=None).prefetch_related("pages")
    form.mark_required()
    faults = {} if form.is_bound else {gap.field: gap.sentence for gap in page["gaps"]}
    return [
        {
            "question": question,
            "field": form[question.slug] if question.slug in form.fields else None,
            "files": [each for each in files if each.question_id == question.pk],
            "answer": page["answers"].get(question.slug),
            "aside": asides.get(question.pk),
            "fault": faults.get(question.slug, "") if question.slug in page["answers"] else "",
        }
        for question in page["questions"]
    ]


@login_required
@never_cache
@require_POST
def answer(request, key, slug):
    """Save one answer while it is typed; the answer of this page is the line under its field."""
    entry, now = entry_of(request, key), timezone.now()
    if not rules.may_write(request.user, entry):
        raise PermissionDenied
    question = get_object_or_404(entry.call.questions.standing().exclude(kind=Question.Kind.FILE), slug=slug)
    form = AnswersForm(request.POST, questions=[question], values={})
    context = {"entry": entry, "question": question, "version": version_sent(request, slug)}
    if not form.is_valid():
        context["error"] = " ".join(form.errors[slug])
        return render(request, "calls/_saved.html", context, status=422)
    sent = {"version": context["version"], "page": form_key(request), "value": form.answers()[0][1]}
    try:
        context["answer"] = services.save_answer(submission=entry, question=question, by=request.user, at=now, **sent)
    except Refused as refusal:
        context["error"] = str(refusal)
        return render(request, "calls/_saved.html", context, status=409)
    return render(request, "calls/_saved.html", context)


@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def texts(request, key, slug):
    """Every text of one answer; of two that were written at once, the one that stands is chosen here."""
    page = page_of(request, key)
    question = get_object_or_404(page["call"].questions.all(), slug=slug)
    rows = AnswerText.objects.filter(answer__submission=page["entry"], answer__question=question)
    rows = rows.select_related("answer__submission", "written_by")
    if request.method == "POST":
        if not page["may_write"]:
            raise PermissionDenied
        number = request.POST.get("text", "")
        text = get_object_or_404(rows.filter(is_aside=True), pk=number if number.isdecimal() else 0)
        try:
            services.settle_text(text=text, take="take" in request.POST, by=request.user, at=page["now"])
        except Refused as refusal:
            messages.error(request, str(refusal))
        return go_to(request, "calls:texts", key, slug)
    step = next((each.number for each in page["steps"] if question in each.questions), 1)
    shown = [(text, answer_in_words(question, text.value)) for text in rows.order_by("-pk")]
    standing = page["entry"].answers.filter(question=question).first()
    context = page | {"question": question, "texts": shown, "answer": standing, "number": step}
    return render(request, "calls/texts.html", context)
