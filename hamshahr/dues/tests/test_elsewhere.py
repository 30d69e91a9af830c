from datetime import timedelta

import pytest
from django.utils import timezone

from hamshahr.accounts.models import Act
from hamshahr.bodies.tests.builders import other_network
from hamshahr.dues.models import PaidElsewhere
from hamshahr.dues.queries import ELSEWHERE, PAID_UP, Released, Standing, has_paid, standing_on
from hamshahr.dues.services import acknowledge_payment_elsewhere, record_paid_elsewhere, withdraw_ground
from hamshahr.dues.tests.builders import DUE, charged, member
from hamshahr.kernel.errors import Refused

STATED = {"v": 1, "kind": "dues.paid", "serial": "UCLG-2026-0007", "year": "2026"}
DIGEST = "a" * 64


@pytest.fixture
def joint(world):
    charged(world)
    world.uclg = other_network(world).parent
    world.joint = member(world, world.brussels, tie="joint")
    world.said = {"membership": world.joint, "year": 2026, "network": world.uclg, "by": world.sara}
    return world


def test_a_statement_of_the_other_network_counts_as_paid_once(joint):
    today = timezone.localdate()
    before = (has_paid(joint.joint, 2026, today), standing_on(joint.joint, today).state)

    first = acknowledge_payment_elsewhere(statement=STATED, digest=DIGEST, **joint.said)
    again = acknowledge_payment_elsewhere(statement=STATED, digest=DIGEST, **joint.said)

    assert (before, first, PaidElsewhere.objects.count()) == ((None, "nothing"), again, 1)
    assert (first.signed, first.digest, first.statement) == (STATED, DIGEST, "UCLG-2026-0007")
    why = Released(2026, ELSEWHERE, first.source)
    assert standing_on(joint.joint, today) == Standing(PAID_UP, released=(why,))
    days = (today - timedelta(days=1), today)
    assert [has_paid(joint.joint, 2026, day) for day in days] == [None, True]
    assert Act.objects.filter(verb="dues.paid_elsewhere").count() == 1

    other = joint.said | {"year": 2025}
    with pytest.raises(Refused, match="stands for another payment already"):
        acknowledge_payment_elsewhere(statement=STATED, digest=DIGEST, **other)
    with pytest.raises(Refused, match="owes nothing of this year"):
        acknowledge_payment_elsewhere(statement=STATED, digest="b" * 64, **joint.said)
    withdraw_ground(ground=first, reason="Of another city", on=today, by=joint.sara)
    with pytest.raises(Refused, match=": Of another city"):
        acknowledge_payment_elsewhere(statement=STATED, digest=DIGEST, **joint.said)
    with pytest.raises(Refused, match="Only a joint member"):
        refused = joint.said | {"membership": joint.member}
        acknowledge_payment_elsewhere(statement=STATED, digest="c" * 64, **refused)
    assert (has_paid(joint.joint, 2026, DUE), has_paid(joint.joint, 2026, today)) == (None, None)


def test_a_statement_is_laid_to_what_was_typed_before(joint):
    typed = record_paid_elsewhere(source="Letter", on=DUE, **joint.said)

    kept = acknowledge_payment_elsewhere(statement=STATED, digest=DIGEST, **joint.said)

    assert (kept, kept.source, kept.signed, kept.digest) == (typed, "Letter", STATED, DIGEST)
    assert list(Act.objects.filter(verb="dues.statement_kept").values_list("changes__digest", flat=True)) == [
        ["", DIGEST]
    ]
