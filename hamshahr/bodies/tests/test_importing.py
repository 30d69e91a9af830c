"""Tables of bodies, memberships, offices and mandates enter at the services; what is there changes by further acts."""

from hamshahr.bodies.models import Body, Hosting, Mandate, Membership
from hamshahr.record.importing import carry_out, prepare
from hamshahr.record.models import Entry


def bring(world, table, text):
    run = carry_out(prepare(table, text.encode(), world.sara, name=f"{table}.csv"), world.sara)
    return [(row.outcome, row.column) for row in run.rows.order_by("number")], run


def test_a_body_enters_with_its_seat_and_is_found_by_its_other_spelling(world):
    table = "body_id,name_fa,network,kind,parent_body_id,seat_city_id,founded\n"

    first, _run = bring(
        world, "bodies", table + "mtcm,مرکز آموزش کلان‌شهرها,Metropolis,training centre,metropolis,mashhad,\n"
    )
    again, _run = bring(world, "bodies", table + "centre,مركز آموزش كلان شهرها,Metropolis,training centre,,,1380\n")

    assert (first, again) == ([("created", "")], [("changed", "")])
    assert str(Body.objects.get(slug="mtcm").founded_on) == "2001-03-21/2002-03-20"
    assert Hosting.objects.get(body__slug="mtcm").host == world.mashhad
    assert Entry.objects.get(party=world.mashhad).kind == "hosting.began"


def test_a_membership_rests_on_its_decision_and_one_that_is_not_there_refuses_the_row(world):
    bring(world, "decisions", "body,date,title\nmetropolis-board,2021-11-08,Admissions\n")
    head = "city_id,network,since,status,decision_body,decision_date\n"

    found, run = bring(
        world,
        "memberships",
        head
        + "seoul,Metropolis,2021-11-08,member,metropolis-board,2021-11-08\n"
        + "brussels,Metropolis,2019-04-06,member,metropolis-board,2019-04-06\n"
        + "mashhad,Metropolis,30 Esfand 1401,member,,\n"
        + "mashhad,Atlantis,,member,,\n",
    )

    assert found == [("created", ""), ("refused", ""), ("refused", "since"), ("refused", "body")]
    step = Membership.objects.get().steps.get()
    assert (step.state, str(step.decision), step.by) == ("active", "Admissions", world.sara)
    assert "no single decision" in run.rows.get(number=3).remark


def test_a_possible_member_who_joins_takes_a_step_and_keeps_the_first(world):
    head = "city_id,body,since,status,source\n"
    bring(world, "memberships", head + "seoul,metropolis,,potential,A page\n")

    found, _run = bring(world, "memberships", head + "seoul,metropolis,2020-05,member,A page\n")

    membership = Membership.objects.get()
    assert found == [("changed", "")]
    assert list(membership.steps.values_list("number", "state")) == [(1, "potential"), (2, "active")]
    assert str(membership.joined_on) == "2020-05"


def test_a_mandate_enters_with_its_holder_and_a_better_source_supersedes_its_entry(world):
    head = "party_city_id,body_id,office,holder,start,end,confidence,source\n"
    row = "mashhad,metropolis-board,Regional vice-president,محمدرضا کلائی,2020-11-30,2023-12,"
    first, _run = bring(world, "mandates", head + row + "claimed,An article\n")
    same, _run = bring(world, "mandates", head + row + "claimed,An article\n")

    better, _run = bring(world, "mandates", head + row + "confirmed,The minutes\n")

    mandate = Mandate.objects.get()
    assert (first, same, better) == ([("created", "")], [("same", "")], [("changed", "")])
    assert (mandate.office, mandate.holdings.get().person) == (world.vice_presidency, world.mayor)
    current = Entry.objects.current().filter(party=world.mashhad).order_by("kind")
    assert [(entry.kind, entry.confidence, entry.citation) for entry in current] == [
        ("mandate.ended", "confirmed", "The minutes"),
        ("mandate.granted", "confirmed", "The minutes"),
    ]


def test_an_acting_president_holds_the_office_of_president(world):
    head = "party_city_id,body_id,office,start\n"

    bring(world, "mandates", head + 'seoul,metropolis,"acting president, then president",2015-11\n')
    bring(world, "mandates", head + "brussels,metropolis,president,2018-08-28\n")

    offices = world.metropolis.offices.all()
    assert [(office.slug, str(office.names)) for office in offices] == [("president", "President")]
    assert list(Mandate.objects.order_by("starts_on").values_list("beginning", flat=True)) == ["acting", "unknown"]
