"""The acts on bodies as pages of the office: who may open them, what stands in the way, what they do and log."""

from datetime import date

import pytest
from allauth.mfa.models import Authenticator

from hamshahr.accounts.models import Act
from hamshahr.bodies.models import Holding, LocalOffice, Mandate, Membership, MembershipStep, Office, SeatFlag, Statute
from hamshahr.bodies.services import enrol, found_body, grant_mandate, record_decision, seat_holder, take_local_office
from hamshahr.parties.models import Person
from tests.world import SPRING, names

LISTS = ["bodies", "offices", "mandates", "memberships", "hostings", "decisions", "statutes", "local-offices", "flags"]


@pytest.fixture
def network(world):
    """Mashhad, a member, holds the vice-presidency; its mayor fills the seat by virtue of the mayoralty."""
    world.membership = enrol(
        party=world.mashhad, body=world.metropolis, state="active", joined_on=date(2010, 1, 1), by=world.sara
    )
    world.mayoralty = take_local_office(
        party=world.mashhad, person=world.mayor, title=names(en="Mayor", fa="شهردار"), starts_on=SPRING, by=world.sara
    )
    world.mandate = grant_mandate(
        office=world.vice_presidency,
        party=world.mashhad,
        person=world.mayor,
        local_office=world.mayoralty,
        starts_on=SPRING,
        by=world.sara,
    )
    return world


@pytest.fixture
def office(network, client):
    client.force_login(network.sara)
    return client


@pytest.fixture
def keeper(network):
    """Leila keeps the register of the award and nothing else."""
    held = Office.objects.create(body=network.award, slug="secretary", names=names(en="Secretary"), keeps_register=True)
    network.leila_herself = Person.objects.create(slug="leila", names=names(en="Leila Haddad"), user=network.leila)
    mandate = grant_mandate(office=held, party=network.brussels, starts_on=SPRING, by=network.sara)
    seat_holder(mandate=mandate, person=network.leila_herself, starts_on=SPRING, by=network.sara)
    Authenticator.objects.create(user=network.leila, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"})
    return network.leila


@pytest.mark.parametrize("register", LISTS)
@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_secretariat_reads_every_register_of_bodies(office, register, language):
    office.cookies["language"] = language

    assert office.get(f"/office/{register}/").status_code == 200


def pages_of(world):
    return {
        "membership": f"/office/memberships/do/suspended/{world.membership.pk}/",
        "mandate": f"/office/mandates/do/end/{world.mandate.pk}/",
        "local office": f"/office/local-offices/do/end/{world.mayoralty.pk}/",
        "body": f"/office/bodies/do/decide/{world.board.pk}/",
        "statutes": f"/office/bodies/do/adopt/{world.board.pk}/",
        "thing": f"/office/mandates/inspect/{world.mandate.pk}/",
        "log": f"/office/mandates/log/{world.mandate.pk}/",
    }


@pytest.mark.parametrize(
    ("who", "status"), [("sara", 200), ("mina", 302), ("jun", 302), ("leila", 302), ("omid", 302), ("stranger", 302)]
)
def test_only_the_secretariat_opens_the_pages_of_acts(network, client, who, status):
    if network.cast()[who]:
        client.force_login(network.cast()[who])

    assert {name: client.get(page).status_code for name, page in pages_of(network).items()} == dict.fromkeys(
        pages_of(network), status
    )


@pytest.mark.parametrize("who", ["mina", "jun", "leila", "omid", "stranger"])
def test_nobody_else_ends_a_mandate(network, client, who):
    if network.cast()[who]:
        client.force_login(network.cast()[who])

    client.post(pages_of(network)["mandate"], {"ends_on": "2022-01-01", "ending": "resigned", "reason": "no"})

    network.mandate.refresh_from_db()
    assert network.mandate.ends_on is None


def test_ending_a_local_office_shows_every_seat_that_hung_from_it(office, network):
    answer = office.post(
        pages_of(network)["local office"], {"ends_on": "۱۴۰۰/۵/۱۲", "reason": "Election lost"}, follow=True
    )

    flag = SeatFlag.objects.get()
    page = answer.content.decode()
    assert (flag.mandate, flag.raised_on) == (network.mandate, date(2021, 8, 3))
    assert Act.objects.get(verb="local_office.ended").reason == "Election lost"
    assert f"/office/flags/inspect/{flag.pk}/" in page
    assert "Seats in question" in page


def test_a_flag_is_cleared_by_naming_who_succeeds(office, network):
    office.post(pages_of(network)["local office"], {"ends_on": "2021-08-03", "reason": "Election lost"})
    flag = SeatFlag.objects.get()
    successor = Person.objects.create(slug="successor", names=names(en="The next mayor"))
    page = f"/office/flags/do/clear/{flag.pk}/"

    refused = office.post(page, {"outcome": "succeeded", "on": "2021-09-01"})
    office.post(page, {"outcome": "succeeded", "on": "2021-09-01", "person": successor.pk})

    flag.refresh_from_db()
    assert refused.status_code == 422
    assert "Name the person who takes the seat." in refused.content.decode()
    assert (flag.outcome, str(network.mandate.holdings.get(ends_on=None).person)) == ("succeeded", "The next mayor")
    assert "This flag was cleared before." in office.get(page).content.decode()


def test_an_ended_mandate_shows_the_obstacle_and_no_button(office, network):
    page = pages_of(network)["mandate"]
    office.post(page, {"ends_on": "2021-12-31", "ending": "resigned", "reason": "Resigned"})

    shown = office.get(page).content.decode()
    thing = office.get(pages_of(network)["thing"]).content.decode()

    assert "This mandate has already ended." in shown
    assert 'name="ends_on"' not in shown
    assert f'href="{page}"' not in thing


def test_a_suspension_needs_the_decision_of_an_organ(office, network):
    page = pages_of(network)["membership"]
    without = office.get(page).content.decode()
    decision = record_decision(
        body=network.board, title=names(en="Suspension of Mashhad"), decided_on=date(2021, 5, 1), by=network.sara
    )
    form = {"happened_on": "2021-06-01", "reason": "Unpaid dues"}

    refused = office.post(page, form)
    taken = office.post(page, form | {"decision": decision.pk})

    step = MembershipStep.objects.latest("number")
    assert "record its decision first" in without
    assert (refused.status_code, taken.status_code) == (422, 302)
    assert (step.state, step.decision, step.by) == ("suspended", decision, network.sara)


def test_an_exception_is_asked_until_when(office, network):
    page = f"/office/memberships/do/exception/{network.membership.pk}/"
    form = {"happened_on": "2021-06-01", "reason": "Earthquake", "state": "grace", "expires_on": "2999-01-01"}

    office.post(page, form)

    assert MembershipStep.objects.latest("number").expires_on == date(2999, 1, 1)


def test_a_step_that_does_not_follow_is_no_page(office, network):
    assert office.get(f"/office/memberships/do/examined/{network.membership.pk}/").status_code == 404


def test_the_acts_of_a_body_make_things_and_lead_to_their_pages(office, network):
    board = network.board.pk
    host = {"host": network.brussels.pk, "starts_on": "2014", "confidence": "confirmed"}
    decision = {"title_1": "New president", "decided_on": "2020-11-30", "confidence": "confirmed"}
    post = {"names_1": "President", "seats": "1", "way": "elected"}
    enrolment = {"party": network.seoul.pk, "state": "applied", "reason": "Letter", "confidence": "confirmed"}

    pages = [
        office.post(f"/office/bodies/do/{act}/{board}/", form).url.split("/")[2]
        for act, form in [("host", host), ("decide", decision), ("found-office", post), ("enrol", enrolment)]
    ]

    assert pages == ["hostings", "decisions", "offices", "memberships"]
    assert Membership.objects.get(body=network.board).party == network.seoul
    assert Office.objects.get(slug="president").body == network.board


def test_a_mandate_is_granted_and_corrected_with_its_reason(office, network):
    second = Office.objects.create(body=network.board, slug="member", names=names(en="Member"))
    office.post(
        f"/office/offices/do/grant/{second.pk}/",
        {"party": network.seoul.pk, "starts_on": "2021-04", "beginning": "elected", "confidence": "probable"},
    )
    mandate = Mandate.objects.get(office=second)

    page = f"/office/mandates/do/correct/{mandate.pk}/"
    form = {"party": network.seoul.pk, "starts_on": "2021-05", "beginning": "elected", "confidence": "confirmed"}
    office.post(page, form | {"reason": "The minutes say May"})

    mandate.refresh_from_db()
    assert (str(mandate.starts_on), mandate.confidence) == ("2021-05", "confirmed")
    log = office.get(f"/office/mandates/log/{mandate.pk}/").content.decode()
    assert "The minutes say May" in log


def statute_form(**more):
    form = {"title_1": "Statutes", "in_force_on": "2021-01-01", "authentic_language": "en", "confidence": "confirmed"}
    return form | more


def test_statutes_are_written_row_by_row_without_any_script(office, network):
    page = f"/office/bodies/do/adopt/{network.metropolis.pk}/"

    added = office.post(page, statute_form(rows="0", add="1", new_topic="majority")).content.decode()
    row = {"rule-0-topic": "majority", "rule-0-further": "{}", "rule-0-article": "12", "rule-0-text_1": "Two thirds."}
    wrong = office.post(page, statute_form(rows="1", **row, **{"rule-0-value-fraction": "3/2"}))
    right = office.post(page, statute_form(rows="1", **row, **{"rule-0-value-fraction": "۲/۳"}))

    assert 'name="rule-0-value-fraction"' in added
    assert wrong.status_code == 422
    assert "Write a fraction" in wrong.content.decode()
    assert right.status_code == 302
    rule = Statute.objects.get().rules.get()
    assert (rule.article, rule.topic, rule.values) == ("12", "majority", {"fraction": "2/3"})


def test_a_new_version_begins_as_a_copy_and_leaves_the_old_one_alone(office, network):
    page = f"/office/bodies/do/adopt/{network.metropolis.pk}/"
    row = {"rule-0-topic": "term", "rule-0-further": '{"odd": 7}', "rule-0-article": "9", "rule-0-text_1": "Three."}
    office.post(page, statute_form(rows="1", **row, **{"rule-0-value-years": "3"}))
    first = Statute.objects.get()

    copied = office.get(f"/office/statutes/do/adopt/{first.pk}/").content.decode()
    later = statute_form(rows="1", in_force_on="2023-01-01", **row, **{"rule-0-value-years": "4"})
    office.post(f"/office/statutes/do/adopt/{first.pk}/", later)

    first.refresh_from_db()
    second = Statute.objects.get(in_force_on=date(2023, 1, 1))
    assert 'value="9"' in copied
    assert (first.ends_on, first.rules.get().values) == (date(2023, 1, 1), {"odd": 7, "years": 3})
    assert second.rules.get().values == {"odd": 7, "years": 4}


def test_who_keeps_one_body_sees_its_rows_and_those_within_it_only(network, keeper, client):
    jury = found_body(names=names(en="Jury"), network="Metropolis", kind="jury", parent=network.award, by=network.sara)
    client.force_login(keeper)

    bodies = client.get("/office/bodies/").content.decode()
    own = client.get(f"/office/bodies/inspect/{jury.pk}/").status_code
    foreign = [
        client.get(page).status_code
        for name, page in pages_of(network).items()
        if name in {"membership", "mandate", "body", "statutes", "thing", "log"}
    ]

    assert "Metropolis Award" in bodies
    assert "Board of Directors" not in bodies
    assert own == 200
    assert foreign == [404] * 6


@pytest.mark.parametrize(
    "page", ["parties", "people", "log", "users", "duties", "invitations", "liaisons", "regions", "log/verify"]
)
def test_who_keeps_one_body_opens_no_register_of_the_secretariat(network, keeper, client, page):
    client.force_login(keeper)

    assert client.get(f"/office/{page}/").status_code == 302


def test_who_keeps_one_body_describes_it_but_does_not_move_or_found(network, keeper, client):
    client.force_login(keeper)
    form = {f"names_{place}": "" for place in range(4)} | {f"rules_in_short_{place}": "" for place in range(4)}
    form |= {"names_1": "The Award", "confidence": "confirmed", "position": "0", "parent": "", "network": "Other"}

    client.post(f"/office/bodies/edit/{network.award.pk}/", form)
    found = client.get("/office/bodies/add/").status_code

    network.award.refresh_from_db()
    draft = network.award.latest_revision.as_object()
    assert (str(draft.names), draft.network, draft.parent) == ("The Award", "Metropolis", network.metropolis)
    assert found == 302


def test_exports_hold_only_what_the_user_keeps(network, keeper, client):
    client.force_login(keeper)

    table = b"".join(client.get("/office/mandates/?export=csv").streaming_content).decode()

    assert "Brussels" in table
    assert "Mashhad" not in table


def test_a_term_that_is_over_closes_the_office(network, keeper, client):
    Holding.objects.filter(person__user=keeper).update(ends_on="2021-06-01")
    client.force_login(keeper)

    assert client.get("/office/bodies/").url.startswith("/account/login/")


def test_local_offices_are_found_by_party_or_person(office, network):
    LocalOffice.objects.all().count()
    page = office.get("/office/local-offices/results/", {"q": "مشهد"}).content.decode()

    assert "Mashhad" in page
