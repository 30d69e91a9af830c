"""Reading awards: the list of editions, one edition with its distinctions, and its numbers beside the record's."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.accounts.visibility import shown
from hamshahr.bodies.models import Body
from hamshahr.kernel.languages import reading_language, say
from hamshahr.kernel.text import fold, sort_key
from hamshahr.parties.models import Party, PartyName, visible_party

from ..models import Distinction, Edition


def listed(user: User, filters: dict[str, Any]) -> QuerySet[Edition]:
    """The editions that the filters leave, latest cycle first, each with the number of its distinctions on record."""
    awards = Body.objects.visible_to(user)
    editions = Edition.objects.visible_to(user).filter(award__in=awards).select_related("award", "ceremony_at")
    if award := filters.get("award"):
        editions = editions.filter(award__slug=award)
    if year := filters.get("year"):
        editions = editions.filter(cycle_year=year)
    if city := fold(filters.get("city") or ""):
        named = PartyName.objects.filter(folded__contains=city, party__in=Party.objects.visible_to(user))
        editions = editions.filter(distinctions__party__in=named.values("party")).distinct()
    return editions.annotate(on_record=Count("distinctions", distinct=True)).order_by("-cycle_year", "award", "-number")


def awards_of(user: User) -> list[tuple[str, str]]:
    """(address, name) of the bodies that give awards."""
    bodies = Body.objects.visible_to(user).filter(editions__in=Edition.objects.visible_to(user)).distinct()
    named = [(slug, say(names)) for slug, names in bodies.order_by().values_list("slug", "names")]
    return sorted(named, key=lambda pair: sort_key(pair[1], reading_language()))


def years_of(user: User) -> range:
    """From the latest cycle back to the first."""
    ends = Edition.objects.visible_to(user).aggregate(first=Min("cycle_year"), last=Max("cycle_year"))
    return range(ends["last"], ends["first"] - 1, -1) if ends["first"] else range(0)


def whole(slug: str, user: User) -> Edition | None:
    """One edition with its award and the city of its ceremony, as far as the user may see them."""
    rows = Edition.objects.visible_to(user).filter(award__in=Body.objects.visible_to(user))
    edition = rows.select_related("award", "ceremony_at").filter(slug=slug).first()
    if edition is not None:
        edition.ceremony_at = shown(edition.ceremony_at, user)
    return edition


def distinctions(user: User, editions: QuerySet[Edition] | None = None) -> QuerySet[Distinction]:
    """Distinctions of editions the user may see; those of a hidden city are hidden with it."""
    seen = editions if editions is not None else Edition.objects.visible_to(user)
    rows = Distinction.objects.filter(edition__in=seen, edition__award__in=Body.objects.visible_to(user))
    rows = rows.filter(Q(party=None) | visible_party(user, "party__"))
    return rows.select_related("party", "country")


@dataclass(frozen=True)
class Level:
    """One level of an edition with its distinctions."""

    key: str
    label: str
    distinctions: list[Distinction]

    @property
    def sources(self) -> list[tuple[str, Any]]:
        """Each source once, with the date for which it holds."""
        return list(dict.fromkeys((one.source, one.as_of) for one in self.distinctions if one.source))


def levels_of(edition: Edition, user: User) -> list[Level]:
    """The distinctions of an edition from the highest level down; one query."""
    by_level = defaultdict(list)
    for distinction in distinctions(user).filter(edition=edition):
        by_level[distinction.level].append(distinction)
    language = reading_language()
    for some in by_level.values():
        some.sort(key=lambda one: sort_key(say(one.party.names) if one.party else one.city_name, language))
    return [
        Level(level.value, str(level.label), by_level[level]) for level in Distinction.Level if by_level[level.value]
    ]


@dataclass(frozen=True)
class Figure:
    """A number as a source gives it, and how many of the things it counts stand in the register."""

    label: str
    number: int
    on_record: int | None = None

    @property
    def state(self) -> str:
        """Whether the register holds what the number says."""
        if self.on_record is None:
            return ""
        if self.on_record > self.number:
            return "contradicted"
        return "proven" if self.on_record == self.number else "partly" if self.on_record else "claimed"


PRIZES = {Distinction.Level.FIRST, Distinction.Level.SECOND, Distinction.Level.THIRD, Distinction.Level.WINNER}


def figures_of(edition: Edition, levels: list[Level]) -> list[Figure]:
    """The numbers that the sources of an edition give; a winner was shortlisted before."""
    counted = {level.key: len(level.distinctions) for level in levels}
    winners = sum(counted.get(level, 0) for level in PRIZES)
    cities = {(one.party_id or one.city_name) for level in levels for one in level.distinctions if level.key in PRIZES}
    shortlisted = counted.get(Distinction.Level.SHORTLISTED, 0)
    figures = [
        (_("Projects submitted"), edition.submissions, None),
        (_("Cities"), edition.cities, None),
        (_("Countries"), edition.countries, None),
        (_("Shortlisted"), edition.shortlisted, shortlisted if not cities else shortlisted + winners),
        (_("Winners"), edition.winners, winners),
    ]
    return [Figure(label, number, on_record) for label, number, on_record in figures if number is not None]
