"""What an entry answers to each question, every text that was written, and the files beside it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamshahr.kernel.languages import listed

from .calls import new_key
from .questions import Question
from .redactions import Redaction
from .submissions import Submission


class Answer(models.Model):
    """The answer to one question as it stands; ``version`` counts what was saved, so that nobody writes over another.

    ``value`` by the type of the question: a text, a number or an amount as text, a day as ISO, a value or a list of
    values of the options, true or false, keys of attachments, addresses of cities; null where nothing is answered.
    """

    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="answers", verbose_name=_("submission")
    )
    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, related_name="answers", verbose_name=pgettext_lazy("of a call", "question")
    )
    value = models.JSONField(_("answer"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=0)
    saved_at = models.DateTimeField(_("saved at"), null=True, blank=True)

    is_derived = (
        True  # a draft is no act, and may hold what only the entrant reads; the act of handing in tells the digest
    )

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["submission", "question__position", "pk"]
        constraints = [models.UniqueConstraint(name="answer_once", fields=["submission", "question"])]

    def __str__(self):
        return listed(self.question, self.submission)


class AnswerText(models.Model):
    """One text of an answer: saved under its version, or set aside because another was saved before it.

    ``page`` is the key of the form it was typed in: a text that follows one of the same page is no lost update. What
    was set aside is ``settled_at`` the moment its author took it in or let it go.
    """

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="texts", verbose_name=_("answer"))
    version = models.PositiveIntegerField(_("version"))
    value = models.JSONField(_("answer"), null=True, blank=True)
    is_aside = models.BooleanField(_("set aside"), default=False)
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    page = models.CharField(max_length=22, blank=True, editable=False)
    written_at = models.DateTimeField(_("written at"))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("written by"),
    )

    is_derived = True  # as the answer it belongs to

    class Meta:
        verbose_name = _("text of an answer")
        verbose_name_plural = _("texts of answers")
        ordering = ["answer", "version", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="answer_text_once_per_version", fields=["answer", "version"], condition=Q(is_aside=False)
            ),
            models.CheckConstraint(
                name="answer_text_settled_if_set_aside", condition=Q(settled_at=None) | Q(is_aside=True)
            ),
        ]

    def __str__(self):
        return f"{self.answer} ({self.version})"


class AttachmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A file is seen by who enters the entry or keeps the call; a juror sees it where nothing is to be hidden."""
        entered = Submission.objects.entered(user)
        hidden = Redaction.objects.standing().values("submission")
        readable = Submission.objects.visible_to(user).exclude(copies__kind="redacted").exclude(pk__in=hidden)
        shown = Q(submission__in=readable, question__is_private=False)
        return self.filter(Q(submission__in=entered) | shown)


class Attachment(models.Model):
    """A file beside an answer; what is kept of it are pictures of its pages, drawn anew."""

    key = models.CharField(max_length=16, unique=True, default=new_key, editable=False)
    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="attachments", verbose_name=_("submission")
    )
    question = models.ForeignKey(
        Question,
        on_delete=models.PROTECT,
        related_name="attachments",
        verbose_name=pgettext_lazy("of a call", "question"),
    )
    name = models.CharField(_("title"), max_length=120)
    digest = models.CharField(_("digest of the file"), max_length=64)
    size = models.PositiveIntegerField(_("size in bytes"))
    brought_at = models.DateTimeField(_("brought at"))
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("brought by")
    )
    removed_at = models.DateTimeField(_("taken out at"), null=True, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["submission", "question__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="attachment_once_per_question",
                fields=["submission", "question", "digest"],
                condition=Q(removed_at__isnull=True),
                violation_error_message=_("This file is here already."),
            ),
            models.CheckConstraint(name="attachment_is_not_empty", condition=Q(size__gt=0)),
        ]

    def __str__(self):
        return self.name


class AttachmentPage(models.Model):
    """A page of an attachment as a picture drawn here, without anything else that was in the file."""

    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="pages")
    number = models.PositiveSmallIntegerField()
    picture = models.BinaryField()

    is_derived = True  # drawn from the file whose digest the attachment keeps

    class Meta:
        ordering = ["attachment", "number"]
        constraints = [models.UniqueConstraint(name="attachment_page_once", fields=["attachment", "number"])]

    def __str__(self):
        return f"{self.attachment} {self.number}"
