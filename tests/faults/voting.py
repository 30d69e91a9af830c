"""``python -m tests.faults.voting [rounds]``: a process of its own that casts on a store of its own and is killed.

It prints, as JSON, what was acknowledged and what lies in the store afterwards.
"""

import json
import random
import sys
from datetime import timedelta

import django

django.setup()

from django.conf import settings  # noqa: E402  only when Django stands
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from hamshahr.ballots import sealing  # noqa: E402
from hamshahr.ballots.models import Ballot, Elector, Envelope, Slip, Voted  # noqa: E402
from hamshahr.ballots.services import cast, close_ballot, forget_keys  # noqa: E402
from hamshahr.ballots.tests.builders import a_ballot, cities, elector  # noqa: E402
from hamshahr.kernel.errors import Refused  # noqa: E402
from hamshahr.parties.models import Party  # noqa: E402
from tests.faults.killing import killed  # noqa: E402
from tests.world import World  # noqa: E402

ROUNDS, VOTERS = 14, 60


def once(voter):
    return f"{voter:032d}"


def casting(ballot, left, by):
    def act(tell):
        for voter in left:
            receipt = cast(ballot=ballot, elector=voter, answer="yes", by=by, once=once(voter.pk))
            tell(f"{voter.pk} {receipt.slips[0].receipt}")

    return act


def votes_under_kill(world, rounds):
    """Cast for all, killed again and again; then once more for all, and close, killed as well."""
    dice, known, contradicted = random.Random(1), {}, 0
    ballot = a_ballot(world, cities(max(VOTERS, 6 * rounds if rounds > ROUNDS else 0)), way="secret")
    electors = list(Elector.objects.filter(ballot=ballot).select_related("party"))
    for _round in range(rounds):
        left = [voter for voter in electors if voter.pk not in known]
        if len(left) < 4:
            break
        for line in killed(casting(ballot, left, world.mina), dice.uniform(0.0, 0.02), dice.randint(1, 3)):
            voter, receipt = line.split()
            known[int(voter)] = receipt
    half = len(known)
    for voter in electors:
        receipt = cast(ballot=ballot, elector=voter, answer="yes", by=world.mina, once=once(voter.pk))
        contradicted += known.setdefault(voter.pk, receipt.slips[0].receipt) != receipt.slips[0].receipt
    for _round in range(4):
        killed(lambda _tell: close_ballot(ballot=ballot, by=world.sara), dice.uniform(0.0, 0.05))
    if Ballot.objects.get(pk=ballot.pk).closed_at is None:
        close_ballot(ballot=ballot, by=world.sara)
    forget_keys()
    return ballot, {
        "acknowledged under kill": half,
        "contradicted": contradicted,
        "voted": Voted.objects.filter(elector__ballot=ballot).count(),
        "slips": Slip.objects.filter(ballot=ballot).count(),
        "missing": len(set(known.values()) - set(receipts(ballot))),
        "envelopes": Envelope.objects.filter(ballot=ballot).count(),
        "key is gone": not sealing.file_of(ballot.key).exists(),
    }


def receipts(ballot):
    from hamshahr.ballots.boxes import slips_of

    return [slip["receipt"] for slip in slips_of(ballot)]


def disc_full(world):
    """No page may be added to the store: the vote says so, pages are read on, and the same form arrives later."""
    lent = list(Party.objects.filter(slug__startswith="city-")[:40])
    ballot = a_ballot(world, [world.mashhad, *lent], way="secret", cast_by=dict.fromkeys(lent, world.mashhad))
    client, voices = Client(), list(ballot.electors.values_list("pk", flat=True))
    client.force_login(world.mina)
    address = f"/en/ballots/{ballot.key}/"
    form = {"once": once(1), "all-answer": "yes", "confirmed": "yes"} | {f"v{pk}-answer": "" for pk in voices}
    with connection.cursor() as cursor:
        (most,) = cursor.execute("PRAGMA max_page_count").fetchone()
        (now,) = cursor.execute("PRAGMA page_count").fetchone()
        cursor.execute(f"PRAGMA max_page_count = {now}")
        cursor.execute("CREATE TABLE filling (bytes BLOB)") if free(cursor) else None
        while free(cursor):
            fill(cursor)
    full = [client.post(address, form) for _time in range(3)]
    read = client.get(address)
    voted = Voted.objects.filter(elector__ballot=ballot).count()
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA max_page_count = {most}")
    later = client.post(address, form)
    codes = [answer.status_code for answer in full]
    said = "not certain that your vote was stored" in full[-1].content.decode() and once(1) in full[-1].content.decode()
    return {"full": codes, "said": said, "read": read.status_code, "voted": voted, "later": later.status_code}


def free(cursor):
    (pages,) = cursor.execute("PRAGMA freelist_count").fetchone()
    return pages


def fill(cursor):
    try:
        cursor.execute(f"INSERT INTO filling VALUES (randomblob({max(1, free(cursor) - 1) * 4000}))")
    except django.db.OperationalError:
        cursor.execute("INSERT INTO filling VALUES (randomblob(100))")


def clock_moved(world):
    """A ballot whose time is over stays closed when the clock goes back."""
    now = timezone.now()
    ballot = a_ballot(world, [world.mashhad, world.seoul], closes_at=now + timedelta(minutes=5))
    said = []
    for moved in (timedelta(hours=3), timedelta(days=-2), timedelta(0)):
        try:
            cast(
                ballot=ballot,
                elector=elector(ballot, world.mashhad),
                answer="yes",
                by=world.mina,
                once=once(2),
                at=now + moved,
            )
        except Refused as refusal:
            said.append(str(refusal))
    return said


def main(rounds):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    world = World()
    _ballot, kill = votes_under_kill(world, rounds)
    print(json.dumps({"kill": kill, "clock": clock_moved(world), "disc": disc_full(world)}))  # noqa: T201


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else ROUNDS))
