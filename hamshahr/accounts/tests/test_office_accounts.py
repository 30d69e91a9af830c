"""The accounts in the office: users, invitations, duties, each changed by an act."""

from datetime import date

import pytest
from django.core import mail

from hamshahr.accounts.models import Act, Invitation, StaffDuty

LISTS = ["users", "invitations", "duties", "log"]
OUTSIDE = ["mina", "jun", "leila", "omid", "stranger"]


@pytest.fixture
def office(world, client):
    client.force_login(world.sara)
    return client


@pytest.mark.parametrize("register", LISTS)
def test_the_secretariat_reads_the_accounts(office, register):
    assert office.get(f"/office/{register}/").status_code == 200


@pytest.mark.parametrize("who", OUTSIDE)
def test_nobody_else_does(world, client, who):
    if world.cast()[who]:
        client.force_login(world.cast()[who])

    assert {client.get(f"/office/{register}/").status_code for register in LISTS} == {302}


def test_an_invitation_is_written_and_withdrawn(office, django_capture_on_commit_callbacks):
    form = {"email": "new@example.org", "full_name": "New Person", "language": "fa"}
    with django_capture_on_commit_callbacks(execute=True):
        answer = office.post("/office/invitations/do/invite/", form)
    invitation = Invitation.objects.get()

    office.post(f"/office/invitations/do/withdraw/{invitation.pk}/")

    invitation.refresh_from_db()
    assert answer.url == f"/office/invitations/inspect/{invitation.pk}/"
    assert [letter.to for letter in mail.outbox] == [["new@example.org"]]
    assert invitation.withdrawn_at is not None
    assert "This invitation has been withdrawn." in office.get(answer.url).content.decode()


def test_a_second_invitation_to_the_same_address_is_refused_in_words(office, world):
    form = {"email": world.mina.email, "full_name": "Mina", "language": "fa"}

    answer = office.post("/office/invitations/do/invite/", form)

    assert answer.status_code == 422
    assert "Somebody has an account with this address already." in answer.content.decode()
    assert 'value="Mina"' in answer.content.decode()


def test_somebody_is_taken_into_the_secretariat_and_leaves_it(office, world):
    office.post(f"/office/users/do/start-duty/{world.omid.pk}/", {"starts_on": "2021-04-01"})
    duty = StaffDuty.objects.get(user=world.omid)
    office.post(f"/office/duties/do/end/{duty.pk}/", {"ends_on": "2022-04-01", "reason": "Moved on"})

    duty.refresh_from_db()
    verbs = list(Act.objects.filter(thing_id=str(duty.pk), verb__startswith="staff").values_list("verb", flat=True))
    assert (duty.starts_on, duty.ends_on) == (date(2021, 4, 1), date(2022, 4, 1))
    assert verbs == ["staff_duty.ended", "staff_duty.started"]


def test_the_last_of_the_secretariat_cannot_leave_it(office, world):
    page = f"/office/duties/do/end/{world.sara.staff_duties.get().pk}/"

    assert "appoint somebody first" in office.get(page).content.decode()
    assert office.post(page, {"ends_on": "2999-01-01", "reason": "tired"}).status_code == 422


@pytest.mark.parametrize("who", OUTSIDE)
def test_nobody_else_takes_anybody_in(world, client, who):
    if world.cast()[who]:
        client.force_login(world.cast()[who])

    client.post(f"/office/users/do/start-duty/{world.omid.pk}/", {"starts_on": "2021-04-01"})

    assert not StaffDuty.objects.filter(user=world.omid).exists()


def test_no_secret_of_an_account_leaves_by_its_page_or_its_export(office, world):
    page = office.get(f"/office/users/inspect/{world.mina.pk}/").content.decode()
    table = b"".join(office.get("/office/users/?export=csv").streaming_content).decode()

    assert world.mina.email in page
    assert "password" not in table
    assert world.mina.password not in page + table


def test_staff_without_a_second_factor_do_not_come_in(world, client):
    StaffDuty.objects.create(user=world.omid, starts_on=date(2020, 1, 1))
    client.force_login(world.omid)

    assert client.get("/office/users/").url.startswith("/account/2fa/")
