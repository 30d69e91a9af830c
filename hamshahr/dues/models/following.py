"""Who follows the dues of a region, and when a late member was last spoken to."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hamshahr.bodies.keepers import kept_bodies
from hamshahr.bodies.models import Body, Holding, Membership, Office
from hamshahr.kernel.calendars import format_day
from hamshahr.kernel.fields import perhaps_holding_on
from hamshahr.kernel.languages import listed
from hamshahr.parties.models import Region

from .books import keeps_books
from .figures import DatedQuerySet, ends_after_start


class Watch(models.Model):
    """The days during which a body, such as a regional secretariat, follows the dues of a region for another body.

    With an ``office`` it is the holder of a seat in it, such as a vice-president, who follows the region of the city
    that has the seat, and who reads only.
    """

    follower = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="watches", verbose_name=_("who follows"))
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="watched_by", verbose_name=_("whose dues"))
    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by the office")
    )
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="watches", verbose_name=_("region"))
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("watch over the dues of a region")
        verbose_name_plural = _("watches over the dues of regions")
        ordering = ["body", "region", "-starts_on"]
        constraints = [
            ends_after_start("watch_ends_after_it_starts"),
            models.UniqueConstraint(
                name="watch_once_per_start",
                fields=["follower", "body", "region", "starts_on"],
                condition=Q(office=None),
                violation_error_message=_("This body follows this region from that day on already."),
            ),
            models.UniqueConstraint(
                name="watch_once_per_office_and_start",
                fields=["office", "body", "region", "starts_on"],
                condition=Q(office__isnull=False),
                violation_error_message=_("This office follows this region from that day on already."),
            ),
        ]

    def __str__(self):
        return listed(self.follower, self.region)


def seats_that_follow(user, on, party):
    """The bodies and regions whose dues a user follows by a seat held for a city that day."""
    region = party.country.region_id if party.country else None
    seats = Holding.objects.perhaps_on(on).filter(person__user=user, mandate__party=party)
    seats = seats.filter(perhaps_holding_on(on, "mandate__starts_on", "mandate__ends_on"))
    watches = Watch.objects.on(on).filter(region=region, office__in=seats.values("mandate__office"))
    return list(watches.values_list("body", "region"))


class Contact(models.Model):
    """That somebody of the network spoke with a late member about its dues, on a day, and what came of it."""

    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="dues_contacts", verbose_name=_("membership")
    )
    happened_on = models.DateField(_("on"))
    text = models.CharField(_("what was said"), max_length=500)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )

    class Meta:
        verbose_name = _("contact about dues")
        verbose_name_plural = _("contacts about dues")
        ordering = ["-happened_on", "-pk"]

    def __str__(self):
        return listed(self.membership, format_day(self.happened_on))


class LateQuerySet(models.QuerySet):
    def followed_by(self, user):
        """The members whose dues a user follows: all for the secretariat, those of their regions for a keeper."""
        if keeps_books(user):
            return self
        watches = Watch.objects.on(timezone.localdate()).filter(office=None, follower__in=kept_bodies(user))
        return self.of_regions(watches.values_list("body", "region"))

    def read_by(self, user, party):
        """The members whose dues the holder of a seat of a city reads: those of its region, and never changes."""
        return self.of_regions(seats_that_follow(user, timezone.localdate(), party))

    def of_regions(self, pairs):
        """The members of each body in each region."""
        of_region = Q(pk__in=[])
        for body, region in pairs:
            of_region |= Q(body=body, party__country__region=region)
        return self.filter(of_region)


class LateMember(Membership):
    """A membership in the list of those who are late with their dues."""

    is_derived = True
    objects = LateQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = _("late member")
        verbose_name_plural = _("late members")
