from django.test import Client

from .entrance import PASSWORD, is_signed_in, sign_in


def two_browsers(email):
    browsers = Client(), Client()
    for browser in browsers:
        sign_in(browser, email)
    return browsers


def test_signing_out_ends_the_session_elsewhere(world):
    here, elsewhere = two_browsers("jun@example.org")
    other_account = Client()
    sign_in(other_account, "mina@example.org")

    here.post("/account/logout/")

    assert [is_signed_in(each) for each in (here, elsewhere, other_account)] == [False, False, True]
    assert sign_in(here, "jun@example.org").status_code == 302
    assert is_signed_in(here)


def test_a_changed_password_ends_the_session_elsewhere_and_keeps_this_one(world):
    here, elsewhere = two_browsers("jun@example.org")

    new = "another set of long words"
    response = here.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert response["Location"] == "/account/profile/"
    assert [is_signed_in(each) for each in (here, elsewhere)] == [True, False]
    assert sign_in(Client(), "jun@example.org", PASSWORD).status_code == 200


def test_opening_the_sign_out_page_signs_nobody_out(world, client):
    sign_in(client, "jun@example.org")

    client.get("/account/logout/")

    assert is_signed_in(client)
