"""A store for the benchmark of ballots: an assembly, its delegates signed in, and one open secret ballot.

``python -m bench.voters DELEGATES`` prints the key of the ballot, and for each delegate the session and the voice.
"""

import json
import sys
from datetime import date

import django

django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402  only when Django stands
from django.contrib.auth.hashers import make_password  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402

from hamshahr.accounts.models import StaffDuty, User  # noqa: E402
from hamshahr.ballots.services import ElectorSpec, open_ballot  # noqa: E402
from hamshahr.bodies.models import Body  # noqa: E402
from hamshahr.gatherings.models import Gathering  # noqa: E402
from hamshahr.parties.models import Liaison, Party  # noqa: E402

SINCE = date(2019, 1, 1)
BACKEND = "hamshahr.accounts.backends.DutyBackend"


@transaction.atomic
def delegates(number: int) -> tuple[list[User], list[Party]]:
    """One delegate for each city, by the rows that matter for a vote."""
    word = make_password("correct horse battery")
    rows = [
        User(email=f"d{place}@example.org", full_name=f"Delegate {place}", password=word) for place in range(number)
    ]
    users = User.objects.bulk_create(rows)
    cities = [Party(slug=f"city-{place}", kind="city", names={"en": f"City {place}"}) for place in range(number)]
    parties = Party.objects.bulk_create(cities)
    pairs = zip(users, parties, strict=True)
    Liaison.objects.bulk_create(Liaison(user=u, party=p, duty="votes", starts_on=SINCE) for u, p in pairs)
    return users, parties


def session_of(user: User) -> str:
    store = SessionStore()
    store[SESSION_KEY], store[BACKEND_SESSION_KEY] = str(user.pk), BACKEND
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.save()
    return store.session_key


def main(number: int) -> None:
    call_command("migrate", verbosity=0)
    users, parties = delegates(number)
    chair = User.objects.create_user("chair@example.org", "correct horse battery", full_name="Chair")
    StaffDuty.objects.create(user=chair, starts_on=SINCE)
    body = Body.objects.create(slug="assembly", names={"en": "Assembly"}, network="Bench", kind="association")
    meeting = {"slug": "bench", "kind": "general assembly", "names": {"en": "Assembly"}, "body": body}
    ballot = open_ballot(
        gathering=Gathering.objects.create(**meeting),
        question={"en": "Adopt the statutes?"},
        way="secret",
        form="motion",
        electors=[ElectorSpec(party) for party in parties],
        by=chair,
    )
    voices = dict(ballot.electors.values_list("party", "pk"))
    with transaction.atomic():
        signed = [[session_of(user), voices[party.pk]] for user, party in zip(users, parties, strict=True)]
    print(json.dumps({"ballot": ballot.key, "delegates": signed}))


def closed(key: str) -> None:
    """Close the ballot; what lies in it, with the receipts."""
    from hamshahr.ballots.boxes import box_of
    from hamshahr.ballots.models import Ballot
    from hamshahr.ballots.services import close_ballot

    ballot = close_ballot(ballot=Ballot.objects.get(key=key), by=None)
    print(json.dumps(box_of(ballot)))


if __name__ == "__main__":
    main(int(sys.argv[1])) if sys.argv[1].isdecimal() and len(sys.argv[1]) < 8 else closed(sys.argv[1])
