"""Tables of cities and other parties, and of people."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.accounts.models import User
from hamshahr.kernel.tables import CellRefused, Column, Importer, Values, one_of, partial_date, register, whole_number
from hamshahr.kernel.tables.names import named_alike, names_in

from ..models import Party, Person, Place
from ..services import add_party, add_person, add_place, describe
from . import rows
from .cells import AS_OF, NAMES, SOURCE, country, degrees, filled, key

# Cities and other parties


def find_party(values: Values) -> Party | None:
    """By its key, by its GeoNames number, or by a name that another of its kind in the country has."""
    found = Party.objects.filter(slug=values.get("city_id") or "-").first()
    if found is None and values.get("geonames_id"):
        found = Party.objects.filter(place__geonames_id=values["geonames_id"], kind=values.get("kind", "city")).first()
    if found is None:
        kind = values.get("kind", "city")
        near = Party.objects.filter(kind=kind, country=values["country"], merged_into=None)
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
        rows=rows.parties,
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
        rows=rows.people,
        position=50,
    )
)
