"""Calls for candidates for a seat elsewhere, whom the cities name, and the conditions that were found."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nTextField

from hamshahr.bodies.keepers import kept_bodies
from hamshahr.bodies.models import Decision, LocalOffice
from hamshahr.calls.models import Call, Submission
from hamshahr.kernel.fields import PartialDateField
from hamshahr.kernel.http import address_of
from hamshahr.kernel.languages import listed
from hamshahr.parties.models import Liaison, Party, Person

from .quotas import OutsideSeat, Representative, new_key
from .reading import own_parties

USER = {"on_delete": models.PROTECT, "null": True, "blank": True, "related_name": "+"}


class VacancyQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(seat__in=OutsideSeat.objects.visible_to(user))


class Vacancy(models.Model):
    """A call for candidates for one seat: open from a day to a day, for a term there that begins later."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    seat = models.ForeignKey(OutsideSeat, on_delete=models.PROTECT, related_name="vacancies", verbose_name=_("seat"))
    role = models.CharField(_("role"), max_length=10, choices=Representative.Role, default=Representative.Role.TITULAR)
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("last day"))
    starts_on = PartialDateField(_("the seat from"))
    ends_on = PartialDateField(_("the seat until"), null=True, blank=True)
    dues_year = models.PositiveSmallIntegerField(_("year of the dues that must be paid"))
    text = I18nTextField(_("text of the call"), blank=True)
    call = models.ForeignKey(
        *(Call, models.PROTECT), null=True, blank=True, related_name="vacancies", verbose_name=_("form of the call")
    )

    objects = VacancyQuerySet.as_manager()

    class Meta:
        verbose_name = _("call for candidates")
        verbose_name_plural = _("calls for candidates")
        ordering = ["-closes_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="vacancy_closes_after_it_opens",
                condition=Q(closes_on__gte=F("opens_on")),
                violation_error_message=_("A call closes after it opens."),
            )
        ]

    def __str__(self):
        return listed(self.seat, self.get_role_display())

    def get_absolute_url(self):
        return address_of("representatives:vacancy", self.key)


class NominationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of one's own city and, for a keeper, all; the public reads the choice, not the candidates."""
        if getattr(user, "is_secretariat", False):
            return self
        own = Q(party__in=own_parties(user, Liaison.Duty.CONTACT))
        return self.filter(own | Q(vacancy__seat__quota__sender__in=kept_bodies(user)))


class Nomination(models.Model):
    """A candidate whom a member city names, with what was found of the conditions when the choice was made."""

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("of a candidate", "proposed")
        CHOSEN = "chosen", pgettext_lazy("of a candidate", "chosen")
        PASSED = "passed", pgettext_lazy("of a candidate", "not chosen")
        WITHDRAWN = "withdrawn", pgettext_lazy("of a candidate", "withdrawn")

    class Gender(models.TextChoices):
        WOMAN = "woman", _("woman")
        MAN = "man", _("man")

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="nominations", verbose_name=_("call"))
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="nominations_elsewhere", verbose_name=_("city")
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("person"))
    local_office = models.ForeignKey(
        *(LocalOffice, models.PROTECT), null=True, blank=True, related_name="+", verbose_name=_("by virtue of")
    )
    submission = models.OneToOneField(
        *(Submission, models.PROTECT),
        null=True,
        blank=True,
        related_name="nomination",
        verbose_name=_("submission"),
    )
    gender = models.CharField(_("gender"), max_length=8, choices=Gender, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PROPOSED)
    proposed_on = models.DateField(_("proposed on"))
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, **USER, verbose_name=_("proposed by"))
    conditions = models.JSONField(_("conditions as they were found"), default=list, blank=True)
    decision = models.ForeignKey(
        *(Decision, models.PROTECT), null=True, blank=True, related_name="nominations", verbose_name=_("decision")
    )
    representative = models.OneToOneField(
        *(Representative, models.PROTECT),
        null=True,
        blank=True,
        related_name="nomination",
        verbose_name=_("the seat taken"),
    )
    told_on = models.DateField(_("other network told on"), null=True, blank=True)

    objects = NominationQuerySet.as_manager()

    class Meta:
        verbose_name = _("candidate for a seat elsewhere")
        verbose_name_plural = _("candidates for seats elsewhere")
        ordering = ["vacancy", "proposed_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="nomination_once_per_person",
                fields=["vacancy", "party", "person"],
                condition=~Q(state="withdrawn"),
                violation_error_message=_("This person is a candidate already."),
            ),
            models.UniqueConstraint(
                name="nomination_one_chosen",
                fields=["vacancy"],
                condition=Q(state="chosen"),
                violation_error_message=_("Somebody was chosen already."),
            ),
            models.CheckConstraint(
                name="nomination_chosen_by_a_decision",
                condition=Q(state="chosen", decision__isnull=False, representative__isnull=False)
                | (~Q(state="chosen") & Q(representative=None, told_on=None)),
                violation_error_message=_("A candidate is chosen by a decision."),
            ),
        ]

    def __str__(self):
        return listed(self.person, self.party)
