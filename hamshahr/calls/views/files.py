"""Files beside an answer: brought, looked at page by page, and taken out."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hamshahr.accounts.receipts import once
from hamshahr.kernel.drawing_first import drawn_before
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import go_to

from .. import services
from ..forms.entries import FileForm
from ..models import Attachment, AttachmentPage, Question, Submission
from ..rules import entering as rules
from .heads import page_of


def may_send(request, key, **_place):
    """Whoever writes the entry."""
    entry = Submission.objects.entered(request.user).filter(key=key).first()
    return entry is not None and rules.may_write(request.user, entry)


def number_of(page, question):
    return next((step.number for step in page["steps"] if question in step.questions), 1)


@drawn_before(may_send)
@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def bring(request, key, slug):
    """Bring a file for a question."""
    page = page_of(request, key)
    entry = page["entry"]
    if not page["may_write"]:
        raise PermissionDenied
    question = get_object_or_404(entry.call.questions.filter(kind=Question.Kind.FILE), slug=slug)
    form = FileForm(*((request.POST, request.FILES) if request.method == "POST" else ()), drawn=request.drawn)
    page["number"] = number_of(page, question)
    if form.is_valid():
        words = {"name": form.cleaned_data["name"], "by": request.user, "at": page["now"]}
        try:
            services.bring_attachment(submission=entry, question=question, paper=request.drawn, **words)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The file is with the entry."))
            return go_to(request, "calls:step", key, page["number"])
    page["obstacle"] = "" if form.is_bound else rules.obstacle_to_attach(entry, question, at=page["now"])
    context = page | {"form": form, "question": question}
    return render(request, "calls/bring.html", context, status=422 if form.errors else 200)


@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def remove(request, key, file):
    """Take a file out of a draft."""
    page = page_of(request, key)
    if not page["may_write"]:
        raise PermissionDenied
    rows = Attachment.objects.filter(submission=page["entry"], removed_at=None).select_related("question", "submission")
    attachment = get_object_or_404(rows, key=file)
    number = number_of(page, attachment.question)
    if request.method == "POST":
        try:
            services.remove_attachment(attachment=attachment, by=request.user, at=page["now"])
        except Refused as refusal:
            messages.error(request, str(refusal))
        return go_to(request, "calls:step", key, number)
    return render(request, "calls/remove.html", page | {"attachment": attachment, "number": number})


@login_required
@never_cache
@require_safe
def picture(request, file, number):
    """A page of a file, for whoever may see it; nothing else of the file was kept."""
    seen = Attachment.objects.visible_to(request.user).filter(removed_at=None)
    found = get_object_or_404(AttachmentPage, attachment__in=seen, attachment__key=file, number=number)
    return HttpResponse(bytes(found.picture), content_type="image/webp", headers={"X-Content-Type-Options": "nosniff"})
