"""Resolutions have official numbers without gaps; each duty is open, late, done or waived, and nothing else."""

import hashlib
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from hamshahr.accounts.models import Act
from hamshahr.bodies.models import Decision
from hamshahr.bodies.services import record_decision
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.errors import Refused
from hamshahr.letters.models import Letter
from hamshahr.record.models import Entry
from hamshahr.resolutions import queries
from hamshahr.resolutions.models import Duty, Resolution
from hamshahr.resolutions.models.duties import State
from hamshahr.resolutions.rules import obstacle_to_close_duty
from hamshahr.resolutions.services import close_duty, lay_duty, remind_of_duties, waive_duty
from tests.replay import breaks, silent, untold
from tests.world import names

from .builders import DAY, DUE, a_board_that_met, a_duty, adopted


def test_a_resolution_takes_the_next_number_of_its_body_and_year(world):
    record_decision(body=world.board, title="Old", decided_on=PartialDate("2021"), number="2/2021", by=world.sara)

    first, second = adopted(world), adopted(world, motion_key="m1")
    again = adopted(world, motion_key="m1")
    other_year, other_body = adopted(world, adopted_on=date(2020, 5, 4)), adopted(world, body=world.metropolis)

    assert [each.code for each in (first, second, other_year, other_body)] == ["1/2021", "3/2021", "1/2020", "1/2021"]
    assert again == second and Resolution.objects.count() == 4
    decision = first.decision
    assert (decision.body, decision.number, str(decision.title)) == (world.board, "1/2021", "Safer streets")
    with pytest.raises(Refused, match="a day that has come"):
        adopted(world, adopted_on=date(2021, 11, 9), today=DAY)
    assert Resolution.objects.count() == 4
    ours = ("Resolution", "Duty")
    assert [*breaks()] == [*silent()] == [line for line in untold() if line.startswith(ours)] == []


def test_what_stands_under_an_item_that_is_not_public_tells_the_public_its_number_alone(world, client):
    a_board_that_met(world)
    inner = adopted(world, gathering=world.meeting, item=world.inner, names=names(en="Inner words"))
    hidden = adopted(world, gathering=world.meeting, item=world.secret, names=names(en="Secret words"))

    seen = {who: set(Resolution.objects.visible_to(who)) for who in (world.sara, world.mina, world.omid)}

    assert seen[world.sara] == {world.resolution, inner, hidden}
    assert seen[world.mina] == {world.resolution, inner}
    assert seen[world.omid] == {world.resolution}
    assert list(Decision.objects.order_by("pk").values_list("agenda_item", flat=True)) == ["Streets", "", ""]
    client.force_login(world.omid)
    for address in ("/en/resolutions/", "/en/resolutions/resolutions.json", "/en/resolutions/?q=words"):
        answer = client.get(address)
        told = (answer.getvalue() if answer.streaming else answer.content).decode()
        assert "Inner words" not in told and "Secret words" not in told
    for each in (inner, hidden):
        assert "words" not in client.get(f"/en/bodies/decisions/{each.decision_id}/").content.decode()
        assert client.get(f"/en/resolutions/{each.key}/").status_code == 404


def test_a_duty_is_late_after_its_day_and_ends_with_a_proof_or_by_another_resolution(world):
    done, waived, late = a_duty(world), a_duty(world, party=world.seoul), a_duty(world, party=None, body=world.award)
    other = adopted(world, adopted_on=date(2021, 12, 1))
    said = {"done_on": DUE, "today": DUE, "by": world.mina}
    for proof, day, words in ((" ", DUE, "what proves"), ("Photos", DUE + timedelta(1), "between the day")):
        with pytest.raises(Refused, match=words):
            close_duty(duty=done, proof=proof, **said | {"done_on": day})
    ahead, before = done.resolution.adopted_on, done.resolution.adopted_on - timedelta(1)
    asked = {"proof": "Photos", "today": before}  # adopted in a zone where the next day has begun
    assert obstacle_to_close_duty(done, done_on=ahead, **asked) is None
    assert "between the day" in obstacle_to_close_duty(done, done_on=ahead + timedelta(1), **asked)
    close_duty(duty=done, proof="Photos", link="https://example.org/1", **said)
    assert close_duty(duty=done, proof="Photos", link="https://example.org/1", **said).done_by == world.mina
    for resolution, words in (
        (waived.resolution, "another resolution"),
        (adopted(world, body=world.award), "of the body"),
    ):
        with pytest.raises(Refused, match=words):
            waive_duty(duty=waived, by_resolution=resolution, by=world.sara)
    waive_duty(duty=waived, by_resolution=other, by=world.sara)
    for settled in (done, waived):
        with pytest.raises(Refused, match=r"done|waived"):
            close_duty(duty=settled, proof="More", **said)

    def states(on):
        return [duty.state for duty in Duty.objects.with_state(on).order_by("pk")]

    assert states(DUE) == [State.DONE, State.WAIVED, State.OPEN]
    assert states(DUE + timedelta(1)) == [State.DONE, State.WAIVED, State.LATE]
    assert [duty.state_on(DUE + timedelta(1)) for duty in Duty.objects.order_by("pk")] == states(DUE + timedelta(1))
    for on in (DUE, DUE + timedelta(1)):
        found = {state: set(Duty.objects.filter(queries.in_state(state, on))) for state in State}
        assert sum(map(len, found.values())) == 3 and set.union(*found.values()) == {done, waived, late}
    with pytest.raises(IntegrityError), transaction.atomic():
        Duty.objects.filter(pk=late.pk).update(done_on=DUE)
    with pytest.raises(IntegrityError), transaction.atomic():
        Duty.objects.filter(pk=waived.pk).update(waived_by=waived.resolution)
    with pytest.raises(Refused, match="one desk or on one body"):
        lay_duty(resolution=other, words="x", due_on=DUE, party=world.seoul, body=world.award, by=world.sara)
    assert list(Act.objects.filter(verb__startswith="duty.").values_list("verb", flat=True).order_by("number")) == [
        *(["duty.laid"] * 3),
        "duty.done",
        "duty.waived",
    ]


def test_who_bears_a_duty_is_told_reminded_and_sees_it_on_the_desk_and_the_body_is_told_when_it_is_done(world, client):
    duty = a_duty(world)
    (awaited,) = queries.awaiting(world.mashhad, DAY)
    assert (awaited.kind, awaited.title, awaited.due_on) == ("duty.open", "Report on streets", DUE)
    assert awaited.address == f"/en/resolutions/duties/{duty.key}/" and queries.awaiting(world.seoul, DAY) == []

    numbers = [remind_of_duties(on=DUE + timedelta(days)) for days in (-20, -14, -1, 1, 9)]
    close_duty(duty=duty, proof="Photos", done_on=DUE, today=DUE, by=world.mina)

    entry = Entry.objects.get(kind="duty.done")
    assert (entry.party, str(entry.happened_on)) == (world.mashhad, "2022-03-01")
    for inner in (False, True):
        if inner:
            met = a_board_that_met(world)
            Resolution.objects.filter(pk=duty.resolution_id).update(item=met.secret)
        told = client.get("/en/cities/mashhad/record/").content.decode()
        assert ("Done, as Board of Directors had asked: Report on streets" in told) is not inner
    assert numbers == [0, 1, 0, 1, 0] and queries.awaiting(world.mashhad, DAY) == []
    told = Letter.objects.filter(kind__startswith="duty.").order_by("pk").values_list("kind", "to_user")
    mina = world.mina.pk
    kinds = [("duty.laid", mina), ("duty.near", mina), ("duty.near", mina), ("duty.done", world.sara.pk)]
    assert list(told) == kinds


def test_only_who_bears_a_duty_or_keeps_the_body_reports_it(world, client):
    duty = a_duty(world)
    page = f"/en/resolutions/duties/{duty.key}/"
    typed = {"proof": "Photos", "link": "http://example.org", "done_on": "2022-01-01"}
    for who in (None, "omid", "jun", "leila"):
        client.logout()
        if who:
            client.force_login(getattr(world, who))
        assert "<textarea" not in client.get(page).content.decode()
        assert client.post(page, typed).status_code == 403
    client.force_login(world.mina)
    assert client.post(page, typed).status_code == 422
    assert client.post(page, typed | {"link": ""}).status_code == 302
    duty.refresh_from_db()
    assert (duty.done_on, duty.proof, duty.done_by) == (date(2022, 1, 1), "Photos", world.mina)
    assert "<textarea" not in client.get(page).content.decode()


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_register_is_searched_narrowed_and_taken_along_at_a_fixed_price(
    world, client, language, django_assert_max_num_queries
):
    empty = client.get(f"/{language}/resolutions/")
    assert empty.status_code == 200 and "empty" in empty.content.decode()
    first = adopted(world)
    a_duty(world, resolution=first)
    second = adopted(world, names=names(en="Water", fa="آب"), adopted_on=date(2022, 1, 5), text="")
    for _each in range(3):
        adopted(world, names=names(en="Other"))

    def found(query):
        shown = client.get(f"/{language}/resolutions/?{query}").content.decode()
        return [each for each in (first, second) if each.key in shown]

    with django_assert_max_num_queries(6):
        assert found("") == [first, second]
    assert found("q=خيابان") == found("duties=late") == found("q=safer") == [first]
    assert found("year=2022") == found("body=metropolis-board&year=2022") == [second]
    assert found("duties=done") == found("q=nothing") == [] and found("year=x&duties=lost&page=99") == [first, second]
    rows = client.get(f"/{language}/resolutions/resolutions.json?duties=late").getvalue().decode()
    assert first.key in rows and second.key not in rows and '"duties_late": 1' in rows
    with django_assert_max_num_queries(8):
        assert client.get(f"/{language}/resolutions/{first.key}/").status_code == 200


def test_a_resolution_rests_on_the_decision_that_the_register_has_and_anybody_finds_its_fingerprint(world, client):
    known = record_decision(
        body=world.board, title=names(en="Safer streets"), decided_on=PartialDate.of(DAY), by=world.sara
    )

    resolution = adopted(world, names=names(en="Safer streets (an example)", fa="خیابان‌های امن"))

    assert (resolution.decision, Decision.objects.get().number) == (known, "1/2021")
    assert adopted(world, names=names(en="Safer streets (an example)")).decision != known
    for language in ("fa", "en"):
        address = f"/{language}/resolutions/{resolution.key}"
        digest = hashlib.sha256(client.get(f"{address}.json").content).hexdigest()
        assert digest in client.get(f"{address}/").content.decode()
    Resolution.objects.filter(pk=resolution.pk).update(text=names(en="The board asks no member to report."))
    assert digest not in client.get(f"{address}/").content.decode()
