"""The duties that a resolution lays on a desk or a body; each is open, late, done or waived, and nothing else."""

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nCharField

from hamshahr.bodies.keepers import kept_bodies
from hamshahr.bodies.models import Body
from hamshahr.kernel.languages import listed, say
from hamshahr.parties.models import Liaison, Party

from .resolutions import Resolution, new_key


class State(models.TextChoices):
    OPEN = "open", pgettext_lazy("of a duty", "open")
    LATE = "late", pgettext_lazy("of a duty", "late")
    DONE = "done", pgettext_lazy("of a duty", "done")
    WAIVED = "waived", pgettext_lazy("of a duty", "waived by another resolution")


class DutyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of resolutions one sees, and those that lie on one's own desk or body."""
        seen = Q(resolution__in=Resolution.objects.visible_to(user))
        if not getattr(user, "is_authenticated", False) or not user.is_active:
            return self.filter(seen)
        own = user.liaisons.on(timezone.localdate()).filter(duty=Liaison.Duty.CONTACT)
        return self.filter(seen | Q(party__in=own.values("party")) | Q(body__in=kept_bodies(user)))

    def with_state(self, on):
        """Each with its state on a day, as ``state``."""
        states = [
            When(done_on__isnull=False, then=Value(State.DONE)),
            When(waived_by__isnull=False, then=Value(State.WAIVED)),
            When(due_on__lt=on, then=Value(State.LATE)),
        ]
        return self.annotate(state=Case(*states, default=Value(State.OPEN), output_field=models.CharField()))

    def pending(self):
        """Those that somebody still has to do."""
        return self.filter(done_on=None, waived_by=None)


class Duty(models.Model):
    """Something to be done by a day, and closed only by a proof or by another resolution."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    resolution = models.ForeignKey(
        Resolution, on_delete=models.PROTECT, related_name="duties", verbose_name=_("resolution")
    )
    party = models.ForeignKey(
        *(Party, models.PROTECT), null=True, blank=True, related_name="duties", verbose_name=_("desk")
    )
    body = models.ForeignKey(
        *(Body, models.PROTECT), null=True, blank=True, related_name="duties", verbose_name=_("body")
    )
    words = I18nCharField(_("what is to be done"), max_length=1200)
    due_on = models.DateField(_("due on"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    proof = models.TextField(_("proof"), max_length=2000, blank=True)
    link = models.URLField(_("link to the proof"), max_length=500, blank=True)
    done_by = models.ForeignKey(
        *(settings.AUTH_USER_MODEL, models.PROTECT),
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("reported by"),
    )
    waived_by = models.ForeignKey(
        *(Resolution, models.PROTECT), null=True, blank=True, related_name="waives", verbose_name=_("waived by")
    )

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("of a resolution", "duty")
        verbose_name_plural = pgettext_lazy("of resolutions", "duties")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="duty_of_a_desk_or_of_a_body",
                condition=Q(party__isnull=False, body=None) | Q(party=None, body__isnull=False),
                violation_error_message=_("A duty lies on one desk or on one body."),
            ),
            models.CheckConstraint(
                name="duty_done_with_a_proof",
                condition=Q(done_on=None, proof="", link="", done_by=None) | (Q(done_on__isnull=False) & ~Q(proof="")),
                violation_error_message=_("A duty is done with a proof."),
            ),
            models.CheckConstraint(
                name="duty_done_or_waived",
                condition=Q(done_on=None) | Q(waived_by=None),
                violation_error_message=_("A duty is done or waived, not both."),
            ),
            models.CheckConstraint(
                name="duty_waived_by_another_resolution",
                condition=Q(waived_by=None) | ~Q(waived_by=F("resolution")),
                violation_error_message=_("A duty is waived by another resolution."),
            ),
            models.CheckConstraint(name="duty_link_is_safe", condition=Q(link="") | Q(link__startswith="https://")),
        ]
        indexes = [models.Index(name="duty_of_a_desk", fields=["party", "due_on"])]

    def __str__(self):
        return listed(self.resolution.code, say(self.words))

    def state_on(self, day):
        """Its state that day: one of four."""
        if self.done_on is not None:
            return State.DONE
        if self.waived_by_id is not None:
            return State.WAIVED
        return State.LATE if self.due_on < day else State.OPEN

    @property
    def bearer(self):
        """The party or the body that it lies on."""
        return self.party or self.body
