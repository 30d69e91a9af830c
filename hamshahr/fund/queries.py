"""Reads of this room: the pipeline, the plan that counts, balances, what awaits a city, late reports."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.bodies.keepers import kept_bodies
from hamshahr.bodies.models import Body
from hamshahr.dues.models import Watch
from hamshahr.kernel.awaiting import Awaited
from hamshahr.kernel.digits import localise
from hamshahr.kernel.http import address_of
from hamshahr.kernel.languages import say
from hamshahr.kernel.text import fold
from hamshahr.parties.models import Liaison, Party, PartyName

from .models import (
    WAY,
    Agreement,
    DuePaper,
    GateCriterion,
    Indicator,
    Instalment,
    Measured,
    Plan,
    Project,
    Report,
    State,
)

ZERO = Decimal(0)
EXPIRY = timedelta(days=60)


def pipeline(user: User, *, fund: str = "", state: str = "", region: str = "", q: str = "") -> QuerySet[Project]:
    """The projects a reader may see, narrowed; the newest first."""
    rows = Project.objects.visible_to(user).select_related("party__country__region", "fund", "call", "topic")
    if fund:
        rows = rows.filter(fund__slug=fund)
    if state in State.values:
        rows = rows.filter(state=state)
    if region:
        rows = rows.filter(party__country__region__slug=region)
    for word in q.split():
        rows = rows.filter(Q(names__icontains=word) | Q(party__names__icontains=word))
    return rows.order_by("-pk")


def by_state(rows: QuerySet[Project]) -> list[tuple[State, int]]:
    """How many projects stand in each state, in the order of the way."""
    counted = dict(rows.order_by().values_list("state").annotate(number=Count("pk")))
    return [(state, counted.get(state, 0)) for state in WAY]


def settled_plan(project: Project) -> Plan | None:
    """The last plan that was settled."""
    return project.plans.exclude(settled_on=None).order_by("-version").first()


def standing_plan(project: Project) -> Plan | None:
    """The settled plan, or else the one that is being written."""
    return settled_plan(project) or project.plans.order_by("-version").first()


@dataclass(frozen=True)
class Balance:
    """What an agreement promised, what of it was paid, what is reported as spent in accepted reports; exact."""

    amount: Decimal
    paid: Decimal
    spent: Decimal
    currency: str

    @property
    def open(self) -> Decimal:
        return self.amount - self.paid

    @property
    def unspent(self) -> Decimal:
        return self.paid - self.spent


def balance_of(agreement: Agreement) -> Balance:
    """The balance of one agreement."""
    rows = agreement.instalments.exclude(paid_on=None)
    paid = rows.aggregate(sum=Sum("amount"))["sum"] or ZERO
    accepted = Report.objects.filter(instalment__agreement=agreement, state=Report.State.ACCEPTED)
    return Balance(agreement.amount, paid, accepted.aggregate(sum=Sum("spent"))["sum"] or ZERO, agreement.currency)


def balances(agreements: Iterable[Agreement]) -> dict[str, Balance]:
    """The sums of many agreements, each currency for itself; nothing is added across currencies."""
    sums: dict[str, Balance] = {}
    for agreement in agreements:
        one, now = balance_of(agreement), sums.get(agreement.currency)
        if now is not None:
            one = Balance(now.amount + one.amount, now.paid + one.paid, now.spent + one.spent, one.currency)
        sums[agreement.currency] = one
    return dict(sorted(sums.items()))


def awaited_reports() -> QuerySet[Instalment]:
    """Paid instalments whose report was not sent, or was returned."""
    sent = Q(report__state__in=[Report.State.SENT, Report.State.ACCEPTED])
    rows = Instalment.objects.exclude(paid_on=None).exclude(sent)
    return rows.select_related("agreement__project__party__country__region", "agreement__project__fund", "report")


def late_reports(user: User, on: date) -> QuerySet[Instalment]:
    """The reports that are late, for who keeps the fund or follows the region of the city; the oldest first."""
    late = awaited_reports().filter(report_due_on__lt=on).order_by("report_due_on", "pk")
    if not user.is_authenticated or not user.is_active:
        return late.none()
    if user.is_secretariat:
        return late
    kept = kept_bodies(user)
    of_fund = Q(agreement__project__fund__in=kept)
    followed = regions(kept, on).values("region")
    return late.filter(of_fund | Q(agreement__project__party__country__region__in=followed))


def narrowed(late: QuerySet[Instalment], *, fund: str = "", region: str = "", q: str = "") -> QuerySet[Instalment]:
    """The late reports of a fund or a region whose project or city has all the words, in any spelling of the city."""
    if fund:
        late = late.filter(agreement__project__fund__slug=fund)
    if region:
        late = late.filter(agreement__project__party__country__region__slug=region)
    for word in q.split():
        cities = PartyName.objects.filter(folded__contains=fold(word)).values("party")
        late = late.filter(Q(agreement__project__names__icontains=word) | Q(agreement__project__party__in=cities))
    return late


def expiring_papers(on: date) -> QuerySet[DuePaper]:
    """Papers of projects under way that expire soon or have expired, the first ones first."""
    rows = DuePaper.objects.standing().filter(valid_until__lte=on + EXPIRY)
    rows = rows.exclude(project__state__in=[State.CLOSED, State.DROPPED])
    return rows.select_related("project__party", "project__fund").order_by("valid_until", "pk")


def awaiting(party: Party, on: date) -> list[Awaited]:
    """What the fund awaits of a city: signatures, reports, papers that expire."""
    return [*unsigned(party), *reports_of(party), *papers_of(party, on)]


def unsigned(party: Party) -> list[Awaited]:
    rows = Agreement.objects.filter(project__party=party, city_signed_on=None).select_related("project")
    return [
        Awaited(
            kind="fund.sign",
            title=_("Sign agreement %(number)s: %(project)s") % of_agreement(row),
            due_on=None,
            owner_duty=Liaison.Duty.CONTACT,
            consequence=_("No instalment is paid before both sides have signed."),
            address=address_of("fund:agreement", row.project.key),
        )
        for row in rows.order_by("pk")
    ]


def of_agreement(agreement: Agreement) -> dict[str, str]:
    return {"number": localise(agreement.code), "project": say(agreement.project.names)}


def reports_of(party: Party) -> list[Awaited]:
    rows = awaited_reports().filter(agreement__project__party=party).order_by("report_due_on", "pk")
    return [
        Awaited(
            kind="fund.report",
            title=_("Report on instalment %(number)s: %(project)s")
            % {"number": localise(row.position), "project": say(row.agreement.project.names)},
            due_on=row.report_due_on,
            owner_duty=Liaison.Duty.CONTACT,
            consequence=_("The next instalment waits until the report is accepted."),
            address=address_of("fund:report", row.agreement.project.key, row.position),
        )
        for row in rows
    ]


def papers_of(party: Party, on: date) -> list[Awaited]:
    return [
        Awaited(
            kind="fund.paper",
            title=_("%(paper)s expires: %(project)s")
            % {"paper": row.get_kind_display(), "project": say(row.project.names)},
            due_on=row.valid_until,
            owner_duty=Liaison.Duty.CONTACT,
            consequence=_("A project does not go on while a paper of it has expired."),
            address=address_of("fund:project", row.project.key),
        )
        for row in expiring_papers(on).filter(project__party=party)
    ]


def results(project: Project, user: User) -> list[Report]:
    """The reports a reader may see, in the order of the instalments, with what was measured."""
    rows = Report.objects.visible_to(user).filter(instalment__agreement__project=project)
    rows = rows.select_related("instalment").prefetch_related("measured__indicator")
    return list(rows.order_by(F("instalment__position")))


def papers(project: Project) -> QuerySet[DuePaper]:
    """The papers that stand, with their pages and who looked at them."""
    rows = project.papers.standing().select_related("brought_by").prefetch_related("pages")
    return rows.annotate(looks=Count("seen")).order_by("kind")


def instalments(project: Project) -> QuerySet[Instalment]:
    """The instalments of a project with their reports."""
    rows = Instalment.objects.filter(agreement__project=project).select_related("report", "agreement")
    return rows.order_by("position")


def indicators(project: Project, user: User) -> list[tuple[Indicator, Decimal | None]]:
    """What the project is measured by, each with the last value that the reader may see."""
    seen = Report.objects.visible_to(user).filter(instalment__agreement__project=project)
    rows = Measured.objects.filter(report__in=seen).order_by("report__instalment__position", "pk")
    last = {row.indicator_id: row.value for row in rows}
    return [(row, last.get(row.pk)) for row in project.indicators.all()]


def own_cities(user: User, on: date) -> QuerySet[Party]:
    """The cities whose contact a user is."""
    own = user.liaisons.on(on).filter(duty=Liaison.Duty.CONTACT)
    return Party.objects.filter(pk__in=own.values("party"), merged_into=None).order_by("slug")


def funds() -> QuerySet[Body]:
    """The funds that take projects: bodies of that kind, and those that have a gate for projects."""
    gated = Q(Exists(GateCriterion.objects.filter(fund=OuterRef("pk"))))
    return Body.objects.filter(Q(kind=Body.Kind.FUND) | gated, live=True, ended_on=None).order_by("slug")


def may_begin_somewhere(user: User, on: date) -> bool:
    return user.is_authenticated and own_cities(user, on).exists() and funds().exists()


def follows_reports(user: User, on: date) -> bool:
    """Whether somebody keeps a fund or follows a region."""
    if not user.is_authenticated or not user.is_active:
        return False
    kept = kept_bodies(user)
    return user.is_secretariat or funds().filter(pk__in=kept).exists() or regions(kept, on).exists()


def regions(kept: Iterable[int], on: date) -> QuerySet[Watch]:
    return Watch.objects.on(on).filter(follower__in=list(kept))
