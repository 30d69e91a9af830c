"""The people of the demonstration, signed in through the real door: e-mail, word, second factor."""

import base64
import hashlib
import hmac
import time

from hamshahr.cli.cast import CAST, PASSWORD


def code_now(seed):
    """The six digits an authenticator shows at this moment (RFC 6238, 30 seconds, SHA-1)."""
    counter = int(time.time() // 30).to_bytes(8, "big")
    digest = hmac.new(base64.b32decode(seed), counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start : start + 4], 'big') & 0x7FFFFFFF) % 10**6:06}"


def sign_in(page, name):
    """Go through the real door."""
    person = next(person for person in CAST if person.name == name)
    page.goto("/account/login/")
    page.fill("input[name=login]", f"{name}@hamshahr.example")
    page.fill("input[name=password]", PASSWORD)
    page.locator("form:has(input[name=password]) button[type=submit]").first.click()
    if "/2fa/" in page.url:
        page.fill("input[name=code]", code_now(person.seed))
        page.locator("form:has(input[name=code]) button[type=submit]").first.click()
    page.wait_for_load_state()
