"""Beside a rule that is being typed stands what would come of it, by the engine that decides."""

import pytest

from hamshahr.bodies.models import Statute
from hamshahr.decisions.office.worked import work_out

ROOM = {"entitled": 32, "present": 27, "represented": 0, "yes": 14, "no": 9, "abstain": 4}
TYPED = {
    "rows": "2",
    "rule-0-topic": "majority",
    "rule-0-further": "{}",
    "rule-0-value-fraction": "۲/۳",
    "rule-1-topic": "dues",
    "rule-1-further": "{}",
    **{f"rule-0-figure-{name}": str(number) for name, number in ROOM.items()},
}


@pytest.mark.parametrize(
    ("topic", "values", "figures", "last"),
    [
        ("majority", {"fraction": "2/3"}, {}, "Rejected."),
        ("majority", {"fraction": "1/2"}, {}, "Adopted."),
        ("quorum", {"fraction": "9/10"}, {}, "Without a quorum nothing is decided."),
        ("ties", {"tie": "rejected"}, {"yes": 9}, "Rejected."),
        ("ties", {"tie": "chair"}, {"yes": 9}, "As many for as against: the chair has the casting vote."),
        ("quorum", {"fraction": "1/2"}, {"present": 15, "represented": 1, "abstain": 0, "yes": 7}, "Rejected."),
        ("quorum", {}, {"present": 40}, "More are present or represented than are entitled."),
        ("quorum", {}, {"yes": 20}, "More votes are cast than members are present or represented."),
        ("quorum", {}, {"entitled": 9_999}, "Write numbers from 0 to 2,000."),
        ("quorum", {}, {"present": 0, "represented": 3}, "Nobody is present who could hold a proxy."),
    ],
)
def test_a_case_is_worked_out_step_by_step(topic, values, figures, last):
    assert work_out(topic, values, ROOM | figures)[-1] == last


def test_the_editor_works_a_case_out_as_one_types_and_by_a_button_and_writes_nothing(world, client):
    client.force_login(world.sara)
    address = f"/office/bodies/do/adopt/{world.metropolis.pk}/"

    by_button = client.post(address, {**TYPED, "try": "rule-0"})
    as_typed = client.post(address, {**TYPED, "try": "rule-0"}, headers={"HX-Request": "true"})
    half_typed = client.post(
        address, {**TYPED, "rule-0-value-fraction": "2/", "try": "rule-0"}, headers={"HX-Request": "true"}
    )

    told = "At least 2/3 of 23 are needed, that is 46/3; 14 are for. Rejected."
    assert by_button.status_code == 200
    assert told in by_button.text
    assert 'value="۲/۳"' in by_button.text
    assert as_typed.text.startswith("<output")
    assert told in as_typed.text
    assert "Write a fraction such as 1/2 or 2/3." in half_typed.text
    assert Statute.objects.count() == 0


def test_nobody_but_the_keeper_of_a_body_works_cases_out_there(world, client):
    client.force_login(world.mina)

    refused = client.post(f"/office/bodies/do/adopt/{world.metropolis.pk}/", {**TYPED, "try": "rule-0"})

    assert refused.status_code in {302, 403}
    assert "are needed" not in refused.text
