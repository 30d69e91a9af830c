"""Conflicts between cities: found from facts, declared, pinned, known to the office; whoever has one reads nothing."""

from datetime import date, timedelta
from itertools import count
from random import Random

import pytest
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from hamshahr.accounts import log
from hamshahr.accounts.models import Act, User
from hamshahr.bodies.models import Hosting, Office
from hamshahr.bodies.services import grant_mandate
from hamshahr.calls.models import Partner, Stage, Submission
from hamshahr.juries import services
from hamshahr.juries.models import Assignment, Conflict, Declaration, Juror, JurorPast, Tie
from hamshahr.juries.queries import recusals_of
from hamshahr.juries.services import infer_conflicts
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.errors import Refused
from hamshahr.letters.models import Letter
from hamshahr.parties.models import Party
from tests.world import names

from .builders import LONG_AGO, a_call, a_juror, a_panel, assigned, entry

TODAY = date(2026, 6, 1)


@pytest.fixture
def jury(world):
    world.call = a_call(world)
    world.panel = a_panel(world, world.call)
    world.juror = a_juror(world.panel, world.leila, party=world.mashhad)
    world.entry = entry(world.call, world.seoul, 1, "The Seoul way")
    return world


def standing(**wanted):
    return sorted(Conflict.objects.standing().filter(**wanted).values_list("rule", "submission__party__slug"))


def test_each_fact_between_cities_makes_its_conflict_and_its_end_lifts_it(jury):
    """The services of the facts call the search themselves, in the transaction of the act."""
    leads, joins = entry(jury.call, jury.mashhad, 2), entry(jury.call, jury.brussels, 3)
    Partner.objects.create(submission=joins, party=jury.mashhad, invited_at=LONG_AGO)
    infer_conflicts(panel=jury.panel)
    assert standing() == [("co-applicant", "brussels"), ("own city", "mashhad")]

    tie = services.enter_tie(party=jury.seoul, other=jury.mashhad, by=jury.sara)
    assert ("twin city", "seoul") in standing()
    services.end_tie(tie=tie, ends_on=PartialDate("2020"), by=jury.sara)
    assert standing(submission=jury.entry) == []
    lifted = Conflict.objects.get(rule="twin city")
    assert (lifted.lifted_because, lifted.lifted_by) == ("The fact it rested on no longer holds.", None)

    shared = Office.objects.create(body=jury.board, slug="shared", names=names(en="Shared seat"), seats=2)
    Office.objects.filter(pk=shared.pk).update(seats=None)
    for party in (jury.seoul, jury.mashhad):
        grant_mandate(office=shared, party=party, starts_on=PartialDate("2021"), by=jury.sara)
    assert standing(submission=jury.entry) == []  # a board of many seats is no shared seat
    Office.objects.filter(pk=shared.pk).update(seats=1)
    infer_conflicts(panel=jury.panel)
    assert standing(submission=jury.entry) == [("seat pair", "seoul")]

    worked = {"juror": jury.juror, "party": jury.seoul, "starts_on": date(2015, 1, 1), "by": jury.leila}
    services.enter_employment(ends_on=timezone.localdate() - timedelta(days=4 * 366), **worked)
    assert ("employer", "seoul") not in standing()
    services.enter_employment(ends_on=timezone.localdate() - timedelta(days=2 * 366), **worked)
    assert standing(submission=jury.entry) == [("employer", "seoul"), ("seat pair", "seoul")]

    Hosting.objects.create(body=jury.award, host=jury.seoul)
    a_juror(jury.panel, jury.sara)
    infer_conflicts(panel=jury.panel)
    assert standing(juror__user=jury.sara) == [("host", "seoul")]
    assert leads.conflicts.standing().count() == 1


def test_a_conflict_is_lifted_for_a_reason_and_the_same_fact_does_not_bring_it_back(jury):
    own = entry(jury.call, jury.mashhad, 2)
    infer_conflicts(panel=jury.panel)
    conflict = Conflict.objects.get(submission=own)

    with pytest.raises(Exception, match="for a reason"):
        services.lift_conflict(conflict=conflict, reason=" ", by=jury.sara)
    services.lift_conflict(conflict=conflict, reason="Another Mashhad.", by=jury.sara)
    infer_conflicts(panel=jury.panel)

    assert standing() == []
    with pytest.raises(Refused, match="is lifted"):
        services.lift_conflict(conflict=conflict, reason="Again.", by=jury.sara)


def test_jurors_declare_the_chair_pins_the_office_recuses_silently(jury, client):
    chair = a_juror(jury.panel, jury.omid, is_chair=True)
    read = [assigned(jury.juror, each) for each in (jury.entry, entry(jury.call, jury.brussels, 2))]
    client.force_login(jury.leila)
    typed = {"party": jury.seoul.pk, "kind": "advisor", "reason": "I advised them."}
    declared = client.post(reverse("juries:conflicts", args=[jury.juror.key]), typed)
    assert (declared.status_code, Declaration.objects.get().party) == (302, jury.seoul)
    late = entry(jury.call, jury.seoul, 4)
    log.write("submission.submitted", late, by=jury.jun, changes={"state": ["draft", "submitted"]})

    client.force_login(jury.omid)
    typed = {"juror": jury.juror.pk, "submission": read[1].submission_id, "kind": "collaborator", "reason": "One team."}
    assert client.get(reverse("juries:pin", args=[jury.panel.key])).status_code == 200
    assert client.post(reverse("juries:pin", args=[jury.panel.key]), typed).status_code == 302
    third = entry(jury.call, jury.brussels, 3)
    silent = {"juror": jury.juror, "submission": third, "kind": "personal", "reason": "They are married."}
    services.recuse_silently(by=jury.sara, **silent)

    kinds = Conflict.objects.order_by("submission__number").values_list("submission__number", "how", "kind")
    assert list(kinds) == [
        (1, "declared", "advisor"),
        (2, "pinned", "collaborator"),
        (3, "recused", "personal"),
        (4, "declared", "advisor"),
    ]
    assert not Assignment.objects.active().exists()
    seen = {who: set(Conflict.objects.visible_to(user).values_list("submission__number", flat=True))
            for who, user in jury.cast().items()}  # fmt: skip
    assert seen == {"sara": {1, 2, 3, 4}, "mina": set(), "jun": set(), "leila": {1, 4}, "omid": {1, 2, 3, 4},
                    "stranger": set()}  # fmt: skip
    client.force_login(jury.leila)
    for name, key in (("juries:index", None), ("juries:seat", jury.juror.key), ("juries:conflicts", jury.juror.key)):
        assert "married" not in client.get(reverse(name, args=[key] if key else [])).content.decode()
    assert not Letter.objects.filter(text__contains="married").exists()
    assert chair.is_chair


def test_the_register_of_recusals_is_counts_and_waits_for_the_result(jury, client):
    entry(jury.call, jury.mashhad, 2)
    infer_conflicts(panel=jury.panel)
    services.recuse_silently(
        juror=jury.juror, submission=jury.entry, kind="personal", reason="They are married.", by=jury.sara
    )
    address = reverse("juries:recusals", args=[jury.call.slug])
    assert client.get(address).status_code == 404

    now = timezone.now()
    Stage.objects.create(call=jury.call, position=9, kind="publication", opens_at=now - timedelta(minutes=1))
    assert recusals_of(jury.call, at=now) == [
        ("institutional", "found by rule", 1),
        ("personal", "recused by the office", 1),
    ]
    page = client.get(address).content.decode()
    assert "2 pairs in all" in page
    assert "Leila" not in page
    assert "Seoul" not in page


CITIES, ENTRIES, JURORS = 200, 300, 40


def seeded(world, dice):
    """200 cities, 300 entries with partners, 40 jurors of cities, with pasts, ties and declarations drawn by a seed."""
    Party.objects.bulk_create(Party(slug=f"c{n}", kind="city", names=f"City {n}", live=True) for n in range(CITIES))
    cities = list(Party.objects.filter(slug__regex=r"^c\d+$").order_by("slug"))
    call, numbers = a_call(world), count(1)
    panel = a_panel(world, call)
    moments = {"state": "submitted", "begun_at": LONG_AGO, "handed_in_at": LONG_AGO, "submitted_at": LONG_AGO}
    Submission.objects.bulk_create(
        Submission(call=call, party=dice.choice(cities), number=(n := next(numbers)), title=f"CANARY-{n}-", digest="x",
                   language="en", **moments) for _entry in range(ENTRIES)
    )  # fmt: skip
    entries = list(call.submissions.order_by("number"))
    Partner.objects.bulk_create(
        Partner(submission=each, party=party, invited_at=LONG_AGO)
        for each in dice.sample(entries, 90)
        for party in dice.sample(cities, 2)
        if party.pk != each.party_id
    )
    users = [User(email=f"j{n}@example.org", full_name=f"Juror {n}", is_active=True) for n in range(JURORS)]
    for user in users:
        user.set_unusable_password()
    User.objects.bulk_create(users)
    said = {"panel": panel, "state": "accepted", "invited_at": LONG_AGO, "answered_at": LONG_AGO}
    Juror.objects.bulk_create(Juror(user=user, party=dice.choice(cities), **said) for user in users)
    jurors = list(panel.jurors.select_related("user").order_by("pk"))
    JurorPast.objects.bulk_create(
        JurorPast(juror=each, party=dice.choice(cities), starts_on=date(2010, 1, 1)) for each in jurors
    )
    pairs = {tuple(dice.sample(cities, 2)) for _tie in range(150)}
    Tie.objects.bulk_create(Tie(party=one, other=other) for one, other in pairs)
    Declaration.objects.bulk_create(
        Declaration(juror=each, party=dice.choice(cities), kind="advisor", reason="…", made_at=LONG_AGO)
        for each in jurors
    )
    return panel, jurors, entries


def by_hand(jurors):
    """The pairs that must be apart, juror by juror, from the same rows in another way."""
    apart = set()
    for juror in jurors:
        own = juror.party_id
        twins = Tie.objects.filter(Q(party=own) | Q(other=own)).values_list("party", "other")
        cities = {own, *juror.employments.values_list("party", flat=True)}
        cities |= {each for pair in twins for each in pair} | set(juror.declarations.values_list("party", flat=True))
        found = Submission.objects.filter(Q(party__in=cities) | Q(partners__party__in=cities))
        apart |= {(juror.pk, pk) for pk in found.values_list("pk", flat=True)}
    return apart


def test_no_juror_of_a_seeded_graph_reads_an_entry_in_conflict_on_any_surface(world, client):
    """Every juror is assigned everything before the facts are looked at; then no surface gives what is in conflict."""
    panel, jurors, entries = seeded(world, Random(20211108))
    pairs = [Assignment(juror=juror, submission=each) for juror in jurors for each in entries]
    Assignment.objects.bulk_create(pairs)
    infer_conflicts(panel=panel, on=TODAY)

    apart = by_hand(jurors)
    assert set(Conflict.objects.standing().values_list("juror", "submission")) == apart
    assert len(apart) > JURORS
    free = set(Assignment.objects.active().values_list("juror", "submission"))
    assert free == {(juror.pk, each.pk) for juror in jurors for each in entries} - apart
    # Even with the assignment left standing by mistake, the one way in is shut: 40 x 300 pairs, none is readable.
    Assignment.objects.update(state="active")
    read = {
        (juror.pk, pk)
        for juror in jurors
        for pk in Submission.objects.visible_to(juror.user).values_list("pk", flat=True)
    }
    assert read == free
    worst = max(jurors, key=lambda juror: sum(each == juror.pk for each, _entry in apart))
    shut = [each for each in entries if (worst.pk, each.pk) in apart]
    keys = dict(Assignment.objects.filter(juror=worst).values_list("submission", "key"))
    client.force_login(worst.user)
    seat = client.get(reverse("juries:seat", args=[worst.key])).content.decode()
    assert f"0 of {ENTRIES - len(shut)} entries judged" in seat
    assert [each.number for each in shut if each.title in seat] == []
    for each in shut[:4]:
        for name in ("juries:review", "juries:aside"):
            assert client.get(reverse(name, args=[keys[each.pk]])).status_code == 404
        assert client.post(reverse("juries:saved", args=[keys[each.pk]]), {"comment": "…"}).status_code == 404
    found = client.get(reverse("web:search"), {"q": "CANARY"}).content.decode()
    assert [each.number for each in shut if each.title in found] == []
    assert not Letter.objects.filter(Q(text__contains="CANARY") | Q(subject__contains="CANARY")).exists()
    assert not Act.objects.filter(Q(thing_name__contains="CANARY-"), verb__startswith="conflict").exists()
