"""One project, its lives: the entry, the case in the exchange, the project of the fund, each with its own leave."""

import pytest
from django.utils import translation

from hamshahr.awards.services import use_entry
from hamshahr.awards.tests.builders import EMBARGO, released
from hamshahr.calls.services import give_consent, withdraw_consent
from hamshahr.fund.models import Project, State
from hamshahr.fund.services import advance
from hamshahr.fund.tests.builders import DAY, a_project, screened
from hamshahr.kernel.errors import Refused
from hamshahr.practices.models import Practice
from tests.replay import breaks

from .world import names


def test_one_entry_lives_on_in_several_rooms_and_each_life_ends_with_its_own_leave(world, client):
    entry = released(world).call.submissions.get(number=1)
    leave = {"submission": entry, "by": world.mina, "at": EMBARGO}
    with pytest.raises(Refused, match="not given leave"):
        a_project(world, submission=entry)
    for use in ("practice", "fund"):
        give_consent(use=use, **leave)
    case = use_entry(submission=entry, use="practice", by=world.sara)
    project = a_project(world, submission=entry, names=names(en="Lamps for all", fa="چراغ برای همه"))
    assert a_project(world, submission=entry) == project

    client.force_login(world.mina)
    for language in ("fa", "en"):
        for place in ("", "consents/"):
            page = client.get(f"/{language}/calls/entries/{entry.key}/{place}").content.decode()
            assert f'href="/{language}/practices/{case.slug}/"' in page
            assert f'href="/{language}/fund/{project.key}/"' in page
    assert "no room for it yet" in client.get(f"/en/calls/entries/{entry.key}/").content.decode()
    translation.activate("en")
    client.logout()
    assert client.get(f"/en/practices/{case.slug}/").status_code == 200

    withdraw_consent(use="practice", **leave)
    case.refresh_from_db()
    assert (case.live, list(entry.consents.filter(withdrawn_at=None).values_list("use", flat=True))) == (
        False,
        ["fund"],
    )
    assert client.get(f"/en/practices/{case.slug}/").status_code == 404
    assert screened(world, project).state == State.SCREENED
    give_consent(use="practice", **leave)
    assert (use_entry(submission=entry, use="practice", by=world.sara), Practice.objects.count()) == (case, 1)
    assert client.get(f"/en/practices/{case.slug}/").status_code == 200

    withdraw_consent(use="fund", **leave)
    with pytest.raises(Refused, match="rests until it is given again"):
        advance(project=project, to=State.PREPARED, on=DAY, by=world.sara)
    case.refresh_from_db()
    assert case.live and Project.objects.get() == project
    give_consent(use="fund", **leave)
    with pytest.raises(Refused, match="plan is not settled"):
        advance(project=project, to=State.PREPARED, on=DAY, by=world.sara)
    assert [*breaks()] == []


def test_a_project_comes_only_from_a_standing_entry_of_its_own_city_with_leave(world):
    call = released(world).call
    ours, theirs = call.submissions.get(number=1), call.submissions.get(number=2)
    give_consent(submission=theirs, use="fund", by=world.jun, at=EMBARGO)
    give_consent(submission=ours, use="practice", by=world.mina, at=EMBARGO)
    with pytest.raises(Refused, match="of another city"):
        a_project(world, submission=theirs)
    with pytest.raises(Refused, match="not given leave"):
        a_project(world, submission=ours)
    give_consent(submission=ours, use="fund", by=world.mina, at=EMBARGO)
    type(ours).objects.filter(pk=ours.pk).update(state="withdrawn", submitted_at=None, withdrawn_at=EMBARGO)
    ours.refresh_from_db()
    with pytest.raises(Refused, match="was withdrawn"):
        a_project(world, submission=ours)
    assert not Project.objects.exists()
