"""The roll of a gathering: who is entitled to vote on a day, by the books as they stood at a moment, and why not."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hamshahr.bodies.keepers import kept_bodies
from hamshahr.bodies.models import Body, Mandate, Membership, Statute
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.digits import bare, localise
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.languages import listed
from hamshahr.parties.models import Liaison, Party, Region, visible_party
from hamshahr.seals.models import Seal

SEEING_DUTIES = (Liaison.Duty.CONTACT, Liaison.Duty.VOTES, Liaison.Duty.DUES, Liaison.Duty.READER)


def stays() -> str:
    return gettext("A roll stays as it was computed; a further version is computed instead.")


def keeping(user, path: str = "") -> Q:
    """The rolls that a user keeps: of every body for the secretariat, of the bodies kept by virtue of a seat."""
    if not user.is_authenticated or not user.is_active:
        return Q(pk__in=[])
    return ~Q(pk__in=[]) if user.is_secretariat else Q((f"{path}body__in", kept_bodies(user)))


def own_parties(user):
    """The parties for which a user may read what a roll says of them."""
    if not user.is_authenticated or not user.is_active:
        return Party.objects.none().values("pk")
    return user.liaisons.on(timezone.localdate()).filter(duty__in=SEEING_DUTIES).values("party")


class RollQuerySet(models.QuerySet):
    def latest(self):
        """The frozen roll before the others, else the last version."""
        return self.order_by(models.F("frozen_at").desc(nulls_last=True), "-version")

    def visible_to(self, user):
        """A frozen one for everybody who sees its gathering, the others for who keeps the body or stands on it."""
        own = Q(pk__in=RollLine.objects.filter(party__in=own_parties(user)).values("roll"))
        shown = Q(gathering__in=Gathering.objects.visible_to(user))
        return self.filter(keeping(user) | shown & (own | Q(frozen_at__isnull=False)))

    def update(self, **fields):
        raise Refused(stays())

    def delete(self):
        raise Refused(stays())


class RollLineQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of a frozen roll the entitled for everybody; who is not, and why, for itself, those beside it, the keeper."""
        own = own_parties(user)
        frozen = Q(roll__frozen_at__isnull=False, roll__gathering__in=Gathering.objects.visible_to(user))
        called = Q(roll__in=RollLine.objects.filter(party__in=own).values("roll"))
        open_to_all = frozen & (Q(is_entitled=True) | called)
        shown = self.filter(visible_party(user, "party__"))
        return shown.filter(open_to_all | Q(party__in=own) | keeping(user, "roll__"))

    def update(self, **fields):
        raise Refused(stays())

    def delete(self):
        raise Refused(stays())


class Roll(models.Model):
    """One version of the roll of a gathering, until one is frozen.

    ``on`` is the day whose memberships and seats count, ``cut_off`` the moment up to which the books are read.
    ``digest`` is the SHA-256 over the canonical JSON of its lines; a frozen roll never changes.
    """

    gathering = models.ForeignKey(
        Gathering, on_delete=models.PROTECT, related_name="rolls", verbose_name=_("gathering")
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="rolls", verbose_name=_("body"))
    version = models.PositiveSmallIntegerField(_("version"))
    on = models.DateField(_("day of entitlement"))
    cut_off = models.DateTimeField(_("books read up to"))
    statute = models.ForeignKey(
        Statute, on_delete=models.PROTECT, null=True, blank=True, related_name="rolls", verbose_name=_("statutes")
    )
    article = models.CharField(_("article"), max_length=40, blank=True)
    rule = models.JSONField(_("rule"), default=dict, blank=True)
    computed_at = models.DateTimeField(_("computed at"), default=timezone.now)
    computed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("computed by"),
    )
    digest = models.CharField(_("digest of the lines"), max_length=64)
    frozen_at = models.DateTimeField(_("frozen at"), null=True, blank=True)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("frozen by"),
    )

    seal = models.OneToOneField(
        Seal, on_delete=models.PROTECT, null=True, blank=True, related_name="roll", verbose_name=_("seal")
    )

    objects = RollQuerySet.as_manager()

    class Meta:
        verbose_name = _("roll")
        verbose_name_plural = _("rolls")
        ordering = ["gathering", "-version"]
        constraints = [
            models.UniqueConstraint(name="roll_version_once", fields=["gathering", "version"]),
            models.UniqueConstraint(
                name="roll_frozen_once_per_gathering",
                fields=["gathering"],
                condition=Q(frozen_at__isnull=False),
                violation_error_message=_("The roll of this gathering is frozen already."),
            ),
            models.CheckConstraint(name="roll_frozen_with_a_seal", condition=Q(frozen_at=None) | Q(seal__isnull=False)),
        ]

    def __str__(self):
        return listed(self.gathering, localise(self.version))

    def save(self, **options):
        if self.pk and Roll._base_manager.filter(pk=self.pk, frozen_at__isnull=False).exists():
            raise Refused(gettext("This roll is frozen; it stays as it is."))
        super().save(**options)

    def delete(self, **options):
        raise Refused(stays())


class LineOfRoll(models.Model):
    """One party on a roll, of a meeting or of a decision in writing.

    Entitled or not, by which ground and with what weight; the reason and the cure as words.
    """

    class Reason(models.TextChoices):
        PAID = "paid", _("fee paid")
        ELSEWHERE = "elsewhere", _("fee paid in the other network")
        WAIVED = "waived", _("fee waived by a decision")
        UNCHARGED = "uncharged", _("never asked to pay for that year")
        NO_RULE = "no rule", _("the statutes ask for no fee")
        UNPAID = "unpaid", _("fee not paid")
        PART_PAID = "part paid", _("fee paid in part")
        SUSPENDED = "suspended", _("membership suspended")
        ENDED = "ended", _("membership ended")
        QUESTIONED = "questioned", _("seat in question")
        VACANT = "vacant", _("seat vacant")

    class Cure(models.TextChoices):
        PAY = "pay", _("pay the fee and have it entered in the books before the cut-off")
        AWAIT_PROOF = "await proof", _("the proof of the transfer waits for the treasurer")
        BE_RESUMED = "be resumed", _("the suspension is lifted by the organ that decided on it")
        APPLY = "apply", _("apply for membership again")
        FILL_SEAT = "fill seat", _("the city names who takes the seat")
        NONE = "", _("none needed")

    mandate = models.ForeignKey(
        Mandate, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("mandate")
    )
    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("membership")
    )
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("region")
    )
    weight = models.DecimalField(_("weight"), max_digits=20, decimal_places=6, default=1)
    is_entitled = models.BooleanField(_("entitled to vote"))
    reason = models.CharField(_("reason"), max_length=12, choices=Reason)
    article = models.CharField(_("article"), max_length=40, blank=True)
    cure = models.CharField(_("cure"), max_length=12, choices=Cure, blank=True)
    facts = models.JSONField(_("facts"), default=dict, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return listed(self.party, self.get_reason_display())

    def save(self, **options):
        if not self._state.adding:
            raise Refused(stays())
        super().save(**{**options, "force_insert": True})

    def delete(self, **options):
        raise Refused(stays())

    @property
    def votes(self):
        """Its weight as it is read: without zeros behind."""
        return bare(self.weight)


class RollLine(LineOfRoll):
    """One party on the roll of a gathering."""

    roll = models.ForeignKey(Roll, on_delete=models.PROTECT, related_name="lines", verbose_name=_("roll"))
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="roll_lines", verbose_name=_("party"))

    is_derived = True  # the roll's digest, which is in the log, is taken over its lines
    objects = RollLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of a roll")
        verbose_name_plural = _("lines of rolls")
        ordering = ["roll", "party__slug"]
        constraints = [
            models.UniqueConstraint(name="roll_line_once_per_party", fields=["roll", "party"]),
            models.CheckConstraint(name="roll_line_weighs_something", condition=Q(weight__gte=0)),
        ]
