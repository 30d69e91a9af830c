"""The papers of a meeting: each in its versions, of which the latest counts."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nCharField

from hamshahr.bodies.keepers import kept_bodies
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.languages import say

from ..circle import called_gatherings
from .agenda import AgendaItem, Audience, of_audiences
from .interpretation import interpreted_by


def new_key():
    return get_random_string(16)


class PaperQuerySet(models.QuerySet):
    def visible_to(self, user, called=None):
        """The papers a user may read; ``called`` are the meetings that he is called to, where they are known."""
        if getattr(user, "is_secretariat", False):
            return self
        kept = Q(gathering__body__in=kept_bodies(user))
        called = called_gatherings(user) if called is None else called
        interprets = interpreted_by(user)
        inside = Q(gathering__in=called) | Q(gathering__in=interprets)
        item = Q(item=None) | of_audiences([Audience.PUBLIC], "item__")
        item |= of_audiences([Audience.PUBLIC, Audience.INTERNAL], "item__") & inside
        own = Q(audience=Audience.PUBLIC) | Q(audience=Audience.INTERNAL) & inside
        of_kind = Q(kind=Paper.Kind.PAPER) | Q(gathering__in=interprets)
        standing = Q(withdrawn_at=None) & (Q(item=None) | Q(item__removed_at=None))
        rows = self.filter(gathering__in=Gathering.objects.visible_to(user))
        return rows.filter(kept | item & own & of_kind & standing)


class Paper(models.Model):
    """A paper of a meeting or of one item; who may read the item and the paper itself may read it."""

    class Kind(models.TextChoices):
        PAPER = "paper", pgettext_lazy("of a meeting", "paper")
        SPEAKING_NOTES = "speaking notes", _("speaking notes")
        FOR_INTERPRETERS = "for interpreters", _("for interpreters")

    key = models.CharField(max_length=16, unique=True, default=new_key, editable=False)
    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="papers", verbose_name=_("meeting"))
    item = models.ForeignKey(
        AgendaItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="papers",
        verbose_name=_("item of the agenda"),
    )
    names = I18nCharField(_("title"), max_length=1200)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.PAPER)
    audience = models.CharField(_("who may read it"), max_length=10, choices=Audience, default=Audience.INTERNAL)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("of a meeting", "paper")
        verbose_name_plural = pgettext_lazy("of meetings", "papers")
        ordering = ["gathering", "item__position", "pk"]

    def __str__(self):
        return say(self.names)


class PaperVersionQuerySet(models.QuerySet):
    def visible_to(self, user, called=None):
        return self.filter(paper__in=Paper.objects.visible_to(user, called))


class PaperVersion(models.Model):
    """One text of a paper, in one language; a later one in the same language takes its place."""

    class Form(models.TextChoices):
        PDF = "pdf", "PDF"
        TEXT = "text", _("plain text")

    paper = models.ForeignKey(
        Paper, on_delete=models.PROTECT, related_name="versions", verbose_name=pgettext_lazy("of a meeting", "paper")
    )
    number = models.PositiveSmallIntegerField(_("version"))
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    form = models.CharField(_("form"), max_length=4, choices=Form)
    pages = models.PositiveSmallIntegerField(_("pages"), null=True, blank=True)
    size = models.PositiveIntegerField(_("size in bytes"))
    digest = models.CharField(_("digest of the file"), max_length=64)
    brought_at = models.DateTimeField(_("brought at"))
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("brought by"),
    )
    note = models.CharField(_("what is new"), max_length=300, blank=True)

    objects = PaperVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a paper")
        verbose_name_plural = _("versions of papers")
        ordering = ["paper", "-number"]
        constraints = [
            models.UniqueConstraint(name="paper_version_number_once", fields=["paper", "number"]),
            models.CheckConstraint(name="paper_version_is_not_empty", condition=Q(size__gt=0)),
        ]

    def __str__(self):
        return f"{self.paper} ({self.number})"


class PaperFile(models.Model):
    """What is kept of a file: its pages written anew, or its text."""

    version = models.OneToOneField(PaperVersion, on_delete=models.PROTECT, related_name="file")
    content = models.BinaryField()

    is_derived = True  # made from the file whose digest the version keeps

    def __str__(self):
        return str(self.version)
