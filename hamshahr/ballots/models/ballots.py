"""A ballot: one act of deciding, what may be answered, and who may answer."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nCharField

from hamshahr.bodies.keepers import kept_bodies
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.digits import bare
from hamshahr.kernel.languages import listed
from hamshahr.meetings.models import Session
from hamshahr.parties.models import Liaison, Party, Region

CASTING_DUTIES = (Liaison.Duty.CONTACT, Liaison.Duty.VOTES)


def new_key() -> str:
    """128 random bits: no order, no time, not to be guessed."""
    return secrets.token_hex(16)


class VoiceField(models.DecimalField):
    """A number of voices, exact to a millionth."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_digits": 20, "decimal_places": 6, **kwargs})

    def to_python(self, value):
        amount = super().to_python(value)
        return amount if amount is None else bare(amount)

    def from_db_value(self, value, expression, connection):
        """As it was meant: 40 and 2.5, with no zeros behind."""
        return value if value is None else bare(value)


class BallotQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Public ballots of meetings that are shown; others to who votes in them or keeps the body."""
        shown = Q(audience=Ballot.Audience.PUBLIC, gathering__live=True)
        if user is None or not user.is_authenticated or not user.is_active:
            return self.filter(shown)
        if user.is_secretariat:
            return self
        own = user.liaisons.on(timezone.localdate()).filter(duty__in=CASTING_DUTIES).values("party")
        voting = Elector.objects.filter(Q(party__in=own) | Q(cast_by__in=own)).values("ballot")
        return self.filter(shown | Q(gathering__body__in=kept_bodies(user)) | Q(pk__in=voting))


class Ballot(models.Model):
    """One act of deciding. Its state is the last of its moments; none of them is ever taken back.

    ``rule`` is the snapshot of the rule as the room above gave it; ``result`` is what was counted. The public half of
    the key that seals the answers of a secret ballot stands here, the other half never in the store.
    """

    class Way(models.TextChoices):
        NAMED = "named", pgettext_lazy("of a ballot", "by name")
        SECRET = "secret", _("secret")
        PAPER = "paper", _("on paper")

    class Form(models.TextChoices):
        MOTION = "motion", _("yes, no or abstention")
        CHOICE = "choice", _("choice among names")
        APPROVAL = "approval", _("approval of names")
        RANKING = "ranking", _("ranking of names")

    class Audience(models.TextChoices):
        PUBLIC = "public", _("public")
        INTERNAL = "internal", _("those who vote")

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    gathering = models.ForeignKey(
        Gathering, on_delete=models.PROTECT, related_name="ballots", verbose_name=_("gathering")
    )
    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, null=True, blank=True, related_name="ballots", verbose_name=_("session")
    )
    question = I18nCharField(_("question"), max_length=2000)
    way = models.CharField(_("way"), max_length=10, choices=Way)
    form = models.CharField(pgettext_lazy("of a ballot", "form"), max_length=10, choices=Form)
    audience = models.CharField(_("shown to"), max_length=10, choices=Audience, default=Audience.PUBLIC)
    is_live = models.BooleanField(_("names are shown while the ballot is open"), default=False)
    seats = models.PositiveSmallIntegerField(_("places"), default=1)
    choices_min = models.PositiveSmallIntegerField(_("least choices"), default=1)
    choices_max = models.PositiveSmallIntegerField(_("most choices"), default=1)
    entitled = models.PositiveIntegerField(_("entitled"), default=0)
    entitled_weight = VoiceField(_("voices of the entitled"), default=0)
    rule = models.JSONField(_("rule"), default=dict, blank=True)
    seal = models.CharField(_("public key of the box"), max_length=64, blank=True, editable=False)
    opened_at = models.DateTimeField(_("opened at"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("opened by")
    )
    closes_at = models.DateTimeField(_("closes at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    counted_at = models.DateTimeField(_("counted at"), null=True, blank=True)
    annulled_at = models.DateTimeField(_("annulled at"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    result = models.JSONField(_("result"), default=dict, blank=True)

    objects = BallotQuerySet.as_manager()

    class Meta:
        verbose_name = _("ballot")
        verbose_name_plural = _("ballots")
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="ballot_choices_in_order",
                condition=Q(choices_min__lte=F("choices_max"), choices_max__gte=1, seats__gte=1),
                violation_error_message=_("The most choices are at least one, and not fewer than the least."),
            ),
            models.CheckConstraint(
                name="ballot_is_counted_after_it_is_closed",
                condition=Q(counted_at__isnull=True) | Q(closed_at__isnull=False),
                violation_error_message=_("A ballot is counted after it is closed."),
            ),
            models.CheckConstraint(
                name="ballot_is_annulled_for_a_reason",
                condition=Q(annulled_at__isnull=True) | ~Q(reason=""),
                violation_error_message=_("A ballot is annulled for a reason."),
            ),
            models.CheckConstraint(
                name="ballot_only_a_secret_one_is_sealed",
                condition=Q(way="secret") & ~Q(seal="") | ~Q(way="secret") & Q(seal=""),
                violation_error_message=_("A secret ballot has a sealed box, no other has."),
            ),
        ]

    def __str__(self):
        return str(self.question)

    @property
    def is_secret(self):
        return self.way == Ballot.Way.SECRET

    @property
    def is_open(self):
        return self.closed_at is None and self.annulled_at is None

    @property
    def state_word(self):
        if self.annulled_at:
            return _("annulled")
        if self.counted_at:
            return _("counted")
        return _("closed") if self.closed_at else pgettext_lazy("of a ballot", "open")


class Option(models.Model):
    """What may be answered: yes, no, an abstention, or a name."""

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="options", verbose_name=_("ballot"))
    key = models.SlugField(_("key"), max_length=20)
    names = I18nCharField(_("name"), max_length=1200)
    position = models.PositiveSmallIntegerField(_("position"))
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("party")
    )
    person_name = models.CharField(_("person"), max_length=200, blank=True)

    is_derived = True  # what a ballot was opened with stands in the act of its opening

    class Meta:
        verbose_name = _("option")
        verbose_name_plural = _("options")
        ordering = ["ballot", "position"]
        constraints = [
            models.UniqueConstraint(name="option_one_per_key", fields=["ballot", "key"]),
            models.UniqueConstraint(name="option_one_per_position", fields=["ballot", "position"]),
        ]

    def __str__(self):
        return str(self.names)


class Elector(models.Model):
    """A party that has a voice in a ballot, with its weight, and the party that casts it: itself, or its proxy."""

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="electors", verbose_name=_("ballot"))
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", verbose_name=_("party"))
    slug = models.CharField(_("address of the party when the ballot opened"), max_length=80, default="", editable=False)
    weight = VoiceField(_("weight"), default=1)
    cast_by = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", verbose_name=_("cast by"))
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("region")
    )

    is_derived = True  # the acts of the ballot hold who could vote

    class Meta:
        verbose_name = _("elector")
        verbose_name_plural = _("electors")
        ordering = ["ballot", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="elector_once_per_ballot",
                fields=["ballot", "party"],
                violation_error_message=_("Nobody has a voice twice in one ballot."),
            ),
            models.CheckConstraint(
                name="elector_has_weight",
                condition=Q(weight__gt=0),
                violation_error_message=_("A voice has a weight above nothing."),
            ),
        ]

    def __str__(self):
        return listed(self.party, self.ballot)
