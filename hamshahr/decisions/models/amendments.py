"""Amendments to a motion, each to one paragraph of the text as it was opened for them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nTextField

from hamshahr.kernel.paragraphs import paragraphs
from hamshahr.parties.models import Party

from ..amending import Amended, Change
from .motions import Motion, MotionText, new_key


class AmendmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(motion__in=Motion.objects.visible_to(user))

    def standing(self):
        """Neither withdrawn nor fallen nor decided."""
        return self.filter(state__in=[Amendment.State.FILED, Amendment.State.PUT])


class Amendment(models.Model):
    """A change that a party wants in a motion; its words are in the authentic language, others may stand beside."""

    class State(models.TextChoices):
        FILED = "filed", pgettext_lazy("of an amendment", "filed")
        PUT = "put", pgettext_lazy("of an amendment", "put to the vote")
        ADOPTED = "adopted", pgettext_lazy("of an amendment", "adopted")
        REJECTED = "rejected", pgettext_lazy("of an amendment", "rejected")
        FALLEN = "fallen", pgettext_lazy("of an amendment", "fallen")
        WITHDRAWN = "withdrawn", pgettext_lazy("of an amendment", "withdrawn")

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="amendments", verbose_name=_("motion"))
    basis = models.ForeignKey(
        MotionText, on_delete=models.PROTECT, related_name="amendments", verbose_name=_("text that is amended")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    mover = models.ForeignKey(
        Party,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="amendments",
        verbose_name=_("mover"),
        help_text=_("Empty: put by the secretariat."),
    )
    change = models.CharField(_("what it does"), max_length=10, choices=Change)
    paragraph = models.PositiveSmallIntegerField(_("paragraph"))
    texts = I18nTextField(_("new words"), blank=True)
    reason = models.CharField(_("reason"), max_length=600, blank=True)
    position = models.PositiveSmallIntegerField(
        _("place in the vote"), null=True, blank=True, help_text=_("Empty: the farthest from the text comes first.")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.FILED)
    because = models.CharField(_("why it fell or was withdrawn"), max_length=300, blank=True)
    filed_at = models.DateTimeField(_("filed at"))
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("filed by"),
    )

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        ordering = ["motion", "number"]
        constraints = [
            models.UniqueConstraint(name="amendment_number_once_per_motion", fields=["motion", "number"]),
            models.CheckConstraint(
                name="amendment_names_a_paragraph",
                condition=Q(paragraph__gt=0) | Q(change=Change.INSERT),
                violation_error_message=_("Only an insertion stands before the first paragraph."),
            ),
        ]

    def __str__(self):
        return self.code

    @property
    def code(self):
        """Its number after that of the motion, such as M3/2."""
        return f"{self.motion.code}/{self.number}"

    def amended(self, language: str) -> Amended:
        """What it does, with its words in that language."""
        texts = getattr(self.texts, "data", self.texts)
        texts = texts if isinstance(texts, dict) else {self.motion.authentic_language: texts}
        words = tuple(paragraphs(str(texts.get(language) or "")))
        return Amended(self.number, Change(self.change), self.paragraph, words)
