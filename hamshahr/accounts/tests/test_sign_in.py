import re
from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core import mail
from django.test import Client

from .entrance import PASSWORD, app_code, is_signed_in, link_in, sign_in
from .sink import mail_sink


def test_a_liaison_signs_in_with_a_password_to_a_new_session_in_the_language_of_the_account(world, client):
    client.get("/account/login/")
    client.cookies["sessionid"] = "chosen-by-somebody-else"

    response = sign_in(client, "mina@example.org")

    assert (response.status_code, response["Location"]) == (302, "/fa/desk/")
    assert client.cookies["sessionid"].value != "chosen-by-somebody-else"
    assert client.cookies["language"].value == "fa"
    assert is_signed_in(client)


@pytest.mark.parametrize("email", ["mina@example.org", "nobody@example.org"])
def test_a_wrong_password_says_the_same_whether_the_account_exists_or_not(world, client, email):
    response = sign_in(client, email, "wrong")
    page = response.content.decode().replace(email, "")

    assert response.status_code == 200
    assert "Address and password do not belong together." in page
    assert not is_signed_in(client)


def test_thirty_wrong_passwords_slow_a_stranger_down_and_let_the_owner_in(world):
    owner, stranger = Client(), Client()
    sign_in(owner, "mina@example.org")
    owner.post("/account/logout/")

    answers = [sign_in(stranger, "mina@example.org", f"wrong {number}") for number in range(30)]
    right_but_late = sign_in(stranger, "mina@example.org")

    slowed = ["Too many wrong tries" in answer.content.decode() for answer in answers]
    assert slowed == [False] * 5 + [True] * 25
    assert right_but_late.status_code == 200
    assert not is_signed_in(stranger)
    assert sign_in(owner, "mina@example.org").status_code == 302
    assert is_signed_in(owner)


def test_a_new_browser_of_a_slowed_account_still_comes_in_with_a_code_by_mail(world, client):
    for number in range(9):
        sign_in(Client(), "jun@example.org", f"wrong {number}")

    client.post("/account/login/code/?language=en", {"email": "jun@example.org"})
    code = re.search(r"^[A-Z0-9-]{6,}$", mail.outbox[-1].body, re.MULTILINE).group()
    response = client.post("/account/login/code/confirm/", {"code": code})

    assert response["Location"] == "/en/desk/"
    assert is_signed_in(client)


def test_the_limit_does_not_believe_what_a_header_says_of_the_address(world):
    answers = [
        sign_in(Client(), "mina@example.org", "wrong", headers={"X-Forwarded-For": f"203.0.113.{number}"})
        for number in range(6)
    ]

    assert "Too many wrong tries" in answers[5].content.decode()


def test_a_number_of_one_account_gives_no_tries_at_another(world):
    browser = Client()
    sign_in(browser, "jun@example.org")
    browser.post("/account/logout/")
    for _number in range(5):
        sign_in(Client(), "mina@example.org", "wrong")

    assert "Too many wrong tries" in sign_in(browser, "mina@example.org").content.decode()


def test_a_code_comes_by_mail_in_the_language_of_the_account_and_works_once(world, client, settings):
    with mail_sink(settings) as taken:
        client.post("/account/login/code/?language=en", {"email": "mina@example.org"})
        asked_in_vain = Client().post("/account/login/code/?language=en", {"email": "nobody@example.org"})

    letter, *others = taken
    text, html = (letter.get_body([kind]).get_content() for kind in ("plain", "html"))
    code = re.search(r"^[A-Z0-9-]{6,}$", text.replace("\r", ""), re.MULTILINE).group()
    assert others == []
    assert letter["To"] == "mina@example.org"
    assert '<html lang="fa" dir="rtl">' in html
    assert code in html
    assert asked_in_vain["Location"] == "/account/login/code/confirm/"
    assert client.post("/account/login/code/confirm/", {"code": "WRONG1"}).status_code == 200
    assert client.post("/account/login/code/confirm/", {"code": code}).status_code == 302
    assert is_signed_in(client)
    assert Client().post("/account/login/code/confirm/", {"code": code})["Location"] == "/account/login/code/"


def test_the_secretariat_needs_password_and_app(world, client):
    first = sign_in(client, "sara@example.org")
    between = is_signed_in(client)
    wrong = client.post("/account/2fa/authenticate/", {"code": "000000"})
    second = client.post("/account/2fa/authenticate/", {"code": app_code()})

    assert first["Location"] == "/account/2fa/authenticate/"
    assert (between, wrong.status_code) == (False, 200)
    assert second["Location"] == "/en/desk/"
    assert is_signed_in(client)


def test_a_code_by_mail_does_not_go_round_the_second_step(world, client):
    client.post("/account/login/code/?language=en", {"email": "sara@example.org"})
    code = re.search(r"^[A-Z0-9-]{6,}$", mail.outbox[-1].body, re.MULTILINE).group()

    response = client.post("/account/login/code/confirm/", {"code": code})

    assert response["Location"] == "/account/2fa/authenticate/"
    assert not is_signed_in(client)


def test_a_recovery_code_opens_the_account_once(world):
    codes = RecoveryCodes.activate(world.sara).get_unused_codes()
    first, second = Client(), Client()
    sign_in(first, "sara@example.org")
    sign_in(second, "sara@example.org")

    assert first.post("/account/2fa/authenticate/", {"code": codes[0]})["Location"] == "/en/desk/"
    assert second.post("/account/2fa/authenticate/", {"code": codes[0]}).status_code == 200
    assert not is_signed_in(second)


def test_an_empty_passkey_signs_nobody_in(world, client):
    response = client.post("/account/2fa/webauthn/login/", {"credential": ""})

    assert response.status_code in {200, 302}
    assert not is_signed_in(client)


def test_the_door_of_the_office_is_the_common_door(world, client):
    response = client.post("/office/login/?next=/office/pages/", {"username": "sara@example.org", "password": PASSWORD})

    assert response["Location"] == "/account/login/?next=%2Foffice%2Fpages%2F"
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_leads_to_no_other_host(world, client, target):
    response = client.post("/account/login/", {"login": "jun@example.org", "password": PASSWORD, "next": target})

    assert response["Location"] == "/en/desk/"


def test_signing_in_leads_back_to_the_page_asked_for(world, client):
    response = client.post("/account/login/", {"login": "jun@example.org", "password": PASSWORD, "next": "/es/bodies/"})

    assert response["Location"] == "/es/bodies/"


def test_a_closed_account_does_not_come_in(world, client):
    world.jun.is_active = False
    world.jun.save()

    sign_in(client, "jun@example.org")

    assert not is_signed_in(client)


def test_a_password_is_set_anew_by_a_link_that_works_once_and_ends_the_other_sessions(world):
    elsewhere, browser = Client(), Client()
    sign_in(elsewhere, "jun@example.org")
    unknown = browser.post("/account/password/reset/?language=en", {"email": "nobody@example.org"})
    known = browser.post(
        "/account/password/reset/?language=en", {"email": "jun@example.org"}, headers={"Host": "localhost"}
    )
    [letter] = mail.outbox
    path = link_in(letter.body)

    form = browser.get(path)["Location"]
    done = browser.post(form, {"password1": "a quite new long word", "password2": "a quite new long word"})

    assert (unknown.status_code, unknown["Location"]) == (known.status_code, known["Location"])
    assert letter.body.count("http://127.0.0.1:8000/account/password/reset/key/") == 1
    assert done["Location"] == "/account/password/reset/key/done/"
    assert not is_signed_in(elsewhere)
    assert sign_in(Client(), "jun@example.org", "a quite new long word").status_code == 302
    assert "password reset" in Client().get(path).content.decode().lower()
    assert Client().get(path).status_code == 200
    assert Authenticator.objects.filter(user=world.jun).count() == 0


def test_a_name_with_a_line_break_adds_no_header_to_a_letter(world, client):
    world.mina.full_name = "Mina\r\nBcc: thief@example.org"
    world.mina.save()
    client.post("/account/login/code/?language=en", {"email": "mina@example.org"})

    message = mail.outbox[-1].message()

    assert "Bcc" not in message
    assert message["To"] == "mina@example.org"


def test_the_password_of_somebody_whose_duty_ended_still_opens_an_account_without_rights(world, client):
    world.sara.staff_duties.update(ends_on=date(2020, 1, 1))
    sign_in(client, "sara@example.org")
    client.post("/account/2fa/authenticate/", {"code": app_code()})

    assert is_signed_in(client)
    assert client.get("/account/invitations/").status_code == 403
