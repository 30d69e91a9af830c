"""Why a juror may not read an entry: found by rule, declared, pinned by the chair, or known to the office alone."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamshahr.bodies.models.bodies import PartialPeriodQuerySet
from hamshahr.calls.models import Submission
from hamshahr.kernel.digits import localise
from hamshahr.kernel.fields import PartialDateField
from hamshahr.kernel.languages import listed
from hamshahr.parties.models import Party, visible_party
from hamshahr.record.models import Sourced

from ..publishing import published
from .panels import Juror, kept


class TieQuerySet(PartialPeriodQuerySet):
    def visible_to(self, user):
        return self.filter(visible_party(user, "party__"), visible_party(user, "other__"))


class Tie(Sourced):
    """Two cities bound to each other from when to when, such as twin cities."""

    class Kind(models.TextChoices):
        TWIN = "twin", _("twin cities")
        PARTNER = "partner", _("partner cities")

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", verbose_name=_("city"))
    other = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", verbose_name=_("other city"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.TWIN)
    starts_on = PartialDateField(_("starts on"), null=True, blank=True)
    ends_on = PartialDateField(_("ends on"), null=True, blank=True)

    objects = TieQuerySet.as_manager()

    class Meta:
        verbose_name = _("tie between cities")
        verbose_name_plural = _("ties between cities")
        ordering = ["party", "other", "-starts_on"]
        constraints = [
            models.CheckConstraint(
                name="tie_joins_two",
                condition=~Q(party=F("other")),
                violation_error_message=_("A tie joins two different cities."),
            ),
            models.UniqueConstraint(
                name="tie_once_per_pair_kind_and_start",
                fields=["party", "other", "kind", "starts_on"],
                violation_error_message=_("This tie is in the register already."),
            ),
            models.UniqueConstraint(
                name="tie_once_per_pair_and_kind_without_start",
                fields=["party", "other", "kind"],
                condition=Q(starts_on__isnull=True),
                violation_error_message=_("This tie is in the register already."),
            ),
        ]

    def __str__(self):
        return listed(self.party, self.other)


class Kind(models.TextChoices):
    """What a conflict is about."""

    INSTITUTIONAL = "institutional", pgettext_lazy("of a conflict", "institutional")
    COLLABORATOR = "collaborator", pgettext_lazy("of a conflict", "collaborator")
    PERSONAL = "personal", pgettext_lazy("of a conflict", "personal")
    ADVISOR = "advisor", pgettext_lazy("of a conflict", "advisor")
    ADMINISTRATIVE = "administrative", pgettext_lazy("of a conflict", "administrative")


class DeclarationQuerySet(models.QuerySet):
    def visible_to(self, user):
        if user is None or not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(kept(user, "juror__panel__") | Q(juror__user=user))


class Declaration(models.Model):
    """A city a juror says to be bound to; whether it has sent an entry the juror does not learn from it."""

    juror = models.ForeignKey(Juror, on_delete=models.PROTECT, related_name="declarations", verbose_name=_("juror"))
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", verbose_name=_("city"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    reason = models.CharField(_("reason"), max_length=500)
    made_at = models.DateTimeField(_("declared at"))

    objects = DeclarationQuerySet.as_manager()

    class Meta:
        verbose_name = _("declared conflict")
        verbose_name_plural = _("declared conflicts")
        ordering = ["juror", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="declaration_once_per_juror_and_party",
                fields=["juror", "party"],
                violation_error_message=_("You declared this city already."),
            )
        ]

    def __str__(self):
        return listed(self.juror, self.party)


class ConflictQuerySet(models.QuerySet):
    def standing(self):
        """Not lifted."""
        return self.filter(lifted_at=None)

    def visible_to(self, user):
        """Who keeps the body, and the chair; nobody reads of one's own but what one declared oneself."""
        if user is None or not user.is_authenticated or not user.is_active:
            return self.none()
        chaired = Juror.objects.judging().filter(user=user, is_chair=True).values("panel")
        others = (kept(user, "juror__panel__") | Q(juror__panel__in=chaired)) & ~barred(user, "submission__")
        return self.filter(others & ~Q(juror__user=user) | Q(juror__user=user, how=Conflict.How.DECLARED))


class Conflict(models.Model):
    """One juror kept from one entry for one reason, until somebody lifts it and says why."""

    Kind = Kind

    class How(models.TextChoices):
        INFERRED = "inferred", pgettext_lazy("of a conflict", "found by rule")
        DECLARED = "declared", pgettext_lazy("of a conflict", "declared by the juror")
        PINNED = "pinned", pgettext_lazy("of a conflict", "pinned by the chair")
        RECUSED = "recused", pgettext_lazy("of a conflict", "recused by the office")

    class Rule(models.TextChoices):
        OWN_CITY = "own city", _("the juror’s own city")
        AUTHOR = "author", _("the juror wrote the entry")
        CO_APPLICANT = "co-applicant", _("the juror’s city is a partner of the entry")
        TWIN_CITY = "twin city", _("twin city of the juror’s city")
        SEAT_PAIR = "seat pair", _("shares a seat with the juror’s city")
        HOST = "host", _("hosts the prize for whose body the juror works")
        EMPLOYER = "employer", _("the juror worked there")
        SAID = "said", _("said by a person")

    juror = models.ForeignKey(Juror, on_delete=models.PROTECT, related_name="conflicts", verbose_name=_("juror"))
    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="conflicts", verbose_name=_("entry")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    how = models.CharField(_("how it is known"), max_length=10, choices=How)
    rule = models.CharField(_("rule"), max_length=20, choices=Rule, default=Rule.SAID)
    facts = models.JSONField(_("facts"), default=dict, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("made by"),
    )
    lifted_at = models.DateTimeField(_("lifted at"), null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lifted by"),
    )
    lifted_because = models.CharField(_("lifted because"), max_length=500, blank=True)

    objects = ConflictQuerySet.as_manager()

    class Meta:
        verbose_name = _("conflict of interest")
        verbose_name_plural = _("conflicts of interest")
        ordering = ["juror", "submission", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="conflict_one_standing_per_rule",
                fields=["juror", "submission", "how", "rule"],
                condition=Q(lifted_at__isnull=True),
                violation_error_message=_("This conflict stands already."),
            ),
            models.CheckConstraint(
                name="conflict_is_lifted_for_a_reason",
                condition=Q(lifted_at__isnull=True) | ~Q(lifted_because=""),
                violation_error_message=_("A conflict is lifted for a reason."),
            ),
            models.CheckConstraint(
                name="conflict_by_a_person_has_a_reason",
                condition=Q(how="inferred") | ~Q(reason=""),
                violation_error_message=_("Say why."),
            ),
        ]

    def __str__(self):
        return f"{self.juror}: {localise(self.submission.number) if self.submission.number else self.submission.key}"


def barred(user, path: str = "") -> Q:
    """Entries that a juror is kept from, whatever else the juror may be; until the result is public.

    ``path`` leads from the row that is asked to the entry.
    """
    if user is None or not user.is_authenticated:
        return Q(pk__in=[])
    return Q((f"{path}pk__in", shut_to(user.pk, timezone.now())))


def shut_to(juror: int, at: datetime | Now) -> models.QuerySet:
    """The keys of the entries that stand in a conflict with a person, but for those whose result is public."""
    standing = Conflict.objects.standing().filter(juror__user=juror).exclude(juror__state=Juror.State.DECLINED)
    return standing.exclude(submission__call__in=published(at).values("call")).values("submission")
