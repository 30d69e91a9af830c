"""Regions, languages, countries, parties and people given back, in the columns by which they enter."""

from collections.abc import Iterator
from typing import Any

from hamshahr.kernel.languages import say
from hamshahr.kernel.tables import Values
from hamshahr.kernel.tables.names import name_cells
from hamshahr.kernel.tables.outgoing import degrees_of, key_of, streamed

from ..models import Country, Language, Party, Person, Region


def regions(user: Any) -> Iterator[Values]:
    for region in streamed(Region.objects.order_by("position", "slug")):
        yield {"region_id": region.slug, **name_cells("name", region.names), "position": region.position}


def languages(user: Any) -> Iterator[Values]:
    for language in streamed(Language.objects.order_by("code")):
        yield {"code": language.code, **name_cells("name", language.names)}


def countries(user: Any) -> Iterator[Values]:
    every = Country.objects.select_related("region").prefetch_related("languages")
    for country in streamed(every.order_by("iso2")):
        yield {
            "iso2": country.iso2,
            "iso3": country.iso3,
            **name_cells("name", country.names),
            "un_m49_subregion": country.subregion,
            "association_region": country.region.slug,
            "languages": "; ".join(language.code for language in country.languages.all()),
        }


def parties(user: Any) -> Iterator[Values]:
    """A draft known by a source's words alone has no row: it is made anew by the part that names it."""
    every = Party.objects.visible_to(user).filter(merged_into=None).exclude(live=False, country=None)
    for party in streamed(every.select_related("place").order_by("slug")):
        yield {
            "city_id": party.slug,
            **name_cells("name", party.names),
            "country": party.country_id,
            "kind": party.kind,
            **place_cells(party),
            "website": party.website,
            "source": party.source,
            "as_of": party.as_of,
        }


def place_cells(party: Party) -> Values:
    if (place := party.place) is None:
        return {}
    return {
        "lat": degrees_of(place.latitude),
        "lon": degrees_of(place.longitude),
        "population": place.population,
        "population_date": place.population_on,
        "geonames_id": place.geonames_id,
        "timezone": place.time_zone,
    }


def people(user: Any) -> Iterator[Values]:
    for person in streamed(Person.objects.visible_to(user).order_by("slug")):
        yield {"person_id": person.slug, **name_cells("name", person.names), "source": person.source}


def party_cells(party: Party | None, user: Any) -> Values:
    """A party by its key, or by the words of the source where it is a draft that has no row of its own."""
    if party is not None and not party.live and party.country_id is None:
        return {"city": say(party.names, "en")}
    return {"city_id": key_of(party, user)}
