"""A large network for measuring: parties, memberships and entries in numbers, written past the services."""

import os
import random
from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID, uuid4

PARTIES, ENTRIES = 50_000, 1_000_000
BATCH = 5_000


def grow(parties: int = PARTIES, entries: int = ENTRIES) -> None:
    """Add parties with names, places and memberships to the store, and spread entries over them."""
    from django.utils.timezone import localdate

    from hamshahr.accounts.models import Act
    from hamshahr.bodies.services import keep_states
    from hamshahr.parties.models import Party
    from hamshahr.web import searching

    chance = random.Random(1405)
    act = Act.objects.order_by("number").last()
    for start in range(0, parties, BATCH):
        add_parties(start, min(BATCH, parties - start), chance)
    numbers = list(Party.objects.filter(slug__startswith="bench-").values_list("pk", flat=True))
    keep_states(on=localdate())
    if entries:
        add_entries(act, numbers, entries, chance)
    searching.rebuild()


def add_parties(start: int, number: int, chance: random.Random) -> None:
    from i18nfield.strings import LazyI18nString

    from hamshahr.parties.models import Party

    places = add_places(number, chance)
    parties = Party.objects.bulk_create(
        Party(
            slug=f"bench-{start + index}",
            kind="city",
            names=LazyI18nString({"en": f"City {start + index}", "fa": f"شهر {start + index}"}),
            country_id=place.country_id,
            place=place,
        )
        for index, place in enumerate(places)
    )
    add_names(parties)
    add_memberships(parties[::10])


def add_places(number: int, chance: random.Random) -> list:
    from hamshahr.parties.models import Country, Place

    countries = list(Country.objects.values_list("pk", flat=True))
    return Place.objects.bulk_create(
        Place(
            country_id=chance.choice(countries),
            latitude=chance.uniform(-50, 65),
            longitude=chance.uniform(-175, 175),
            population=chance.randrange(10**5, 10**7),
            time_zone="UTC",
        )
        for _number in range(number)
    )


def add_names(parties: list) -> None:
    from django.conf import settings

    from hamshahr.kernel.text import fold, sort_key
    from hamshahr.parties.models import PartyName

    rows = []
    for party in parties:
        for language, _name in settings.LANGUAGES:
            text = party.names.data["fa" if language == "fa" else "en"]
            key = sort_key(text, language)
            rows.append(PartyName(party=party, language=language, text=text, folded=fold(text), sort_key=key))
    PartyName.objects.bulk_create(rows, batch_size=BATCH)


def add_memberships(parties: list) -> None:
    from hamshahr.bodies.models import Body, Membership, MembershipStep

    network = Body.objects.get(slug="metropolis")
    members = Membership.objects.bulk_create(Membership(party=party, body=network) for party in parties)
    MembershipStep.objects.bulk_create(
        MembershipStep(membership=membership, number=1, state="active", happened_on="2010") for membership in members
    )


def add_entries(act, parties: list[int], number: int, chance: random.Random) -> None:
    """Entries of parts in real gatherings, so that their sentences have something to say: one, copied row by row."""
    from django.db import connection

    from hamshahr.gatherings.models import Part

    sources = list(Part.objects.values_list("pk", flat=True))
    pattern = entry_of(act, parties[0], sources[0])
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM record_entry WHERE id = %s", [key_of(pattern.pk)])
        row = dict(zip([column[0] for column in cursor.description], cursor.fetchone(), strict=True))
        sql = f"INSERT INTO record_entry ({', '.join(row)}) VALUES ({', '.join(['%s'] * len(row))})"
        for _start in range(0, number, BATCH):
            cursor.executemany(sql, copies(row, parties, sources, min(BATCH, number), chance))


def entry_of(act, party: int, source: int):
    from django.contrib.contenttypes.models import ContentType

    from hamshahr.gatherings.models import Part
    from hamshahr.record.models import Entry

    kind = ContentType.objects.get_for_model(Part)
    fields = {"kind": "gathering.attended", "happened_on": "1984", "year": 1984, "confidence": "confirmed"}
    fields |= {"origin": "page", "citation": "Bench", "source_type": kind, "source_id": source}
    return Entry.objects.create(act=act, party_id=party, **fields)


def copies(row: dict, parties: list[int], sources: list[int], number: int, chance: random.Random) -> Iterator[tuple]:
    for _number in range(number):
        year = chance.randrange(1985, 2026)
        changed = {"id": key_of(uuid4()), "party_id": chance.choice(parties), "source_id": chance.choice(sources)}
        yield tuple((row | changed | {"happened_on": str(year), "year": year}).values())


def key_of(key: UUID) -> str | UUID:
    """A key as this store keeps it."""
    from django.db import connection

    return key if connection.vendor == "postgresql" else key.hex


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hamshahr.settings")
    import django
    from django.db import transaction

    django.setup()
    begun = datetime.now(UTC)
    with transaction.atomic():
        grow()
    print(f"grown in {(datetime.now(UTC) - begun).seconds} s")
