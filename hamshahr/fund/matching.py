"""Which funders a project fits, criterion by criterion, with the sentence that says why one fails."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from hamshahr.bodies.models import Membership
from hamshahr.dues.models import CountryIncome, ExchangeRate, IncomeGroup
from hamshahr.dues.money import converted, show
from hamshahr.dues.queries import ARREARS, standing_on
from hamshahr.kernel.digits import number
from hamshahr.kernel.languages import listed, say

from .models import Asked, Funder, FunderCriterion, Instrument, Project
from .queries import standing_plan
from .wording import words_of


@dataclass(frozen=True)
class Check:
    """Whether a project meets one criterion; ``words`` say what is asked, ``found`` what the project is."""

    words: str
    found: str
    passes: bool


@dataclass(frozen=True)
class Match:
    """A funder with every criterion tried on one project."""

    funder: Funder
    checks: tuple[Check, ...]

    @property
    def fits(self) -> bool:
        return all(check.passes for check in self.checks)

    @property
    def failing(self) -> tuple[Check, ...]:
        return tuple(check for check in self.checks if not check.passes)


def matches(project: Project, on: date) -> list[Match]:
    """Every funder that is open, the fitting ones first, then by how many criteria fail."""
    funders = Funder.objects.filter(live=True).prefetch_related("criteria").order_by("slug")
    found = [match(project, funder, on) for funder in funders]
    return sorted(found, key=lambda one: len(one.failing))


def match(project: Project, funder: Funder, on: date) -> Match:
    """One funder tried on a project: its days first, then what it asks."""
    criteria = [row for row in funder.criteria.all() if row.ends_on is None or row.ends_on > on]
    return Match(funder, (*of_days(funder, on), *(TRIED[row.asked](project, row, on) for row in criteria)))


def of_days(funder: Funder, on: date) -> list[Check]:
    if funder.closes_on is None and funder.opens_on is None:
        return []
    opens, closes = funder.opens_on or date.min, funder.closes_on or date.max
    passes = opens <= on <= closes
    return [Check(_("It takes requests on this day."), _("open") if passes else _("not open"), passes)]


def of_region(project: Project, row: FunderCriterion, _on: date) -> Check:
    country = project.party.country
    region = country.region if country else None
    found = say(region.names) if region else _("not known")
    return Check(words_of(row), found, bool(region) and region.slug in row.values)


def of_country(project: Project, row: FunderCriterion, _on: date) -> Check:
    country = project.party.country
    found = say(country.names) if country else _("not known")
    return Check(words_of(row), found, bool(country) and country.iso2 in row.values)


def of_income(project: Project, row: FunderCriterion, on: date) -> Check:
    incomes = CountryIncome.objects.on(on).filter(country=project.party.country)
    group = incomes.values_list("group", flat=True).first()
    found = str(IncomeGroup(group).label) if group else _("not known")
    return Check(words_of(row), found, group in row.values)


def of_topic(project: Project, row: FunderCriterion, _on: date) -> Check:
    own = [topic for topic in (project.topic, project.topic and project.topic.parent) if topic]
    passes = any(topic.slug in row.values for topic in own)
    return Check(words_of(row), say(own[0].names) if own else _("no topic given"), passes)


def of_instrument(project: Project, row: FunderCriterion, _on: date) -> Check:
    plan = standing_plan(project)
    wanted = set()
    if plan is not None:
        wanted = set(plan.lines.exclude(instrument=Instrument.OWN).values_list("instrument", flat=True))
    found = listed(*(str(Instrument(value).label) for value in sorted(wanted))) or _("no plan yet")
    return Check(words_of(row), found, bool(wanted & set(row.values)))


def in_currency(project: Project, currency: str, on: date) -> Decimal | None:
    """The cost in another currency at the last rate known that day; None where no rate is known."""
    if currency == project.currency:
        return project.cost
    rates = ExchangeRate.objects.filter(base=project.currency, currency=currency, on__lte=on)
    rate = rates.order_by("-on").first()
    return converted(project.cost, rate.rate, currency) if rate else None


def of_cost(project: Project, row: FunderCriterion, on: date) -> Check:
    cost, bound = in_currency(project, row.currency, on), Decimal(row.number)
    passes = cost is not None and (cost >= bound if row.asked == Asked.COST_FROM else cost <= bound)
    return Check(
        words_of(row), show(cost, row.currency) if cost is not None else _("no rate for this currency"), passes
    )


def of_own_share(project: Project, row: FunderCriterion, _on: date) -> Check:
    plan = standing_plan(project)
    lines = plan.lines.select_related("rate") if plan else ()
    own = sum((line.in_plan for line in lines if line.instrument == Instrument.OWN), Decimal(0))
    found = _("%(percent)s percent") % {"percent": number((own * 100 / project.cost).quantize(Decimal("0.1")), None, 1)}
    return Check(words_of(row), found, own * 100 >= row.number * project.cost)


def of_people(project: Project, row: FunderCriterion, _on: date) -> Check:
    people = project.party.place.population if project.party.place else None
    return Check(words_of(row), number(people) if people else _("not known"), bool(people) and people >= row.number)


def of_member(project: Project, row: FunderCriterion, on: date) -> Check:
    rows = Membership.objects.members(on).filter(party=project.party, body__slug__in=row.values)
    memberships = list(rows.select_related("body"))
    late = [membership for membership in memberships if standing_on(membership, on).state == ARREARS]
    found = _("a member that owes dues") if late else _("a member") if memberships else _("not a member")
    return Check(words_of(row), found, bool(memberships) and not late)


TRIED: dict[str, Callable[[Project, FunderCriterion, date], Check]] = {
    Asked.REGION: of_region,
    Asked.COUNTRY: of_country,
    Asked.INCOME: of_income,
    Asked.TOPIC: of_topic,
    Asked.INSTRUMENT: of_instrument,
    Asked.COST_FROM: of_cost,
    Asked.COST_TO: of_cost,
    Asked.OWN_SHARE: of_own_share,
    Asked.PEOPLE: of_people,
    Asked.MEMBER: of_member,
}
