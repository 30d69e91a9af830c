import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

from .entrance import prove, sign_in

OPEN = ["login/", "login/code/", "password/reset/", "password/reset/done/", "signup/", "inactive/", "confirm-email/"]
OPEN += ["password/reset/key/1-2/", "invitation/none/", "confirm-email/none/"]
SIGNED_IN = ["profile/", "email/", "logout/", "2fa/", "reauthenticate/", "password/change/"]
PROVEN = ["2fa/totp/deactivate/", "2fa/recovery-codes/", "2fa/recovery-codes/generate/", "2fa/webauthn/"]
PROVEN += ["2fa/webauthn/add/", "2fa/reauthenticate/", "invitations/", "staff/"]


def sound(response):
    """Whether a page is ours, and asks for no script or style that the policy forbids."""
    page = response.content.decode()
    scripts = re.findall(r"<script\b[^>]*>", page)
    inline = [tag for tag in scripts if "src=" not in tag and 'type="application/json"' not in tag]
    return {
        "status": response.status_code in {200, 404},
        "direction": '<html lang="fa" dir="rtl">' in page,
        "ours": 'class="masthead"' in page,
        "no inline script": not inline and not re.search(r"\son[a-z]+=", page),
        "no inline style": "style=" not in page and "<style" not in page,
        "no placeholder": "placeholder=" not in page,
        "one h1": page.count("<h1") == 1,
    }


GOOD = dict.fromkeys(
    ["status", "direction", "ours", "no inline script", "no inline style", "no placeholder", "one h1"], True
)


@pytest.mark.parametrize("path", OPEN)
def test_pages_open_to_strangers_are_ours_in_persian(world, client, path):
    assert sound(client.get(f"/account/{path}?language=fa")) == GOOD


@pytest.mark.parametrize("path", SIGNED_IN)
def test_pages_of_an_account_are_ours_in_persian(world, client, path):
    client.force_login(world.jun)

    assert sound(client.get(f"/account/{path}?language=fa")) == GOOD


@pytest.mark.parametrize("path", PROVEN)
def test_pages_behind_a_second_proof_are_ours_in_persian(world, client, path):
    RecoveryCodes.activate(world.sara)
    [codes] = Authenticator.objects.filter(user=world.sara, type="recovery_codes")
    sign_in(client, "sara@example.org")
    client.post("/account/2fa/authenticate/", {"code": codes.wrap().get_unused_codes()[0]})

    prove(client)

    assert sound(client.get(f"/account/{path}?language=fa")) == GOOD


def test_the_second_step_and_the_page_for_the_code_are_ours_in_persian(world, client):
    sign_in(client, "sara@example.org")
    step = client.get("/account/2fa/authenticate/?language=fa")
    client.post("/account/logout/")
    client.post("/account/login/code/", {"email": "mina@example.org"})

    assert sound(step) == GOOD
    assert sound(client.get("/account/login/code/confirm/?language=fa")) == GOOD


def test_setting_up_an_app_shows_the_key_as_a_picture_of_this_page(world, client):
    sign_in(client, "jun@example.org")
    prove(client)

    response = client.get("/account/2fa/totp/activate/?language=fa")

    assert sound(response) == GOOD
    assert 'src="data:image/svg+xml;base64,' in response.content.decode()


def test_recovery_codes_are_a_text_file(world, client):
    RecoveryCodes.activate(world.sara)
    [codes] = Authenticator.objects.filter(user=world.sara, type="recovery_codes")
    sign_in(client, "sara@example.org")
    client.post("/account/2fa/authenticate/", {"code": codes.wrap().get_unused_codes()[0]})
    prove(client)

    response = client.get("/account/2fa/recovery-codes/download/")

    assert response["Content-Type"].startswith("text/plain")
    assert len(response.content.decode().split()) == 9


def test_too_many_tries_have_a_page_of_ours(world, client):
    for _number in range(4):
        response = client.post("/account/password/reset/?language=fa", {"email": "jun@example.org"})

    assert response.status_code == 429
    assert 'class="masthead"' in response.content.decode()
