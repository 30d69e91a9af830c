"""Memberships as a history of decisions, never a flag."""

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hamshahr.kernel.fields import PartialDateField
from hamshahr.parties.models import Party, visible_party
from hamshahr.record.models import Sourced

from .bodies import Body, Decision, visible


class MembershipQuerySet(models.QuerySet):
    def with_state(self, on=None):
        """Each with ``state``: that of the last step that counts on the day, today where none is given."""
        steps = MembershipStep.objects.filter(membership=OuterRef("pk")).in_force(on or timezone.localdate())
        return self.annotate(state=Subquery(steps.order_by("-number").values("state")[:1]))

    def members(self, on=None):
        return self.with_state(on).filter(state__in=MembershipStep.MEMBER_STATES)

    def visible_to(self, user):
        return self.filter(visible(user, "body__"), visible_party(user, "party__"))


class Membership(Sourced):
    """A party in a body; what it is there at any time follows from its steps."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("party"))
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("body"))
    category = models.CharField(_("category"), max_length=60, blank=True)
    joined_on = PartialDateField(_("member since"), null=True, blank=True)
    left_on = PartialDateField(_("member until"), null=True, blank=True)

    # What the acts on a membership tell besides its own fields, and whose field it is.
    told_besides = {"state": "MembershipStep.state"}

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["body", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="membership_once_per_party_and_body",
                fields=["party", "body"],
                violation_error_message=_("This party is already in the register of this body."),
            )
        ]

    def __str__(self):
        return f"{self.party}, {self.body}"


class MembershipStepQuerySet(models.QuerySet):
    def in_force(self, day):
        """The steps that count that day: taken by then, and no override that has expired."""
        taken = Q(happened_on__isnull=True) | Q(happened_on__begins_by=day)
        return self.filter(taken, Q(expires_on__isnull=True) | Q(expires_on__gt=day))


class MembershipStep(models.Model):
    """One transition of a membership: the state it led to, when, why, by whom, and by which decision of which organ.

    A step with ``expires_on`` is an override of the calendar's rule and stops counting on that day.
    """

    class State(models.TextChoices):
        POTENTIAL = "potential", _("potential member")
        APPLIED = "applied", _("applied")
        EXAMINED = "examined", _("examined")
        ADMITTED = "admitted", _("admitted")
        ACTIVE = "active", _("member")
        GRACE = "grace", _("member in the period of grace")
        ARREARS = "arrears", _("member in arrears")
        SUSPENDED = "suspended", _("suspended")
        LEFT = "left", _("left")
        EXCLUDED = "excluded", _("excluded")
        DECLINED = "declined", _("declined")

    # What only an organ decides; the calendar's own suspension rests on an article instead.
    DECIDED_STATES = (State.ADMITTED, State.SUSPENDED, State.EXCLUDED)
    END_STATES = (State.LEFT, State.EXCLUDED)
    MEMBER_STATES = (State.ADMITTED, State.ACTIVE, State.GRACE, State.ARREARS)
    NEXT = {
        "": (State.POTENTIAL, State.APPLIED, State.ACTIVE),
        State.POTENTIAL: (State.APPLIED, State.ACTIVE),
        State.APPLIED: (State.EXAMINED, State.DECLINED, State.LEFT),
        State.EXAMINED: (State.ADMITTED, State.DECLINED, State.LEFT),
        State.ADMITTED: (State.ACTIVE, State.LEFT),
        State.ACTIVE: (State.GRACE, State.ARREARS, State.SUSPENDED, State.LEFT, State.EXCLUDED),
        State.GRACE: (State.ACTIVE, State.ARREARS, State.SUSPENDED, State.LEFT, State.EXCLUDED),
        State.ARREARS: (State.ACTIVE, State.SUSPENDED, State.LEFT, State.EXCLUDED),
        State.SUSPENDED: (State.ACTIVE, State.LEFT, State.EXCLUDED),
        State.LEFT: (State.APPLIED,),
        State.EXCLUDED: (State.APPLIED,),
        State.DECLINED: (State.APPLIED,),
    }

    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="steps", verbose_name=_("membership")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=12, choices=State)
    happened_on = PartialDateField(_("on"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="steps", verbose_name=_("decision")
    )
    expires_on = models.DateField(_("expires on"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    entered_at = models.DateTimeField(_("entered at"), default=timezone.now, editable=False)

    objects = MembershipStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("step of a membership")
        verbose_name_plural = _("steps of memberships")
        ordering = ["membership", "number"]
        constraints = [models.UniqueConstraint(name="membership_step_number", fields=["membership", "number"])]

    def __str__(self):
        return f"{self.number}. {self.get_state_display()}"
