"""Tables of regions, countries, cities and people, entering at the services."""

from collections.abc import Callable
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.tables import (
    CellRefused,
    Column,
    Importer,
    Values,
    one_of,
    partial_date,
    real_number,
    register,
    whole_number,
)
from hamshahr.kernel.tables.names import name_columns, named_alike, names_in
from hamshahr.kernel.text import fold, isolate, slug

from .models import Country, Party, PartyName, Person, Place, Region
from .services import add_country, add_party, add_person, add_place, add_region, describe


def region(cell: str) -> Region:
    """A region by its key or by its name in any language."""
    return by_key_or_name(
        Region.objects.all(), cell, _("The region “%(typed)s” is not in the register; enter it first.")
    )


def country(cell: str) -> Country:
    """A country by its code or by its name in any language."""
    countries = Country.objects.select_related("region")
    found = countries.filter(pk=cell.upper()).first() or countries.filter(iso3=cell.upper()).first()
    unknown = _("The country “%(typed)s” is not known; write its ISO code of two letters, for example IR.")
    return found or by_key_or_name(countries, cell, unknown)


def party(cell: str) -> Party:
    """A party by its key or, where only one has it, by its name in any language."""
    found = Party.objects.filter(slug=cell).first()
    if found is None:
        named = Party.objects.filter(sort_names__folded=fold(cell), merged_into=None).distinct()[:2]
        found = named[0] if len(named) == 1 else None
    if found is None:
        raise Refused(
            _("“%(typed)s” is not in the register of parties; enter it there first, or write its key.")
            % {"typed": isolate(cell)}
        )
    return found.merged_into or found


def by_key_or_name(things: models.QuerySet, cell: str, unknown: str) -> Any:
    every = list(things)
    keyed = [thing for thing in every if getattr(thing, "slug", "") == slug(cell)]
    found = keyed or named_alike(every, {"en": cell})
    if len(found) != 1:
        raise Refused(unknown % {"typed": isolate(cell)})
    return found[0]


def key(cell: str) -> str:
    """A key as it stands in addresses."""
    if cell != slug(cell):
        raise ValueError(
            _("“%(typed)s” cannot be a key; write %(slug)s, for example.")
            % {"typed": isolate(cell), "slug": slug(cell)}
        )
    return cell


def degrees(most: int) -> Callable[[str], float]:
    """A latitude or longitude: degrees with a decimal sign, from minus ``most`` to ``most``."""

    def read(cell: str) -> float:
        value = real_number(cell)
        if not -most <= value <= most:
            raise ValueError(_("Write degrees from %(least)s to %(most)s.") % {"least": -most, "most": most})
        return value

    return read


def filled(**fields: Any) -> Values:
    """The fields that the row knows."""
    return {name: value for name, value in fields.items() if value is not None}


# Regions and countries


def find_region(values: Values) -> Region | None:
    return Region.objects.filter(slug=values["region_id"]).first()


def region_fields(values: Values, known: Any = None) -> Values:
    return filled(names=names_in(values, "name", known), position=values.get("position"))


def create_region(values: Values, by: User | None) -> Region:
    return add_region(slug=values["region_id"], by=by, **region_fields(values))


def change_region(thing: Region, values: Values, by: User | None) -> bool:
    return describe(thing, region_fields(values, thing.names), by=by)


def find_country(values: Values) -> Country | None:
    return Country.objects.filter(pk=values["iso2"].upper()).first()


def country_fields(values: Values, known: Any = None) -> Values:
    return filled(
        names=names_in(values, "name", known),
        iso3=values.get("iso3"),
        region=values.get("association_region"),
        subregion=values.get("un_m49_subregion"),
    )


def create_country(values: Values, by: User | None) -> Country:
    return add_country(iso2=values["iso2"].upper(), by=by, **country_fields(values))


def change_country(thing: Country, values: Values, by: User | None) -> bool:
    return describe(thing, country_fields(values, thing.names), by=by)


# Cities and other parties


def find_party(values: Values) -> Party | None:
    """By its key, by its GeoNames number, or by a name that another of its kind in the country has."""
    found = Party.objects.filter(slug=values.get("city_id") or "-").first()
    if found is None and values.get("geonames_id"):
        found = Party.objects.filter(place__geonames_id=values["geonames_id"], kind=values.get("kind", "city")).first()
    if found is None:
        named = PartyName.objects.filter(party__kind=values.get("kind", "city"), party__country=values["country"])
        near = Party.objects.filter(pk__in=named.values("party"), merged_into=None)
        found = next(iter(named_alike(near, names_in(values, "name"))), None)
    return found and (found.merged_into or found)


def create_party(values: Values, by: User | None) -> Party:
    if not names_in(values, "name"):
        raise CellRefused("name_en", _("The party has no name; write one in at least one language."))
    place = place_of(values, by)
    fields = party_fields(values) | filled(place=place)
    return add_party(slug=values.get("city_id", ""), by=by, **fields)


def change_party(thing: Party, values: Values, by: User | None) -> bool:
    changed = describe(thing, party_fields(values, thing.names), by=by)
    if thing.place is None:
        place = place_of(values, by)
        return describe(thing, filled(place=place), by=by) or changed
    if thing.place.geonames_id == values.get("geonames_id"):
        return describe(thing.place, place_fields(values), by=by) or changed
    return changed


def party_fields(values: Values, known: Any = None) -> Values:
    return filled(
        names=names_in(values, "name", known),
        kind=values.get("kind"),
        country=values.get("country"),
        website=values.get("website"),
        source=values.get("source"),
        as_of=values.get("as_of"),
    )


def place_of(values: Values, by: User | None) -> Place | None:
    """The territory of a row: that of its GeoNames number, or one of its own where a seat lends its coordinates."""
    if values.get("lat") is None or values.get("lon") is None:
        return None
    number = values.get("geonames_id")
    standing = Place.objects.filter(geonames_id=number).first() if number else None
    return standing or add_place(by=by, **place_fields(values))


def place_fields(values: Values) -> Values:
    return filled(
        geonames_id=values.get("geonames_id"),
        country=values["country"],
        latitude=values.get("lat"),
        longitude=values.get("lon"),
        population=values.get("population"),
        population_on=values.get("population_date"),
        time_zone=values.get("timezone"),
        source=values.get("source"),
    )


# People


def find_person(values: Values) -> Person | None:
    found = Person.objects.filter(slug=values.get("person_id") or "-").first()
    return found or next(iter(named_alike(Person.objects.all(), names_in(values, "name"))), None)


def create_person(values: Values, by: User | None) -> Person:
    fields = filled(names=names_in(values, "name"), source=values.get("source"))
    return add_person(slug=values.get("person_id", ""), by=by, **fields)


def change_person(thing: Person, values: Values, by: User | None) -> bool:
    fields = filled(names=names_in(values, "name", thing.names), source=values.get("source"))
    return describe(thing, fields, by=by)


SOURCE = Column("source", gettext_lazy("source"))
AS_OF = Column("as_of", gettext_lazy("as of"), partial_date)
NAMES = name_columns("name", gettext_lazy("name"), plain=True)

register(
    Importer(
        name="regions",
        label=gettext_lazy("regions"),
        columns=(
            Column("region_id", gettext_lazy("key"), key, is_required=True, field="slug"),
            *NAMES,
            Column("position", gettext_lazy("position"), whole_number),
        ),
        key=("region_id",),
        find=find_region,
        create=create_region,
        change=change_region,
        position=10,
    )
)
register(
    Importer(
        name="countries",
        label=gettext_lazy("countries"),
        columns=(
            Column("iso2", gettext_lazy("ISO code of two letters"), is_required=True),
            Column("iso3", gettext_lazy("ISO code of three letters"), is_required=True),
            *NAMES,
            Column("un_m49_subregion", gettext_lazy("sub-region (UN M49)"), field="subregion"),
            Column("association_region", gettext_lazy("region"), region, is_required=True, field="region"),
        ),
        key=("iso2",),
        find=find_country,
        create=create_country,
        change=change_country,
        position=20,
    )
)
register(
    Importer(
        name="cities",
        label=gettext_lazy("cities and other parties"),
        columns=(
            Column("city_id", gettext_lazy("key"), key, field="slug", also=("party_id",)),
            *NAMES,
            Column("country", gettext_lazy("country"), country, is_required=True),
            Column("kind", gettext_lazy("kind"), one_of(Party.Kind, metropolitan_authority=Party.Kind.AUTHORITY)),
            Column("lat", gettext_lazy("latitude"), degrees(90), field="latitude", also=("latitude",)),
            Column("lon", gettext_lazy("longitude"), degrees(180), field="longitude", also=("longitude",)),
            Column("population", gettext_lazy("population"), whole_number),
            Column("population_date", gettext_lazy("date of the population"), partial_date, field="population_on"),
            Column("geonames_id", gettext_lazy("GeoNames number"), whole_number),
            Column("timezone", gettext_lazy("time zone"), field="time_zone"),
            Column("website", gettext_lazy("website")),
            SOURCE,
            AS_OF,
        ),
        key=("city_id",),
        find=find_party,
        create=create_party,
        change=change_party,
        position=30,
    )
)
register(
    Importer(
        name="people",
        label=gettext_lazy("people"),
        columns=(Column("person_id", gettext_lazy("key"), key, field="slug"), *NAMES, SOURCE),
        key=("person_id", "name_en", "name_fa"),
        find=find_person,
        create=create_person,
        change=change_person,
        position=50,
    )
)
