"""Voices lent from one member of a body to another for one gathering."""

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hamshahr.bodies.keepers import kept_bodies
from hamshahr.bodies.models import Mandate, Membership
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.languages import listed
from hamshahr.parties.models import Liaison, Party

SEEING_DUTIES = (Liaison.Duty.CONTACT, Liaison.Duty.VOTES, Liaison.Duty.READER)


class ProxyQuerySet(models.QuerySet):
    def open(self):
        """Neither withdrawn nor void, nor spent with its gathering."""
        return self.filter(closed_on=None)

    def on(self, day: date):
        """Those in force that day, whatever became of them later."""
        return self.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day), given_on__lte=day)

    def at(self, moment: datetime, day: date):
        """Those in force at a minute of that day; one closed without a minute fell with the beginning of its day."""
        open_then = Q(closed_on__isnull=True) | Q(closed_on__gt=day) | Q(closed_at__gt=moment)
        return self.filter(open_then, given_on__lte=day)

    def visible_to(self, user):
        """A proxy is known to its giver, to its holder, and to who keeps the body; the public sees none."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.is_secretariat:
            return self
        own = user.liaisons.on(timezone.localdate()).filter(duty__in=SEEING_DUTIES).values("party")
        kept = Q(gathering__body__in=kept_bodies(user))
        return self.filter(Q(giver__in=own) | Q(holder__in=own) | kept)


class Proxy(models.Model):
    """A member's voice lent to another for one gathering; it hangs from the seat or membership that gives the voice.

    In force from ``given_on`` up to, and not including, ``closed_on``; a closed one stays as it is.
    """

    class Closing(models.TextChoices):
        WITHDRAWN = "withdrawn", _("withdrawn by the giver")
        ARRIVED = "arrived", _("the giver came")
        LOST = "lost", _("the seat was lost")
        HELD = "held", _("the gathering was held")

    gathering = models.ForeignKey(
        Gathering, on_delete=models.PROTECT, related_name="proxies", verbose_name=_("gathering")
    )
    giver = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="proxies_given", verbose_name=_("who lends the voice")
    )
    mandate = models.ForeignKey(
        Mandate, on_delete=models.PROTECT, null=True, blank=True, related_name="proxies", verbose_name=_("mandate")
    )
    membership = models.ForeignKey(
        Membership,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="proxies",
        verbose_name=_("membership"),
    )
    holder = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="proxies_held", verbose_name=_("who holds it")
    )
    letter = models.CharField(_("written proxy"), max_length=300)
    digest = models.CharField(_("digest of the signed letter"), max_length=64, blank=True)
    given_on = models.DateField(_("lent on"))
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("entered by"),
    )
    closing = models.CharField(_("became of it"), max_length=10, choices=Closing, blank=True)
    closed_on = models.DateField(_("until"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("closed by"),
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = ProxyQuerySet.as_manager()

    class Meta:
        verbose_name = _("proxy")
        verbose_name_plural = _("proxies")
        ordering = ["-given_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="proxy_one_open_per_gathering_and_giver",
                fields=["gathering", "giver"],
                condition=Q(closed_on__isnull=True),
                violation_error_message=_("This voice is already lent for this gathering."),
            ),
            models.CheckConstraint(
                name="proxy_is_not_lent_to_oneself",
                condition=~Q(giver=F("holder")),
                violation_error_message=_("A voice is lent to another member, not to oneself."),
            ),
            models.CheckConstraint(
                name="proxy_hangs_from_one_ground",
                condition=Q(mandate__isnull=True, membership__isnull=False)
                | Q(mandate__isnull=False, membership__isnull=True),
                violation_error_message=_("A voice hangs from a seat or from a membership."),
            ),
            models.CheckConstraint(
                name="proxy_closes_not_before_it_is_given",
                condition=Q(closed_on__isnull=True, closing="") | Q(closed_on__gte=F("given_on")) & ~Q(closing=""),
                violation_error_message=_("A proxy ends after it is given, and for a cause."),
            ),
        ]

    def __str__(self):
        return listed(f"{self.giver} → {self.holder}", self.gathering)


class ProxyPage(models.Model):
    """A page of the signed letter as a picture drawn here, without anything else that was in the file."""

    proxy = models.ForeignKey(Proxy, on_delete=models.PROTECT, related_name="pages", verbose_name=_("proxy"))
    number = models.PositiveSmallIntegerField(_("number"))
    picture = models.BinaryField()

    is_derived = True  # drawn from the file whose digest the proxy keeps

    class Meta:
        verbose_name = _("page of a written proxy")
        verbose_name_plural = _("pages of written proxies")
        ordering = ["proxy", "number"]
        constraints = [models.UniqueConstraint(name="proxy_page_once", fields=["proxy", "number"])]

    def __str__(self):
        return listed(self.proxy, self.number)
