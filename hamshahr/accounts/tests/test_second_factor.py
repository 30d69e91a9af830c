import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP

from .entrance import app_code, prove, sign_in


@pytest.fixture
def without_factor(world, client):
    """Sara, signed in before she has set up anything but a password."""
    Authenticator.objects.filter(user=world.sara).delete()
    sign_in(client, "sara@example.org")
    return world.sara


@pytest.mark.parametrize(
    "path", ["/office/", "/office/login/?next=/office/", "/en/", "/fa/desk/", "/fa/desk/mashhad/liaisons/"]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_secretariat_without_a_second_factor_sees_no_other_page(without_factor, client, path, method):
    response = getattr(client, method)(path)

    assert response.status_code == 302
    assert response["Location"].startswith("/account/2fa/totp/activate/?language=")


def test_the_api_refuses_with_a_sentence_and_htmx_follows(without_factor, client):
    api = client.get("/api/parties")
    htmx = client.get("/en/", headers={"HX-Request": "true"})

    assert (api.status_code, api.json()) == (403, {"detail": "Set up a second factor first."})
    assert htmx["HX-Redirect"] == "/account/2fa/totp/activate/?language=en"


def test_recovery_codes_alone_are_no_second_factor(without_factor, client):
    Authenticator.objects.create(user=without_factor, type=Authenticator.Type.RECOVERY_CODES, data={"seed": "x"})

    assert client.get("/en/desk/").status_code == 302


def test_setting_up_an_app_opens_the_office_and_gives_recovery_codes(without_factor, client):
    asked = client.get("/account/2fa/totp/activate/?language=en")
    prove(client)
    page = client.get("/account/2fa/totp/activate/?language=en")
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page.content.decode()).group(1).replace(" ", "")

    response = client.post("/account/2fa/totp/activate/", {"code": app_code(secret)})

    assert asked["Location"].startswith("/account/reauthenticate/?next=")
    assert response["Location"] == "/account/2fa/recovery-codes/"
    assert client.get("/en/desk/").status_code == 200
    assert sorted(Authenticator.objects.filter(user=without_factor).values_list("type", flat=True)) == [
        "recovery_codes",
        "totp",
    ]


def test_a_liaison_works_without_a_second_factor(world, client):
    client.force_login(world.jun)

    assert client.get("/en/desk/seoul/").status_code == 200


def test_a_passkey_is_a_second_factor(without_factor, client):
    Authenticator.objects.create(user=without_factor, type=Authenticator.Type.WEBAUTHN, data={})

    assert client.get("/en/desk/").status_code == 200


def test_the_wrong_code_is_slowed_down(world, client):
    sign_in(client, "sara@example.org")
    answers = [client.post("/account/2fa/authenticate/", {"code": "000000"}) for _number in range(6)]

    assert "Too many wrong tries" in answers[5].content.decode()
    assert TOTP(Authenticator.objects.get(user=world.sara)).validate_code("000000") is False
