"""What readers say under a published page, and whether more can be said there."""

import uuid

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hamshahr.parties.models import Party

LONGEST = 2000


class UnderAPage(models.Model):
    """Something that hangs from a page; ``thread`` is the same for a page and for its translations."""

    thing_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+", verbose_name=_("kind"))
    thing_id = models.PositiveBigIntegerField(_("number of the page"))
    thing = GenericForeignKey("thing_type", "thing_id")
    thread = models.CharField(_("thread"), max_length=60)

    class Meta:
        abstract = True


class CommentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What stands under its page, a removed one as a notice; a writer sees what of theirs still waits."""
        standing = Q(stage__in=(Comment.Stage.PUBLISHED, Comment.Stage.HIDDEN))
        if getattr(user, "is_authenticated", False):
            standing |= Q(stage=Comment.Stage.WAITING, writer=user)
        return self.filter(standing)


class Comment(UnderAPage):
    """A reader's words in the reader's language, under their name; nobody else sees them before they are published.

    The log of acts holds the fingerprint of the words, not the words: what its writer withdraws is gone.
    """

    class Stage(models.TextChoices):
        WAITING = "waiting", _("waiting")
        PUBLISHED = "published", _("published")
        REFUSED = "refused", _("refused")
        HIDDEN = "hidden", _("removed")
        WITHDRAWN = "withdrawn", _("withdrawn by its writer")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    text = models.TextField(_("text"), max_length=LONGEST, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="comments", verbose_name=_("writer")
    )
    party = models.ForeignKey(
        *(Party, models.PROTECT),
        null=True,
        blank=True,
        related_name="comments",
        verbose_name=_("shown as acting for"),
    )
    is_of_secretariat = models.BooleanField(_("shown as the secretariat"), default=False)
    written_at = models.DateTimeField(_("written at"), default=timezone.now)
    stage = models.CharField(_("stage"), max_length=10, choices=Stage, default=Stage.WAITING)
    settled_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    settled_by = models.ForeignKey(
        *(settings.AUTH_USER_MODEL, models.PROTECT),
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    fingerprint = models.CharField(_("fingerprint"), max_length=64, editable=False)
    folded = models.TextField(editable=False, blank=True)

    derived_fields = frozenset({"text", "folded"})
    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["-written_at", "-id"]
        indexes = [
            models.Index(name="comment_in_order", fields=["thread", "written_at", "id"]),
            models.Index(name="comment_queue", fields=["stage", "written_at"]),
            models.Index(name="comment_of_writer", fields=["writer", "written_at"]),
        ]
        constraints = [
            models.UniqueConstraint(
                name="comment_once",
                fields=["writer", "fingerprint"],
                condition=~Q(stage="withdrawn"),
                violation_error_message=_("You have sent these words before."),
            ),
            models.CheckConstraint(
                name="comment_for_one_at_most",
                condition=Q(party=None) | Q(is_of_secretariat=False),
                violation_error_message=_("A comment is shown for a city or for the secretariat, not for both."),
            ),
            models.CheckConstraint(
                name="comment_waits_or_is_settled",
                condition=Q(stage="waiting", settled_at=None) | (~Q(stage="waiting") & Q(settled_at__isnull=False)),
                violation_error_message=_("What no longer waits was decided at a moment."),
            ),
        ]

    def __str__(self):
        """The log of acts names a comment by this, and cannot forget: neither words nor writer are in it."""
        return gettext("Comment %(code)s") % {"code": self.pk.hex[:8]}

    def beginning(self):
        """The first words, by which a list names it; what was withdrawn has none."""
        return Truncator(self.text).words(14) or str(self)

    beginning.short_description = _("text")


class ClosingQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(reopened_at=None)


class Closing(UnderAPage):
    """From when on nothing more is said under a page, and why; until it is opened again."""

    reason = models.CharField(_("reason"), max_length=300)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("closed by")
    )
    closed_at = models.DateTimeField(_("closed at"), default=timezone.now)
    reopened_at = models.DateTimeField(_("opened again at"), null=True, blank=True)

    objects = ClosingQuerySet.as_manager()

    class Meta:
        verbose_name = _("closing of comments")
        verbose_name_plural = _("closings of comments")
        ordering = ["-closed_at"]
        constraints = [
            models.UniqueConstraint(
                name="closing_one_in_force",
                fields=["thread"],
                condition=Q(reopened_at=None),
                violation_error_message=_("Comments are closed here already."),
            )
        ]

    def __str__(self):
        return gettext("Comments closed: %(page)s") % {"page": self.thing or self.thread}
