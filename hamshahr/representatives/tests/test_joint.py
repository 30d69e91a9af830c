"""One fee for two networks: what one has signed, the other takes over; a changed letter is refused."""

import json

import pytest
from django.utils import timezone

from hamshahr.dues.models import PaidElsewhere
from hamshahr.dues.queries import has_paid
from hamshahr.dues.rules import open_amount
from hamshahr.dues.services import record_payment
from hamshahr.dues.tests.builders import ISSUED, charged, member
from hamshahr.kernel.errors import Refused
from hamshahr.representatives.models import JointStatement, PartnerKey
from hamshahr.representatives.services import (
    add_partner_key,
    end_partner_key,
    file_of,
    state_joint_member,
    take_statement,
)
from hamshahr.seals.queries import published_keys
from tests.replay import breaks, silent, untold

from .builders import another_network, their_file, their_key


@pytest.fixture
def joint(world):
    charged(world)
    another_network(world)
    world.joint = member(world, world.brussels, tie="joint")
    world.key = their_key(world)
    return world


def test_a_signed_file_of_the_other_network_counts_as_paid_and_one_changed_letter_is_refused(joint):
    text, said = their_file(joint.key), {"body": joint.metropolis, "by": joint.sara}
    foreign = json.loads(text)
    for broken, words in (
        (text.replace("brussels", "brussel5"), "changed"),
        (text.replace("2026-02-01", "2026-02-02"), "changed"),
        (json.dumps(foreign | {"sig": foreign["sig"][:-2] + "AA"}), "changed"),
        (their_file(joint.key, key="union-2"), "No key"),
        (their_file(joint.key, signed="2019-02-01"), "did not sign on that day"),
        (their_file(joint.key, **{"for": "Eurocities"}), "another network"),
        (their_file(joint.key, city="atlantis"), "no city"),
        (their_file(joint.key, state="owed"), "no statement"),
        ("[" * 3000, "no statement"),
        ('{"sig": 1}', "no statement"),
        ("x" * 5000, "no statement"),
    ):
        with pytest.raises(Refused, match=words):
            take_statement(text=broken, **said)
    assert not JointStatement.objects.exists() and not PaidElsewhere.objects.exists()
    taken = take_statement(text=text, **said)
    assert take_statement(text=text, **said) == taken
    with pytest.raises(Refused, match="taken already"):
        take_statement(text=their_file(joint.key, serial="U-8"), **said)
    ground = PaidElsewhere.objects.get()
    assert (ground.membership, ground.year, ground.network) == (joint.joint, 2026, joint.union)
    assert (ground.digest, ground.statement, has_paid(joint.joint, 2026, timezone.localdate(taken.entered_at))) == (
        taken.digest,
        "U-7",
        True,
    )
    end_partner_key(key=PartnerKey.objects.get(), ends_on=ISSUED, by=joint.sara, reason="Lost")
    with pytest.raises(Refused, match="did not sign on that day"):
        take_statement(text=their_file(joint.key, year="2027"), **said)
    assert [*breaks()] == [*silent()] == [row for row in untold() if row.startswith(("Joint", "Partner"))] == []


def test_our_statement_is_taken_by_an_installation_that_has_our_published_key(joint, client):
    joint.member.footings.update(tie="joint")
    said = {"membership": joint.member, "year": 2026, "network": joint.union, "by": joint.sara, "on": ISSUED}
    with pytest.raises(Refused, match="has not paid"):
        state_joint_member(**said)
    with pytest.raises(Refused, match="Only a joint member"):
        state_joint_member(**said | {"membership": joint.other_member})
    paid = {"received_on": ISSUED, "reference": "A1", "today": ISSUED, "by": joint.sara}
    record_payment(invoice=joint.invoice, amount=open_amount(joint.invoice), **paid)
    made = state_joint_member(**said)
    assert state_joint_member(**said) == made
    client.force_login(joint.sara)
    assert '<bdi class="breaks">مشهد</bdi>' in client.get(f"/fa/seals/{made.seal.serial}/").content.decode()
    file = client.get(f"/en/representatives/statements/{made.key}.json")
    assert file.content.decode() == file_of(made) and "attachment" in file["Content-Disposition"]
    (ours,) = published_keys()
    # The other side of the line: its members, our key, its name as ours has it.
    mirror = member(joint, joint.mashhad, body=joint.union, tie="joint")
    key = {"network": joint.metropolis, "name": ours["name"], "public": ours["public"], "source": "Our page"}
    add_partner_key(**key, starts_on=ISSUED, by=joint.sara)
    with pytest.raises(Refused, match="A public key is"):
        add_partner_key(**key | {"public": "short"}, starts_on=ISSUED, by=joint.sara)
    with pytest.raises(Refused, match="changed"):
        take_statement(body=joint.union, text=file_of(made).replace("Mashhad", "Mashhat"), by=joint.sara)
    there = take_statement(body=joint.union, text=file_of(made), by=joint.sara)
    assert (there.membership, there.network) == (mirror, joint.metropolis)
