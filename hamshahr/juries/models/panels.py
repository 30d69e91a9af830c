"""Who judges one stage of a call: the panel with its rules, its jurors, and where they worked before."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamshahr.bodies.keepers import kept_bodies
from hamshahr.calls.models import Stage
from hamshahr.kernel.languages import listed
from hamshahr.parties.models import Country, Party, Person, Region


def new_key() -> str:
    """128 random bits: no order, no time, not to be guessed."""
    return secrets.token_hex(16)


def kept(user, path: str = "") -> Q:
    """Panels of calls whose body a user keeps, and all for the secretariat; ``path`` leads to the panel."""
    if user is None or not user.is_authenticated or not user.is_active:
        return Q(pk__in=[])
    if user.is_secretariat:
        return ~Q(pk__in=[])
    return Q((f"{path}stage__call__body__in", kept_bodies(user)))


class PanelQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who keeps the body of the call, and the jurors who have accepted; nobody else learns of a jury."""
        if user is None or not user.is_authenticated or not user.is_active:
            return self.none()
        seats = Juror.objects.filter(user=user, state=Juror.State.ACCEPTED).values("panel")
        return self.filter(kept(user) | Q(pk__in=seats))


class Panel(models.Model):
    """The jury of one stage: how many read each entry, how mixed they are, and what they see of each other.

    ``languages`` are those into which entries are translated for this panel: who reads one of them can read any entry.
    """

    class SeesOthers(models.TextChoices):
        NEVER = "never", pgettext_lazy("reviews of others", "never")
        AFTER_OWN = "after own", pgettext_lazy("reviews of others", "after the juror’s own")
        ALWAYS = "always", pgettext_lazy("reviews of others", "always")

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    stage = models.OneToOneField(Stage, on_delete=models.PROTECT, related_name="panel", verbose_name=_("stage"))
    reviews_each = models.PositiveSmallIntegerField(_("reviews for each entry"), default=3)
    region_cap = models.PositiveSmallIntegerField(
        _("most jurors of one region on an entry"), null=True, blank=True, default=2, help_text=_("Empty: no limit.")
    )
    sees_others = models.CharField(
        _("jurors see the reviews of others"), max_length=10, choices=SeesOthers, default=SeesOthers.NEVER
    )
    past_years = models.PositiveSmallIntegerField(
        _("years for which a former employer is a conflict"), default=3, help_text=_("By the last day of work there.")
    )
    languages = models.JSONField(_("languages entries are translated into"), default=list, blank=True)
    seed = models.CharField(_("published seed"), max_length=80, default=new_key)

    objects = PanelQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("of a jury", "panel")
        verbose_name_plural = pgettext_lazy("of a jury", "panels")
        ordering = ["stage"]
        constraints = [
            models.CheckConstraint(
                name="panel_reads_each_entry",
                condition=Q(reviews_each__gte=1),
                violation_error_message=_("Each entry is read by one juror at least."),
            ),
            models.CheckConstraint(
                name="panel_region_cap_lets_one_in",
                condition=Q(region_cap__isnull=True) | Q(region_cap__gte=1),
                violation_error_message=_("One juror of a region at least may read an entry."),
            ),
        ]

    def __str__(self):
        return str(self.stage)


class JurorQuerySet(models.QuerySet):
    def judging(self):
        """Those who have accepted and not left."""
        return self.filter(state=Juror.State.ACCEPTED)

    def visible_to(self, user):
        """Each juror oneself; the chair and who keeps the body see all of a panel."""
        if user is None or not user.is_authenticated or not user.is_active:
            return self.none()
        chaired = Juror.objects.judging().filter(user=user, is_chair=True).values("panel")
        return self.filter(kept(user, "panel__") | Q(user=user) | Q(panel__in=chaired))


class Juror(models.Model):
    """A person who was asked to judge, what the person can read and knows, and how much the person will take on."""

    class State(models.TextChoices):
        INVITED = "invited", pgettext_lazy("of a juror", "invited")
        ACCEPTED = "accepted", pgettext_lazy("of a juror", "accepted")
        DECLINED = "declined", pgettext_lazy("of a juror", "declined")
        WITHDRAWN = "withdrawn", pgettext_lazy("of a juror", "left the jury")

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    panel = models.ForeignKey(
        Panel, on_delete=models.PROTECT, related_name="jurors", verbose_name=pgettext_lazy("of a jury", "panel")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="juror_seats", verbose_name=_("person")
    )
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("belongs to")
    )
    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("country")
    )
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("region")
    )
    languages = models.JSONField(_("languages read"), default=list, blank=True)
    topics = models.JSONField(_("topics of expertise"), default=list, blank=True)
    gender = models.CharField(_("gender"), max_length=10, choices=Person.Gender, blank=True)
    min_load = models.PositiveSmallIntegerField(_("fewest entries"), default=0)
    max_load = models.PositiveSmallIntegerField(_("most entries"), default=20)
    free_from = models.DateField(_("free from"), null=True, blank=True)
    free_until = models.DateField(_("free until"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.INVITED)
    is_chair = models.BooleanField(_("chairs the jury"), default=False)
    invited_at = models.DateTimeField(_("invited at"))
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = JurorQuerySet.as_manager()

    class Meta:
        verbose_name = _("juror")
        verbose_name_plural = _("jurors")
        ordering = ["panel", "user__full_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="juror_once_per_panel",
                fields=["panel", "user"],
                violation_error_message=_("This person was invited to this jury already."),
            ),
            models.UniqueConstraint(
                name="juror_one_chair_per_panel",
                fields=["panel"],
                condition=Q(is_chair=True, state__in=["invited", "accepted"]),
                violation_error_message=_("This jury has a chair already."),
            ),
            models.CheckConstraint(
                name="juror_loads_in_order",
                condition=Q(min_load__lte=F("max_load")),
                violation_error_message=_("The most entries are not fewer than the fewest."),
            ),
            models.CheckConstraint(
                name="juror_is_free_from_until",
                condition=Q(free_from__isnull=True) | Q(free_until__isnull=True) | Q(free_until__gte=F("free_from")),
                violation_error_message=_("The last free day is not before the first."),
            ),
            models.CheckConstraint(
                name="juror_answers_with_a_moment",
                condition=Q(state="invited", answered_at__isnull=True)
                | ~Q(state="invited") & Q(answered_at__isnull=False),
            ),
        ]

    def __str__(self):
        return self.user.get_full_name()


class JurorPast(models.Model):
    """Where a juror worked, from a day up to and not including another; an open one lasts."""

    juror = models.ForeignKey(Juror, on_delete=models.PROTECT, related_name="employments", verbose_name=_("juror"))
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", verbose_name=_("employer"))
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    class Meta:
        verbose_name = _("employment of a juror")
        verbose_name_plural = _("employments of jurors")
        ordering = ["juror", "-starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="juror_past_once_per_party_and_start",
                fields=["juror", "party", "starts_on"],
                violation_error_message=_("This employment is entered already."),
            ),
            models.CheckConstraint(
                name="juror_past_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
                violation_error_message=_("An employment ends after it starts."),
            ),
        ]

    def __str__(self):
        return listed(self.juror, self.party)
