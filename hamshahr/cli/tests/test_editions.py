"""An edition of the example award, run by the services that everybody uses, in small: from the call to the fund."""

import json

import pytest
from django.urls import reverse

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.awards.models import Honour, Outcome
from hamshahr.bodies.rules import may_keep_body
from hamshahr.calls.models import Call
from hamshahr.cli import cast, editions
from hamshahr.fund.models import Project
from hamshahr.fund.queries import balance_of
from hamshahr.juries.models import Assignment, Deliberation, Panel
from hamshahr.record.models import Entry
from hamshahr.seals.models import Seal

pytestmark = pytest.mark.embedded


def test_an_edition_runs_from_its_opening_to_a_financed_project_once(network, settings, client):
    settings.DEMO = True
    cast.settle()
    said = editions.read()
    for level, places in zip(said["levels"], (2, 2, 3, 4), strict=True):
        level[0] = places
    small = said | {"entries": 30, "cities": 26, "jurors": 12}

    assert [editions.run_edition(small), editions.run_edition(small)] == [True, False]

    call = Call.objects.get(slug=editions.PAST)
    panel = Panel.objects.get(stage__call=call)
    given = Assignment.objects.active().filter(juror__panel=panel)
    assert given.count() == 3 * 23
    assert not given.filter(juror__party__country=None).exists()
    assert all(
        row.juror.country_id != row.submission.party.country_id
        for row in given.select_related("juror", "submission__party")
    )
    assert json.loads(json.dumps(panel.runs.get().certificate))
    assert Deliberation.objects.get(panel=panel).serial
    assert Outcome.objects.filter(call=call).count() == 23
    assert Honour.objects.count() == 4
    assert Seal.objects.filter(kind="plaque").count() == 4
    assert Entry.objects.filter(kind="award.submitted").count() == 23
    page = client.get(reverse("awards:result", args=[call.slug])).content.decode()
    assert "30 entries from 26 cities" in page
    project = Project.objects.get()
    assert (project.party.slug, project.state) == ("mashhad", "in work")
    assert [balance_of(project.agreement).paid, balance_of(project.agreement).unspent] == [150_000, 0]
    assert may_keep_body(User.objects.get(email="pau@hamshahr.example"), project.fund)
    tied = panel.jurors.get(user__email="parisa@hamshahr.example")
    mashhad = set(call.submissions.filter(party__slug="mashhad").values_list("pk", flat=True))
    assert set(tied.conflicts.values_list("submission", flat=True)) >= mashhad
    assert not given.filter(juror=tied, submission__in=mashhad).exists()
    following = Call.objects.get(slug=editions.OPEN)
    assert (following.is_published, following.submissions.standing().count(), following.levels.count()) == (True, 2, 3)
    asked = Panel.objects.get(stage__call=following).jurors.order_by("pk")
    assert [(juror.state, juror.is_chair) for juror in asked] == [("invited", number == 1) for number in range(3)]
    assert list(log.faults()) == []
