from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from hamshahr.accounts import services
from hamshahr.accounts.models import Act, Invitation, User
from hamshahr.kernel.errors import Refused

from .entrance import is_signed_in, link_in, sign_in
from .sink import mail_sink

PASSWORD = "three odd words together"


@pytest.fixture
def invited(world, django_capture_on_commit_callbacks):
    """An invitation to Parisa, and the path of the link in its letter."""
    with django_capture_on_commit_callbacks(execute=True):
        invitation = services.invite(email="Parisa@Example.org", full_name="پریسا احمدی", language="fa", by=world.sara)
    return invitation, link_in(mail.outbox[-1].body)


def accept(client, path, **fields):
    return client.post(path, {"full_name": "پریسا احمدی", "password": PASSWORD, **fields})


def test_an_invitation_goes_by_mail_in_the_language_of_the_person_and_keeps_no_token(
    world, settings, django_capture_on_commit_callbacks
):
    with mail_sink(settings) as taken, django_capture_on_commit_callbacks(execute=True):
        invitation = services.invite(email="parisa@example.org", full_name="پریسا", language="fa", by=world.sara)

    [letter] = taken
    text, html = (letter.get_body([kind]).get_content() for kind in ("plain", "html"))
    token = link_in(text).split("/")[3]
    invitation.refresh_from_db()
    assert (letter["To"], letter["From"]) == ("parisa@example.org", "secretariat@localhost")
    assert '<html lang="fa" dir="rtl">' in html
    assert f"/account/invitation/{token}/?language=fa" in text
    assert invitation.sent_at is not None
    assert token not in str(list(Invitation.objects.values())) + str(list(Act.objects.values()))
    assert [act.verb for act in Act.objects.order_by("-number")[:2]] == ["invitation.sent", "invitation.written"]


def test_an_accepted_invitation_is_an_account_with_a_proven_address_and_a_session(world, client, invited):
    invitation, path = invited

    page = client.get(path)
    response = accept(client, path)

    user = User.objects.get(email="parisa@example.org")
    invitation.refresh_from_db()
    assert page.status_code == 200
    assert response["Location"] == "/fa/desk/"
    assert is_signed_in(client)
    assert (user.full_name, user.language, user.check_password(PASSWORD)) == ("پریسا احمدی", "fa", True)
    assert list(EmailAddress.objects.filter(user=user).values_list("email", "verified", "primary")) == [
        ("parisa@example.org", True, True)
    ]
    assert invitation.accepted_by == user
    act = Act.objects.order_by("-number").first()
    assert (act.verb, act.by) == ("invitation.accepted", user)


def test_accepting_signs_the_previous_user_of_the_browser_out(world, client, invited):
    sign_in(client, "jun@example.org")

    accept(client, invited[1])

    assert "پریسا احمدی" in client.get("/account/profile/").content.decode()


def test_used_withdrawn_expired_and_wrong_links_look_the_same(world, invited):
    path = invited[1]
    accept(Client(), path)
    used = Client().get(path)
    wrong = Client().get("/account/invitation/not-a-token/?language=fa")
    Invitation.objects.update(accepted_by=None, withdrawn_at=timezone.now())
    withdrawn = Client().get(path)
    Invitation.objects.update(withdrawn_at=None, expires_at=timezone.now() - timedelta(seconds=1))
    expired = Client().get(path)
    posted = accept(Client(), path)

    answers = [used, wrong, withdrawn, expired, posted]
    assert [answer.status_code for answer in answers] == [404] * 5
    texts = {body(answer) for answer in answers}
    assert len(texts) == 1
    assert User.objects.filter(email="parisa@example.org").count() == 1


def body(answer):
    """The page without what its address and its timing put into it."""
    return answer.content.decode().split("<main")[1].split("</main>")[0]


def test_a_weak_password_is_sent_back_and_the_name_is_kept(world, client, invited):
    response = accept(client, invited[1], password="parisa", full_name="پریسا الف")

    assert response.status_code == 422
    assert "پریسا الف" in response.content.decode()
    assert not User.objects.filter(email="parisa@example.org").exists()


def test_nobody_is_invited_twice_nor_over_an_account(world, invited):
    for email in ("PARISA@example.org", "Mina@example.org"):
        with pytest.raises(Refused):
            services.invite(email=email, full_name="X", language="en", by=world.sara)

    assert Invitation.objects.count() == 1


def test_an_accepted_invitation_is_not_withdrawn(world, client, invited):
    accept(client, invited[1])

    with override("en"), pytest.raises(Refused, match="accepted"):
        services.withdraw_invitation(invitation=invited[0], by=world.sara)


def test_a_letter_that_does_not_go_out_is_seen_in_the_list(
    world, client, settings, caplog, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    client.force_login(world.sara)
    form = {"email": "parisa@example.org", "full_name": "Parisa", "language": "en"}

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post("/account/invitations/?language=en", form)

    assert response.status_code == 302
    assert Invitation.objects.get().sent_at is None
    assert "The letter did not go out" in client.get("/account/invitations/").content.decode()


@pytest.mark.parametrize(
    ("who", "status"), [("sara", 302), ("mina", 403), ("jun", 403), ("leila", 403), ("omid", 403), (None, 302)]
)
def test_only_the_secretariat_invites_and_withdraws(world, client, invited, who, status):
    if who:
        client.force_login(getattr(world, who))
    form = {"email": "new@example.org", "full_name": "New", "language": "en"}

    wrote = client.post("/account/invitations/", form)
    withdrew = client.post(f"/account/invitations/{invited[0].pk}/withdrawal/")

    invited[0].refresh_from_db()
    assert (wrote.status_code, withdrew.status_code) == (status, status)
    assert Invitation.objects.filter(email="new@example.org").exists() is (who == "sara")
    assert (invited[0].withdrawn_at is not None) is (who == "sara")


def test_signing_up_is_closed_and_the_page_says_whom_to_ask(world, client):
    response = client.get("/account/signup/?language=en")
    posted = client.post("/account/signup/", {"email": "x@example.org", "password1": PASSWORD})

    assert "Accounts come by invitation" in response.content.decode()
    assert posted.status_code == 200
    assert not User.objects.filter(email="x@example.org").exists()
