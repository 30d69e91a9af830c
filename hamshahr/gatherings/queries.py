"""Reading gatherings: the list with its filters, one gathering with its parts and its neighbours in the series."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Max, Min, Q, QuerySet

from hamshahr.accounts.models import User
from hamshahr.accounts.visibility import shown
from hamshahr.kernel.languages import reading_language, say
from hamshahr.kernel.text import fold, is_found, sort_key
from hamshahr.parties.models import Party, PartyName, visible_party

from .models import Gathering, Part

LATEST_FIRST = (F("starts_on").desc(nulls_last=True), "slug")


def listed(user: User, filters: dict[str, Any]) -> QuerySet[Gathering]:
    """The gatherings that the filters leave, latest first, undated ones at the end."""
    gatherings = Gathering.objects.visible_to(user).select_related("body", "place", "country").order_by(*LATEST_FIRST)
    if kind := filters.get("kind"):
        gatherings = gatherings.filter(kind=kind)
    if series := filters.get("series"):
        gatherings = gatherings.filter(series=series)
    if body := filters.get("body"):
        gatherings = gatherings.filter(body__slug=body, body__in=body_set(user))
    if year := filters.get("year"):
        gatherings = gatherings.filter(in_year(year))
    if city := fold(filters.get("city") or ""):
        named = PartyName.objects.filter(folded__contains=city, party__in=Party.objects.visible_to(user))
        gatherings = gatherings.filter(place__in=named.values("party"))
    if text := filters.get("q"):
        gatherings = gatherings.filter(pk__in=holding(gatherings, text))
    return gatherings


def in_year(year: int) -> Q:
    """The day, month, year or span begins in that Gregorian year."""
    return Q(starts_on__gte=f"{year}", starts_on__lt=f"{year + 1}")


def holding(gatherings: QuerySet[Gathering], text: str) -> list[int]:
    """Those in whose names, series or place every word stands, in any spelling."""
    rows = gatherings.select_related(None).only("names", "series", "place_name").order_by()
    return [gathering.pk for gathering in rows if is_found(text, gathering.searchable())]


def body_set(user: User) -> QuerySet:
    return Gathering.body.field.related_model.objects.visible_to(user)


def series_of(user: User) -> list[str]:
    """The series that have a name."""
    rows = Gathering.objects.visible_to(user).exclude(series="").order_by("series")
    return list(rows.values_list("series", flat=True).distinct())


def years_of(user: User) -> range:
    """From the latest year with a gathering back to the first."""
    ends = Gathering.objects.visible_to(user).aggregate(first=Min("starts_on"), last=Max("starts_on"))
    if ends["first"] is None:
        return range(0)
    return range(ends["last"].first_day.year, ends["first"].first_day.year - 1, -1)


def bodies_of(user: User) -> list[tuple[str, str]]:
    """(address, name) of the bodies that met, in the order of the reader's alphabet."""
    bodies = body_set(user).filter(gatherings__in=Gathering.objects.visible_to(user)).distinct()
    named = [(slug, say(names)) for slug, names in bodies.values_list("slug", "names")]
    return sorted(set(named), key=lambda pair: sort_key(pair[1], reading_language()))


@dataclass(frozen=True)
class Role:
    """One part and the cities that took it."""

    key: str
    label: str
    parts: list[Part]

    @property
    def sources(self) -> list[tuple[str, Any]]:
        """Each source once, with the date for which it holds."""
        return list(dict.fromkeys((part.source, part.as_of) for part in self.parts if part.source))


def roles_of(gathering: Gathering, user: User) -> list[Role]:
    """The parts of a gathering by what they were, cities in the order of the reader's alphabet; one query."""
    parts = gathering.parts.filter(visible_party(user, "party__")).select_related("party")
    by_role = defaultdict(list)
    for part in parts:
        by_role[part.role].append(part)
    language = reading_language()
    for some in by_role.values():
        some.sort(key=lambda part: sort_key(say(part.party.names), language))
    return [Role(role.value, str(role.label), by_role[role]) for role in Part.Role if by_role[role]]


def around(gathering: Gathering, user: User) -> tuple[Gathering | None, Gathering | None]:
    """The gatherings before and after in the same series: by number where both have one, else by date."""
    if not gathering.series:
        return None, None
    series = list(
        Gathering.objects.visible_to(user)
        .filter(series=gathering.series, parent=None)
        .exclude(starts_on=None, number=None)
        .only("slug", "names", "starts_on", "number")
        .order_by(F("starts_on").asc(nulls_last=True), "number", "slug")
    )
    places = [place for place, other in enumerate(series) if other.pk == gathering.pk]
    if not places:
        return None, None
    before, after = places[0] - 1, places[0] + 1
    return series[before] if before >= 0 else None, series[after] if after < len(series) else None


def whole(slug: str, user: User) -> Gathering | None:
    """One gathering with what it belongs to, as far as the user may see that."""
    rows = Gathering.objects.visible_to(user).select_related("body__parent", "parent", "place", "country")
    gathering = rows.filter(slug=slug).first()
    if gathering is not None:
        gathering.body = shown(gathering.body, user)
        gathering.parent = shown(gathering.parent, user)
        gathering.place = shown(gathering.place, user)
    return gathering
