"""A jury is assigned by a run: every entry its jurors, nobody in conflict, evenly; and repaired with few changes."""

import io
import json
import zipfile
from collections import Counter
from random import Random

import pytest
from django.urls import reverse
from django.utils import translation

from hamshahr.accounts.models import Act
from hamshahr.juries.models import Assignment, Conflict, Juror, Review
from hamshahr.juries.services import assign_panel, infer_conflicts, leave_panel, pin_conflict, reassign
from hamshahr.juries.tests.test_conflicts import TODAY, seeded
from hamshahr.kernel.errors import Refused
from hamshahr.parties.models import Region
from tests.world import user

from .builders import a_call, a_juror, a_panel, entry


def active(panel):
    rows = Assignment.objects.active().filter(juror__panel=panel)
    return set(rows.values_list("submission", "juror"))


def test_every_entry_of_a_seeded_graph_has_its_jurors_evenly_and_nobody_in_conflict(world):
    panel, jurors, entries = seeded(world, Random(20211108))
    regions = list(Region.objects.all()) or [Region.objects.create(slug="asia", position=1, names="Asia")]
    for number, juror in enumerate(jurors):
        juror.languages, juror.max_load, juror.region = ["en"], 40, (regions * 40)[number] if number % 2 else None
        juror.save()
    infer_conflicts(panel=panel, on=TODAY)

    run = assign_panel(panel=panel, by=world.sara)

    first = active(panel)
    assert Counter(pk for pk, _ in first) == {each.pk: 3 for each in entries}
    loads = Counter(juror for _, juror in first)
    assert len(loads) == len(jurors)
    assert max(loads.values()) - min(loads.values()) <= 1
    apart = set(Conflict.objects.standing().values_list("submission", "juror"))
    assert apart
    assert first & apart == set()
    assert (run.figures["reviews"], run.figures["least_load"], run.figures["most_load"]) == (900, 22, 23)
    assert run.figures["total"] == run.figures["best_total"] == run.certificate["certificate"]["total"]
    assert Act.objects.filter(verb="assignment.given").count() == 900

    taken, late = sorted(first)[0]
    chosen = next(each for each in jurors if each.pk == late)
    kept = next(each for each in entries if each.pk == taken)
    pin_conflict(juror=chosen, submission=kept, kind="personal", reason="They are related.", by=world.sara)
    again = reassign(panel=panel, by=world.sara)
    assert first - active(panel) == {(taken, late)}
    assert Counter(pk for pk, _ in active(panel)) == {each.pk: 3 for each in entries}
    assert again.kept == 899


@pytest.fixture
def jury(world):
    world.panel = a_panel(world, a_call(world), reviews_each=1)
    world.juror = a_juror(world.panel, world.leila, languages=["en"], max_load=2, party=world.mashhad)
    return world


def test_what_cannot_be_assigned_is_refused_with_what_would_make_it_possible(jury):
    with pytest.raises(Refused, match="No entry is before this jury yet"):
        assign_panel(panel=jury.panel, by=jury.sara)
    entry(jury.panel.stage.call, jury.seoul, 7, language="fa")
    entry(jury.panel.stage.call, jury.brussels, 8)

    with pytest.raises(Refused) as refusal:
        assign_panel(panel=jury.panel, by=jury.sara)

    assert str(refusal.value).splitlines() == [
        "No assignment keeps all rules.",
        "Missing reviews: 1. They concern these submissions (1): 7.",
        "Nobody else may read them.",
        "What keeps jurors with time from them, and how many pairs: a language not read (1).",
        "Invite more readers of fa: 1 would do, for 2 reviews each.",
        "Or allow a translation: only the language keeps jurors with time from them (pairs: 1).",
    ]
    assert not Assignment.objects.exists()
    assert not jury.panel.runs.exists()


def test_a_jury_that_has_begun_is_filled_and_never_assigned_anew(jury):
    for number, party in enumerate([jury.seoul, jury.brussels], start=1):
        entry(jury.panel.stage.call, party, number)
    with pytest.raises(Refused, match="not assigned yet"):
        reassign(panel=jury.panel, by=jury.sara)
    assign_panel(panel=jury.panel, by=jury.sara)
    given = Assignment.objects.get(submission__number=1)
    assert given.reasons == {"affinity": 0, "topics": [], "languages": ["en"], "region": given.reasons["region"]}
    Review.objects.create(assignment=given)

    with pytest.raises(Refused, match="Reviews are begun"):
        assign_panel(panel=jury.panel, by=jury.sara)
    second = a_juror(jury.panel, jury.jun, languages=["en"], max_load=2)
    reassign(panel=jury.panel, by=jury.sara)
    assert {juror for _, juror in active(jury.panel)} == {jury.juror.pk}
    leave_panel(juror=jury.juror, reason="Ill", by=jury.sara)
    reassign(panel=jury.panel, by=jury.sara)
    assert {juror for _, juror in active(jury.panel)} == {second.pk}
    assert len(active(jury.panel)) == 2


def test_who_leads_the_jury_assigns_it_on_a_page_that_says_why(jury, client):
    page, files = (reverse(f"juries:{name}", args=[jury.panel.key]) for name in ("assignment", "assignment_files"))
    Juror.objects.filter(pk=jury.juror.pk).update(min_load=2)
    own = entry(jury.panel.stage.call, jury.mashhad, 1, "Trams")
    client.force_login(jury.sara)
    refused = client.post(page, {"act": "assign"})
    assert refused.status_code == 422
    assert "Invite more jurors" in refused.content.decode() or "Invite more readers of en" in refused.content.decode()
    client.force_login(jury.leila)
    assert (client.get(page).status_code, client.post(page, {"act": "assign"}).status_code) == (403, 403)

    entry(jury.panel.stage.call, jury.seoul, 2, "Bicycles")
    a_juror(jury.panel, jury.jun, languages=["en"], party=jury.seoul)
    client.force_login(jury.sara)
    Juror.objects.filter(pk=jury.juror.pk).update(min_load=0)
    assert client.post(page, {"act": "assign"}).status_code == 302
    shown = client.get(page).content.decode()
    assert [word in shown for word in ("Trams", "Bicycles", "no assignment exceeds it")] == [True] * 3
    assert "Bicycles" not in client.get(page, {"q": "tram"}).content.decode()
    of_entry = reverse("juries:assignment_of_entry", args=[jury.panel.key, own.key])
    assert "own city" in client.get(of_entry).content.decode()
    assert "reads it" in client.get(of_entry, HTTP_ACCEPT_LANGUAGE="en").content.decode()
    with zipfile.ZipFile(io.BytesIO(client.get(files).content)) as packed:
        names = sorted(packed.namelist())
        proof = json.loads(packed.read("cert.json"))
    assert names == ["assignment.csv", "cert.json", "declared_conflicts.csv", "jurors.csv", "submissions.csv"]
    assert proof["total"] == proof["best_total"]

    a_juror(jury.panel, jury.sara, languages=["en"], party=jury.seoul, max_load=0)
    infer_conflicts(panel=jury.panel, on=TODAY)
    assert client.get(files).status_code == 403
    assert "Bicycles" not in client.get(page).content.decode()


def test_panels_are_mixed_as_the_page_wishes_and_what_could_not_be_had_is_told_without_anybodys_gender(world, client):
    panel = a_panel(world, a_call(world), reviews_each=2, region_cap=None)
    said = {"languages": ["en"], "max_load": 2, "min_load": 0}
    people = {world.leila: "female", user("f2", "Second"): "female", user("m1", "Third"): "male"}
    people[user("m2", "Fourth")] = "male"
    jurors = {a_juror(panel, each, gender=gender, **said): gender for each, gender in people.items()}
    entries = [entry(panel.stage.call, world.brussels, number) for number in range(1, 5)]
    client.force_login(world.sara)
    page = reverse("juries:assignment", args=[panel.key])
    assert client.post(page, {"act": "assign", "genders": "on"}).status_code == 302

    gender_of = {juror.pk: gender for juror, gender in jurors.items()}
    genders = {each.pk: {gender_of[juror] for pk, juror in active(panel) if pk == each.pk} for each in entries}
    assert genders == {each.pk: {"female", "male"} for each in entries}
    run = panel.runs.first()
    assert (run.figures["wishes"], run.figures["unmixed"]) == (["genders"], {"genders": []})
    assert "male" not in run.certificate["files"]["jurors.csv"]

    Juror.objects.filter(gender="male").update(gender="")
    Assignment.objects.all().delete()
    assert client.post(page, {"act": "assign", "genders": "on", "countries": "on"}).status_code == 302
    told = client.get(page).content.decode()
    assert "4 panels have it not (entries: 1, 2, 3, 4)" in told
    assert "No panel has two jurors of a country" in told
    assert "۴" in client.get(page.replace("/en/", "/fa/")).content.decode()
    translation.activate("en")
