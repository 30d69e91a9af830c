"""A dump of the store and the log of the web link no voter to a slip better than chance, whichever way one tries."""

import itertools
import random
import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from math import sqrt

import pytest
from django.db import connection, transaction
from django.utils import timezone

from hamshahr.accounts.models import Act, Receipt, User
from hamshahr.ballots.models import BallotAct, Envelope, Slip, Voted
from hamshahr.ballots.services import cast, close_ballot
from hamshahr.parties.models import Liaison, Party
from tests.world import names

from .builders import a_ballot, cities

VOTERS, LOGGED = 80, 24
POSTED = ("look", "cast", "receipt")
ANY_FIGURE = re.compile(r"\b\w{32,}\b|[0-9.]+")  # what differs for each voter: the name, the tokens, the time it took


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


@dataclass(frozen=True)
class Line:
    """What a proxy before us notes of one request, and whose address it came from, which is the worst there can be."""

    voter: int
    step: str
    path: str
    status: int
    size: int


def logged(lines, voter, step, response):
    lines.append(Line(voter, step, response.wsgi_request.get_full_path(), response.status_code, len(response.content)))
    return response.content.decode()


def vote_over_the_web(client, ballot, elector, answer, lines):
    """The paper, a look at it, the vote; the receipt that the voter is shown, and the page afterwards."""
    voter = User.objects.create_user(f"voter{elector.pk:03}@example.org", "word", full_name="Voter")
    Liaison.objects.create(user=voter, party=elector.party, duty="votes", starts_on=date(2019, 1, 1))
    address = f"/en/ballots/{ballot.key}/"
    client.cookies.clear()
    client.force_login(voter)
    paper = logged(lines, elector.pk, "paper", client.get(address))
    form = {"once": re.search(r'name="once" value="(\w+)"', paper)[1], f"v{elector.pk}-answer": answer}
    logged(lines, elector.pk, "look", client.post(address, form))
    done = logged(lines, elector.pk, "cast", client.post(address, form | {"confirmed": "yes"}))
    after = ANY_FIGURE.sub("", client.get(address).content.decode())
    return "".join(re.search(r"<code>(\w{32})<wbr>(\w{32})</code>", done).groups()), after


def test_the_log_of_the_web_beside_a_dump_tells_no_choice(world, client, caplog):
    caplog.set_level("DEBUG", logger="hamshahr")
    parties = Party.objects.bulk_create(
        Party(slug=f"city-{place}", kind="city", names=names(en=f"City {place}")) for place in range(100, 100 + LOGGED)
    )
    ballot, dice, lines, told = a_ballot(world, parties, way="secret"), random.Random(3), [], {}
    for place, elector in enumerate(ballot.electors.select_related("party").order_by("?")):
        answer = "yes" if dice.random() < (0.9 if place < LOGGED / 2 else 0.1) else "no"
        told[elector.pk] = answer, *vote_over_the_web(client, ballot, elector, answer, lines)
    close_ballot(ballot=ballot, by=world.sara)
    for voter, (_answer, receipt, _after) in told.items():
        found = client.post(f"/en/ballots/{ballot.key}/receipt/", {"receipt": receipt})
        logged(lines, voter, "receipt", found)

    assert {line.path for line in lines} == {f"/en/ballots/{ballot.key}/", f"/en/ballots/{ballot.key}/receipt/"}
    by_step = {step: {(line.status, line.size) for line in lines if line.step == step} for step in POSTED}
    assert {step: len(seen) for step, seen in by_step.items()} == dict.fromkeys(POSTED, 1)
    assert {status for seen in by_step.values() for status, _size in seen} == {200}
    assert len({after for *_rest, after in told.values()}) == 1
    answers = {voter: answer for voter, (answer, *_rest) in told.items()}
    yes, cast_in_turn = list(answers.values()).count("yes"), [line.voter for line in lines if line.step == "cast"]
    slips = rows(Slip, "choice", "key", "nonce")
    boxes = [[row[0] for row in sorted(slips, key=lambda row, at=at: in_order(row[at]))] for at in (1, 2, 3)]
    right = [matched(cast_in_turn, box[::turn], answers) for box in boxes for turn in (1, -1)]
    assert not any(surely_more_than_chance(number, LOGGED, yes) for number in right)
    assert surely_more_than_chance(
        matched(cast_in_turn, [answers[each] for each in cast_in_turn], answers), LOGGED, yes
    )
    assert not any(receipt in caplog.text for _answer, receipt, _after in told.values())
