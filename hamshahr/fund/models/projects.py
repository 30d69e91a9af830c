"""The pipeline: a city's project from the idea to the closed account, each step with its day and its gate."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nCharField, I18nTextField

from hamshahr.bodies.keepers import kept_bodies
from hamshahr.bodies.models import Body, Decision
from hamshahr.calls.models import Call, Submission
from hamshahr.dues.models.amounts import MoneyField
from hamshahr.dues.models.figures import CURRENCY
from hamshahr.kernel.http import address_of
from hamshahr.kernel.languages import listed, say
from hamshahr.parties.models import Liaison, Party
from hamshahr.practices.models import Topic

SEEING = (Liaison.Duty.CONTACT, Liaison.Duty.DUES, Liaison.Duty.READER)


def new_key() -> str:
    return get_random_string(12)


class State(models.TextChoices):
    """How far a project is; the order is the way."""

    IDEA = "idea", pgettext_lazy("state of a project", "idea")
    SCREENED = "screened", pgettext_lazy("state of a project", "screened")
    PREPARED = "prepared", pgettext_lazy("state of a project", "prepared")
    MATCHED = "matched", pgettext_lazy("state of a project", "matched with funders")
    FINANCED = "financed", pgettext_lazy("state of a project", "financed")
    WORK = "in work", pgettext_lazy("state of a project", "in work")
    CLOSED = "closed", pgettext_lazy("state of a project", "closed")
    DROPPED = "dropped", pgettext_lazy("state of a project", "dropped")


WAY = [State.IDEA, State.SCREENED, State.PREPARED, State.MATCHED, State.FINANCED, State.WORK, State.CLOSED]
PUBLIC = (State.FINANCED, State.WORK, State.CLOSED)


def own_parties(user) -> Q:
    """The cities whose projects a user may see from within, as a condition on ``party``."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return Q(pk__in=[])
    return Q(party__in=user.liaisons.on(timezone.localdate()).filter(duty__in=SEEING).values("party"))


class ProjectQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Financed ones for everybody; the others for their city and for who keeps the fund."""
        if getattr(user, "is_secretariat", False):
            return self
        return self.filter(Q(state__in=PUBLIC) | own_parties(user) | Q(fund__in=kept_bodies(user)))

    def open_to(self, user):
        """Those whose papers, plan and reports a user sees before they are public."""
        if getattr(user, "is_secretariat", False):
            return self
        return self.filter(own_parties(user) | Q(fund__in=kept_bodies(user)))


class Project(models.Model):
    """A project of a city in the pipeline of a fund; it may come from what the city submitted to a call."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    fund = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="projects", verbose_name=_("fund"))
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="fund_projects", verbose_name=_("city"))
    call = models.ForeignKey(
        Call,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="fund_projects",
        verbose_name=pgettext_lazy("of the fund", "window"),
    )
    submission = models.OneToOneField(
        Submission,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="fund_project",
        verbose_name=pgettext_lazy("of a call", "entry"),
    )
    names = I18nCharField(_("title"), max_length=1200)
    text = I18nTextField(_("what is planned"), blank=True)
    topic = models.ForeignKey(
        *(Topic, models.PROTECT), null=True, blank=True, related_name="+", verbose_name=_("topic")
    )
    cost = MoneyField(_("cost"))
    currency = models.CharField(_("currency"), max_length=3, validators=[CURRENCY])
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.IDEA, editable=False)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("of the fund", "project")
        verbose_name_plural = pgettext_lazy("of the fund", "projects")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="project_costs_something",
                condition=Q(cost__gt=0),
                violation_error_message=_("The cost of a project is greater than zero."),
            )
        ]
        indexes = [models.Index(name="project_of_a_fund", fields=["fund", "state"])]

    def __str__(self):
        return listed(self.party, say(self.names))

    def get_absolute_url(self):
        return address_of("fund:project", self.key)

    @property
    def next_state(self) -> State | None:
        """The state that follows on the way; none for one that is closed or dropped."""
        if self.state in (State.CLOSED, State.DROPPED):
            return None
        return WAY[WAY.index(State(self.state)) + 1]


class ProjectStep(models.Model):
    """That a project came to a state, on a day, by whom; the approval of a body stands beside its step."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="steps", verbose_name=_("project"))
    state = models.CharField(_("state"), max_length=10, choices=State)
    on = models.DateField(_("on"))
    decision = models.ForeignKey(
        *(Decision, models.PROTECT), null=True, blank=True, related_name="+", verbose_name=_("approved by")
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    by = models.ForeignKey(
        *(settings.AUTH_USER_MODEL, models.PROTECT), null=True, blank=True, related_name="+", verbose_name=_("by")
    )

    class Meta:
        verbose_name = pgettext_lazy("of a project", "step")
        verbose_name_plural = pgettext_lazy("of a project", "steps")
        ordering = ["project", "on", "pk"]
        constraints = [
            models.UniqueConstraint(name="project_comes_once_to_a_state", fields=["project", "state"]),
            models.CheckConstraint(
                name="project_is_financed_by_a_decision", condition=~Q(state="financed") | Q(decision__isnull=False)
            ),
        ]

    def __str__(self):
        return listed(self.project, self.get_state_display())


class GateCriterion(models.Model):
    """What a fund asks of a project before it comes to a state."""

    fund = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="gate_criteria", verbose_name=_("fund"))
    state = models.CharField(_("before the state"), max_length=10, choices=State)
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    names = I18nCharField(_("criterion"), max_length=800)
    ends_on = models.DateField(_("asked until"), null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("of a fund", "gate criterion")
        verbose_name_plural = pgettext_lazy("of a fund", "gate criteria")
        ordering = ["fund", "state", "position", "pk"]

    def __str__(self):
        return say(self.names)


class GateCheck(models.Model):
    """That a project meets a criterion or not, as somebody of the fund found on a day; the last one counts."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="checks", verbose_name=_("project"))
    criterion = models.ForeignKey(*(GateCriterion, models.PROTECT), related_name="checks", verbose_name=_("criterion"))
    is_met = models.BooleanField(_("met"))
    note = models.CharField(_("what it rests on"), max_length=500)
    on = models.DateField(_("on"))
    by = models.ForeignKey(
        *(settings.AUTH_USER_MODEL, models.PROTECT), null=True, blank=True, related_name="+", verbose_name=_("by")
    )

    class Meta:
        verbose_name = pgettext_lazy("of a gate criterion", "check")
        verbose_name_plural = pgettext_lazy("of a gate criterion", "checks")
        ordering = ["project", "-on", "-pk"]

    def __str__(self):
        return listed(self.project, self.criterion)
