"""A dump of the store and the log of the web link no voter to a slip better than chance, whichever way one tries."""

import itertools
import random
import re
from collections import defaultdict
from math import sqrt

import pytest
from django.db import connection, transaction
from django.utils import timezone

from hamshahr.accounts.models import Act, Receipt
from hamshahr.ballots.models import BallotAct, Envelope, Slip, Voted
from hamshahr.ballots.services import cast, close_ballot

from .builders import a_ballot, cities

VOTERS = 80


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA = tmp_path


def a_closed_ballot(world):
    """Eighty cities vote one after the other; the first half mostly yes, so that any order kept would be seen."""
    ballot = a_ballot(world, cities(VOTERS), way="secret")
    dice, told = random.Random(7), {}
    electors = list(ballot.electors.select_related("party"))
    dice.shuffle(electors)
    for place, elector in enumerate(electors):
        answer = "yes" if dice.random() < (0.9 if place < VOTERS / 2 else 0.1) else "no"
        key = f"{dice.getrandbits(100):032x}"
        with transaction.atomic():
            receipt = cast(ballot=ballot, elector=elector, answer=answer, by=world.mina, once=key, at=timezone.now())
        told[elector.pk] = answer, receipt.slips[0].receipt
    return ballot, told


def rows(model, *columns):
    """The rows of a table as a thief reads them: with their places, in no order that we asked for."""
    place = {"sqlite": "rowid", "postgresql": "ctid::text"}[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)}, {place} FROM {model._meta.db_table}")
        return cursor.fetchall()


def in_order(value):
    """Numbers by their size, places of PostgreSQL by page and line, texts as they are."""
    text = str(value)
    return [int(number) for number in re.findall(r"\d+", text)] if re.fullmatch(r"[\d(),]+", text) else text


def matched(voted, slips, told):
    """How many voters a matcher gets right that lays one sequence beside the other."""
    return sum(told[voter] == choice for voter, choice in zip(voted, slips, strict=True))


def surely_more_than_chance(right, number, yes):
    """Whether so many right guesses come by chance once in a thousand sequences that a matcher may try."""
    by_chance = (yes * yes + (number - yes) * (number - yes)) / number
    spread = sqrt(4 * yes * yes * (number - yes) ** 2 / number**2 / (number - 1))
    return right > by_chance + 3.9 * spread


def test_no_order_place_size_or_transaction_links_a_voter_to_a_slip(world):
    ballot, told = a_closed_ballot(world)
    answers = {voter: answer for voter, (answer, _receipt) in told.items()}
    sizes = {len(bytes(sealed)) for sealed in Envelope.objects.values_list("sealed", flat=True)}
    close_ballot(ballot=ballot, by=world.sara)

    voted, slips = rows(Voted, "elector_id", "at", "sent"), rows(Slip, "choice", "key", "nonce", "weight")
    sequences = [
        [row[0] for row in ordered]
        for ordered in (
            voted,
            *(sorted(voted, key=lambda row, place=place: in_order(row[place])) for place in (1, 2, 3)),
        )
    ]
    boxes = [
        [row[0] for row in ordered]
        for ordered in (
            slips,
            *(sorted(slips, key=lambda row, place=place: in_order(row[place])) for place in (1, 2, 4)),
        )
    ]
    yes = sum(answer == "yes" for answer in answers.values())
    tried = {}
    for first, second in itertools.product(range(len(sequences)), range(len(boxes))):
        for turn in (1, -1):
            right = matched(sequences[first], boxes[second][::turn], answers)
            tried[first, second, turn] = surely_more_than_chance(right, VOTERS, yes)
    assert [which for which, is_sure in tried.items() if is_sure] == []
    assert surely_more_than_chance(
        matched(sequences[1], [answers[voter] for voter in sequences[1]], answers), VOTERS, yes
    )
    assert (sizes, Envelope.objects.count()) == ({2096}, 0)
    nothing_joins(told, slips)


def nothing_joins(told, slips):
    """No value of a slip stands in any other table of the store, nor is any receipt kept beside a name."""
    secrets = {value for row in slips for value in row[1:3]} | {receipt for _answer, receipt in told.values()}
    found = defaultdict(set)
    for table in connection.introspection.table_names():
        if table == Slip._meta.db_table:
            continue
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                text = " ".join(map(str, row))
                found[table] |= {secret for secret in secrets if secret in text}
    assert {table for table, values in found.items() if values} == set()
    assert not Receipt.objects.exists()
    assert not Act.objects.filter(verb="vote.cast").exists()
    assert set(BallotAct.objects.values_list("verb", flat=True)) == {"opened", "closed", "counted"}
