"""Tables of regions, languages and countries."""

from typing import Any

from django.utils.translation import gettext_lazy

from hamshahr.accounts.models import User
from hamshahr.kernel.tables import Column, Importer, Values, register, whole_number
from hamshahr.kernel.tables.names import names_in

from ..models import Country, Language, Region
from ..services import add_country, add_language, add_region, describe
from . import rows
from .cells import NAMES, filled, key, languages, region


def find_region(values: Values) -> Region | None:
    return Region.objects.filter(slug=values["region_id"]).first()


def region_fields(values: Values, known: Any = None) -> Values:
    return filled(names=names_in(values, "name", known), position=values.get("position"))


def create_region(values: Values, by: User | None) -> Region:
    return add_region(slug=values["region_id"], by=by, **region_fields(values))


def change_region(thing: Region, values: Values, by: User | None) -> bool:
    return describe(thing, region_fields(values, thing.names), by=by)


def find_language(values: Values) -> Language | None:
    return Language.objects.filter(pk=values["code"].lower()).first()


def create_language(values: Values, by: User | None) -> Language:
    return add_language(code=values["code"].lower(), by=by, **filled(names=names_in(values, "name")))


def change_language(thing: Language, values: Values, by: User | None) -> bool:
    return describe(thing, filled(names=names_in(values, "name", thing.names)), by=by)


def find_country(values: Values) -> Country | None:
    return Country.objects.filter(pk=values["iso2"].upper()).first()


def country_fields(values: Values, known: Any = None) -> Values:
    return filled(
        names=names_in(values, "name", known),
        iso3=values.get("iso3"),
        region=values.get("association_region"),
        subregion=values.get("un_m49_subregion"),
        languages=values.get("languages"),
    )


def create_country(values: Values, by: User | None) -> Country:
    return add_country(iso2=values["iso2"].upper(), by=by, **country_fields(values))


def change_country(thing: Country, values: Values, by: User | None) -> bool:
    return describe(thing, country_fields(values, thing.names), by=by)


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
        rows=rows.regions,
        position=10,
    )
)
register(
    Importer(
        name="languages",
        label=gettext_lazy("languages"),
        columns=(Column("code", gettext_lazy("ISO 639 code"), is_required=True), *NAMES),
        key=("code",),
        find=find_language,
        create=create_language,
        change=change_language,
        rows=rows.languages,
        position=15,
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
            Column("languages", gettext_lazy("official languages"), languages),
        ),
        key=("iso2",),
        find=find_country,
        create=create_country,
        change=change_country,
        rows=rows.countries,
        position=20,
    )
)
