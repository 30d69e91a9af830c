"""Decisions by correspondence: a text sent to everybody with a voice, silence or written votes, and objections."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nCharField, I18nTextField

from hamshahr.bodies.keepers import kept_bodies
from hamshahr.bodies.models import Body, Decision
from hamshahr.bodies.models.bodies import visible
from hamshahr.kernel.http import address_of
from hamshahr.kernel.languages import listed, say
from hamshahr.meetings.models import AgendaItem
from hamshahr.parties.models import Party

from .motions import SEEING_DUTIES, new_key


class WrittenProcedureQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those who were asked or stand on the roll, and who keeps the body; others once it is decided."""
        rows = self.filter(visible(user, "body__"))
        if getattr(user, "is_secretariat", False):
            return rows
        decided = Q(state__in=[WrittenProcedure.State.ADOPTED, WrittenProcedure.State.REJECTED])
        if not user.is_authenticated or not user.is_active:
            return rows.filter(decided)
        own = user.liaisons.on(timezone.localdate()).filter(duty__in=SEEING_DUTIES).values("party")
        asked = Q(pk__in=Reply.objects.filter(party__in=own).values("procedure"))
        called = Q(pk__in=self.model._base_manager.filter(roll__lines__party__in=own).values("pk"))
        return rows.filter(decided | asked | called | Q(body__in=kept_bodies(user)))


class WrittenProcedure(models.Model):
    """A text decided in writing. The day of ``closes_on`` ends for each member in its own time zone.

    Under silence, whoever says nothing agrees and one objection breaks it; where the statutes ask for a majority in
    writing, the answers are counted.
    """

    class Way(models.TextChoices):
        SILENCE = "silence", pgettext_lazy("in writing", "silence means consent")
        MAJORITY = "majority", pgettext_lazy("in writing", "majority of the answers")

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("in writing", "open")
        ADOPTED = "adopted", pgettext_lazy("in writing", "adopted")
        REJECTED = "rejected", pgettext_lazy("in writing", "rejected")
        OBJECTED = "objected", pgettext_lazy("in writing", "broken by an objection")
        WITHDRAWN = "withdrawn", pgettext_lazy("in writing", "withdrawn")

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="written_procedures", verbose_name=_("body"))
    names = I18nCharField(_("title"), max_length=1200)
    text = I18nTextField(_("text"))
    way = models.CharField(_("way"), max_length=10, choices=Way, default=Way.SILENCE)
    opened_at = models.DateTimeField(_("sent at"))
    closes_on = models.DateField(_("last day"))
    rule = models.JSONField(_("rule"), default=dict, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    verdict = models.JSONField(_("verdict"), default=dict, blank=True)
    item = models.ForeignKey(
        AgendaItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="written_procedures",
        verbose_name=_("item of the agenda"),
    )
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decision")
    )

    objects = WrittenProcedureQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision by correspondence")
        verbose_name_plural = _("decisions by correspondence")
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="written_procedure_is_ended_with_its_moment",
                condition=Q(state="open", ended_at__isnull=True) | ~Q(state="open") & Q(ended_at__isnull=False),
            ),
        ]

    def __str__(self):
        return say(self.names)

    def get_absolute_url(self):
        return address_of("decisions:written", self.key)


class Reply(models.Model):
    """One member that was asked: until when, and what it answered, if anything."""

    class Answer(models.TextChoices):
        NONE = "", pgettext_lazy("in writing", "no answer")
        YES = "yes", pgettext_lazy("in writing", "agrees")
        NO = "no", pgettext_lazy("in writing", "objects")
        ABSTAIN = "abstain", pgettext_lazy("in writing", "abstains")

    procedure = models.ForeignKey(
        WrittenProcedure, on_delete=models.PROTECT, related_name="replies", verbose_name=_("procedure")
    )
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", verbose_name=_("party"))
    zone = models.CharField(_("time zone"), max_length=50)
    closes_at = models.DateTimeField(_("until"))
    answer = models.CharField(_("answer"), max_length=8, choices=Answer, blank=True)
    words = models.TextField(_("in words"), blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )

    class Meta:
        verbose_name = pgettext_lazy("in writing", "reply")
        verbose_name_plural = pgettext_lazy("in writing", "replies")
        ordering = ["procedure", "party__slug"]
        constraints = [
            models.UniqueConstraint(name="reply_once_per_party", fields=["procedure", "party"]),
            models.CheckConstraint(
                name="reply_answered_with_its_moment",
                condition=Q(answer="", answered_at__isnull=True) | ~Q(answer="") & Q(answered_at__isnull=False),
            ),
        ]

    def __str__(self):
        return listed(self.party, self.procedure)
