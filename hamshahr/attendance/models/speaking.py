"""Who asks for the floor, who has it, and for how many seconds."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamshahr.kernel.languages import listed
from hamshahr.meetings.models import AgendaItem, Session

from .delegations import Delegate

LEAST, MOST = 10, 4 * 3600


class SpeakingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever sees the point of the agenda that is spoken to, or the meeting where it is none."""
        items = AgendaItem.objects.visible_to(user)
        return self.filter(Q(item=None) | Q(item__in=items), session__in=Session.objects.visible_to(user))

    def waiting(self):
        return self.filter(started_at=None, withdrawn_at=None)

    def on_the_floor(self):
        """Who speaks, or was interrupted and goes on afterwards."""
        return self.filter(started_at__isnull=False, ended_at=None)

    def in_turn(self):
        """Points of order before all others, then procedural motions, replies, questions and speeches as they came."""
        ranks = [When(kind=kind, then=Value(rank)) for rank, kind in enumerate(Speaking.RANKS)]
        return self.annotate(rank=Case(*ranks, output_field=models.IntegerField())).order_by("rank", "asked_at", "pk")


class Speaking(models.Model):
    """A delegate's wish for the floor, and what became of it; the seconds of pauses do not count.

    ``note`` is the chair's own and is shown to nobody else.
    """

    class Kind(models.TextChoices):
        SPEECH = "speech", pgettext_lazy("kind of speaking", "speech")
        REPLY = "reply", pgettext_lazy("kind of speaking", "reply")
        QUESTION = "question", pgettext_lazy("kind of speaking", "question")
        ORDER = "point of order", pgettext_lazy("kind of speaking", "point of order")
        PROCEDURE = "procedural motion", pgettext_lazy("kind of speaking", "procedural motion")

    RANKS = (Kind.ORDER, Kind.PROCEDURE, Kind.REPLY, Kind.QUESTION, Kind.SPEECH)

    session = models.ForeignKey(
        Session,
        on_delete=models.PROTECT,
        related_name="speakings",
        verbose_name=pgettext_lazy("of a meeting", "session"),
    )
    item = models.ForeignKey(
        AgendaItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="speakings",
        verbose_name=_("item of the agenda"),
    )
    delegate = models.ForeignKey(
        Delegate,
        on_delete=models.PROTECT,
        related_name="speakings",
        verbose_name=pgettext_lazy("person sent by a city", "delegate"),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.SPEECH)
    limit = models.PositiveIntegerField(_("seconds allowed"), null=True, blank=True)
    asked_at = models.DateTimeField(_("asked at"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("entered by"),
    )
    started_at = models.DateTimeField(_("began at"), null=True, blank=True)
    paused_at = models.DateTimeField(_("interrupted at"), null=True, blank=True)
    paused_seconds = models.PositiveIntegerField(_("seconds of pauses"), default=0)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    note = models.CharField(_("note of the chair"), max_length=300, blank=True)

    objects = SpeakingQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the speakers' list")
        verbose_name_plural = _("speakers' list")
        ordering = ["session", "asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="speaking_one_wish_per_kind",
                fields=["session", "delegate", "kind"],
                condition=Q(started_at=None, withdrawn_at=None),
                violation_error_message=_("This delegate is on the list already."),
            ),
            models.UniqueConstraint(
                name="speaking_one_has_the_floor",
                fields=["session"],
                condition=Q(started_at__isnull=False, paused_at=None, ended_at=None),
                violation_error_message=_("Somebody has the floor."),
            ),
            models.CheckConstraint(
                name="speaking_ends_after_it_begins",
                condition=Q(ended_at=None) | Q(started_at__isnull=False, ended_at__gte=F("started_at")),
            ),
            models.CheckConstraint(
                name="speaking_is_withdrawn_before_it_begins", condition=Q(withdrawn_at=None) | Q(started_at=None)
            ),
            models.CheckConstraint(
                name="speaking_pauses_while_it_lasts",
                condition=Q(paused_at=None) | Q(started_at__isnull=False, ended_at=None),
            ),
        ]

    def __str__(self):
        return listed(self.delegate, self.get_kind_display())

    def seconds_at(self, moment):
        """How long was spoken by that moment, without the pauses."""
        if self.started_at is None:
            return 0
        until = min(moment, self.ended_at or self.paused_at or moment)
        return max(int((until - self.started_at).total_seconds()) - self.paused_seconds, 0)


def seconds(label, default):
    return models.PositiveIntegerField(label, default=default, validators=[MinValueValidator(LEAST)])


class SpeakingLimits(models.Model):
    """How many seconds each kind of speaking has in a session, and how many a city has in all."""

    session = models.OneToOneField(
        Session,
        on_delete=models.PROTECT,
        related_name="speaking_limits",
        verbose_name=pgettext_lazy("of a meeting", "session"),
    )
    speech = seconds(_("seconds of a speech"), 180)
    reply = seconds(_("seconds of a reply"), 120)
    question = seconds(_("seconds of a question"), 60)
    order = seconds(_("seconds of a point of order"), 60)
    procedure = seconds(_("seconds of a procedural motion"), 60)
    city = models.PositiveIntegerField(
        _("seconds of a city in all"), null=True, blank=True, validators=[MinValueValidator(LEAST)]
    )

    class Meta:
        verbose_name = _("limits of speaking")
        verbose_name_plural = _("limits of speaking")
        constraints = [
            models.CheckConstraint(
                name="speaking_limits_are_of_some_use",
                condition=Q(speech__gte=LEAST, reply__gte=LEAST, question__gte=LEAST, order__gte=LEAST)
                & Q(procedure__gte=LEAST, speech__lte=MOST)
                & (Q(city=None) | Q(city__gte=LEAST)),
                violation_error_message=_("Speaking takes ten seconds at least, and four hours at most."),
            )
        ]

    def __str__(self):
        return str(self.session)

    def of(self, kind):
        """The seconds of one kind."""
        names = {Speaking.Kind.ORDER: "order", Speaking.Kind.PROCEDURE: "procedure"}
        return getattr(self, names.get(kind, str(kind)))
