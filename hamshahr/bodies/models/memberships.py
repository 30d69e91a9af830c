"""Memberships as a history of decisions, never a flag."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hamshahr.kernel.fields import PartialDateField
from hamshahr.kernel.languages import listed
from hamshahr.parties.models import Party, visible_party
from hamshahr.record.models import Sourced

from .bodies import Body, Decision, visible


def state_from_steps(day: date) -> Subquery:
    """The state of the last step of a membership that counts that day, read from its history."""
    steps = MembershipStep.objects.filter(membership=OuterRef("pk")).in_force(day)
    return Subquery(steps.order_by("-number").values("state")[:1])


def kept_for(day: date) -> Q:
    """The memberships whose kept state is that of the day."""
    return Q(kept_from__lte=day) & (Q(kept_to=None) | Q(kept_to__gt=day))


def not_kept_for(day: date) -> Q:
    """The others, of which the history is to be asked; spelt out, for NOT would hide the rows that keep nothing."""
    return Q(kept_from=None) | Q(kept_from__gt=day) | Q(kept_to__lte=day)


class MembershipQuerySet(models.QuerySet):
    def with_state(self, on=None):
        """Each with ``state``: that of the last step that counts on the day, today where none is given."""
        day = on or timezone.localdate()
        return self.annotate(state=Case(When(kept_for(day), then=F("kept_state")), default=state_from_steps(day)))

    def in_states(self, states, on=None):
        """Those in one of the states on a day; the history is read only where no kept state holds that day."""
        day = on or timezone.localdate()
        kept = kept_for(day) & Q(kept_state__in=states)
        asked = not_kept_for(day) & Q(state_that_day__in=states)
        return self.alias(state_that_day=state_from_steps(day)).filter(kept | asked)

    def members(self, on=None):
        return self.in_states(MembershipStep.MEMBER_STATES, on)

    def out_of_date(self, on):
        """Those whose kept state does not hold that day, or who keep none."""
        return self.filter(not_kept_for(on))

    def visible_to(self, user):
        return self.filter(visible(user, "body__"), visible_party(user, "party__"))


class Membership(Sourced):
    """A party in a body; what it is there at any time follows from its steps.

    ``kept_state`` repeats what the steps say of every day from ``kept_from`` up to, and not including, ``kept_to``, so
    that lists need not ask them; without ``kept_from`` nothing is kept. Only ``services.memberships`` writes it.
    """

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("party"))
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("body"))
    category = models.CharField(_("category"), max_length=60, blank=True)
    joined_on = PartialDateField(_("member since"), null=True, blank=True)
    left_on = PartialDateField(_("member until"), null=True, blank=True)
    kept_state = models.CharField(max_length=12, blank=True, editable=False)
    kept_from = models.DateField(null=True, editable=False)
    kept_to = models.DateField(null=True, editable=False)

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
        indexes = [
            models.Index(fields=["body", "kept_state", "kept_from", "kept_to", "party"], name="membership_kept"),
            models.Index(fields=["kept_to"], condition=Q(kept_to__isnull=False), name="membership_kept_to"),
        ]

    def __str__(self):
        return listed(self.party, self.body)

    def keep_state(self, steps: Iterable["MembershipStep"], on: date) -> None:
        """Take over what the steps say of a day and of the days around it; nothing where none counts that day."""
        steps = list(steps)
        counting = [step for step in steps if step.counts_on(on)]
        turns = {turn for step in steps for turn in step.turns()}
        self.kept_state = max(counting, key=lambda step: step.number).state if counting else ""
        self.kept_from = max((turn for turn in turns if turn <= on), default=date.min) if counting else None
        self.kept_to = min((turn for turn in turns if turn > on), default=None) if counting else None


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

    def counts_on(self, day: date) -> bool:
        """Whether it is in force that day, as ``in_force`` has it."""
        is_taken = self.happened_on is None or self.happened_on.first_day <= day
        return is_taken and (self.expires_on is None or self.expires_on > day)

    def turns(self) -> list[date]:
        """The days on which it begins and ceases to count."""
        return [day for day in (self.happened_on and self.happened_on.first_day, self.expires_on) if day]
