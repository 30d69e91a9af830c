"""From what a query finds to the state of a claim."""

from decimal import Decimal

import pytest

from hamshahr.record.models import Claim
from hamshahr.record.proving import Finding, judged, said


def state(comparison, quantity, **finding):
    claim = Claim(comparison=comparison, quantity=None if quantity is None else Decimal(quantity))
    flags = {name: value for name, value in finding.items() if value is True}
    numbers = {name: Decimal(value) for name, value in finding.items() if name not in flags}
    return str(judged(claim, Finding(**numbers, **flags)).state)


@pytest.mark.parametrize(
    ("comparison", "quantity", "finding", "expected"),
    [
        (">", 40, {"value": 41, "sure": 41}, "proven"),
        (">", 40, {"value": 41, "sure": 40}, "partly"),
        (">", 40, {"value": 0, "sure": 0}, "claimed"),
        (">=", 2, {"value": 2, "sure": 2}, "proven"),
        ("=", 3, {"value": 3, "sure": 3}, "proven"),
        ("=", 3, {"value": 3, "sure": 0}, "partly"),
        ("=", 3, {"value": 4, "sure": 4}, "contradicted"),
        ("one of", 9, {"value": 1, "sure": 1}, "proven"),
        ("one of", 9, {}, "claimed"),
        ("first", None, {"sure": 1}, "proven"),
        ("first", None, {"has_ground": True}, "partly"),
        ("rank", 3, {"value": 2, "sure": 2}, "proven"),
        ("rank", 3, {"value": 4, "sure": 4}, "contradicted"),
        ("rank", 3, {}, "claimed"),
        ("since", 2005, {"value": 2004, "sure": 2004}, "proven"),
        ("since", 2005, {"value": 2005, "sure": 0}, "partly"),
        ("since", 2005, {"value": 2008, "sure": 2008}, "contradicted"),
        ("opinion", None, {"value": 9, "sure": 9}, "opinion"),
        ("=", 1, {"is_against": True}, "contradicted"),
    ],
)
def test_only_what_is_confirmed_proves_and_only_a_confirmed_row_contradicts(comparison, quantity, finding, expected):
    assert state(comparison, quantity, **finding) == expected


def test_what_is_missing_is_said_in_numbers():
    claim = Claim(comparison=">", quantity=Decimal(40))

    missing = judged(claim, Finding(value=Decimal(7), sure=Decimal(3))).missing

    assert said(each.stored() for each in missing) == ["A source confirms 3; the sentence says more than 40."]
