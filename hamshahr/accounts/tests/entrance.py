"""Coming in, as a person at a browser does."""

import re
import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

PASSWORD = "correct horse battery"
SARAS_SECRET = "JBSWY3DPEHPK3PXP"


def sign_in(client, email, password=PASSWORD, **extra):
    return client.post("/account/login/?language=en", {"login": email, "password": password}, **extra)


def prove(client, password=PASSWORD):
    """Give the password once more, as what protects the account asks for."""
    return client.post("/account/reauthenticate/", {"password": password})


def app_code(secret=SARAS_SECRET):
    """The code that the app shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def link_in(text):
    """The path of the first link in a letter."""
    return re.search(r"https?://[^/\s]+(/\S+)", text).group(1)


def is_signed_in(client):
    return client.get("/account/profile/").status_code == 200
