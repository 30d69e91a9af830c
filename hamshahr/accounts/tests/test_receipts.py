"""A form that is sent twice is carried out once, and the second try gets the receipt of the first."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone

from hamshahr.accounts.models import Act, Invitation, Receipt
from hamshahr.accounts.receipts import forget_receipts, new_key
from hamshahr.accounts.services import start_staff_duty

ADDRESS = "/account/invitations/"


def form(key, **fields):
    return {"once": key, "full_name": "Nima", "email": "nima@example.org", "language": "fa"} | fields


@pytest.fixture
def sara(world, client):
    client.force_login(world.sara)
    return client


def sentences(response):
    return [str(sentence) for sentence in get_messages(response.wsgi_request)]


def test_the_second_try_gets_the_same_receipt_and_no_second_act(sara):
    key = new_key()

    answers = [sara.post(ADDRESS, form(key)) for _try in range(3)]

    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, ADDRESS)}
    assert Invitation.objects.count() == 1
    assert Act.objects.filter(verb="invitation.written").count() == 1
    assert sentences(answers[2]) == ["The invitation is written; it is good for seven days."]


def test_a_receipt_whose_answer_was_lost_is_read_by_a_browser_that_never_got_it(world, sara):
    key, other_window = new_key(), Client()
    other_window.force_login(world.sara)
    sara.post(ADDRESS, form(key))

    page = other_window.post(ADDRESS, form(key), follow=True)

    assert "The invitation is written; it is good for seven days." in page.content.decode()


def test_a_mistake_does_not_use_up_the_key_and_the_form_comes_back_with_it(sara):
    key = new_key()

    mistaken = sara.post(ADDRESS, form(key, email="nima"))

    assert mistaken.status_code == 422
    assert f'name="once" value="{key}"' in mistaken.content.decode()
    assert not Receipt.objects.exists()
    assert sara.post(ADDRESS, form(key)).status_code == 302
    assert Invitation.objects.count() == 1


def test_a_changed_form_with_a_used_key_is_neither_carried_out_nor_lost(sara):
    key = new_key()
    sara.post(ADDRESS, form(key))

    changed = sara.post(ADDRESS, form(key, email="dina@example.org"))

    page = changed.content.decode()
    assert changed.status_code == 409
    assert "This form was sent before" in page
    assert '<input type="hidden" name="email" value="dina@example.org">' in page
    assert key not in page
    assert list(Invitation.objects.values_list("email", flat=True)) == ["nima@example.org"]


def test_browsers_may_end_lines_as_they_like(world, sara):
    today, key = timezone.localdate(), new_key()
    duty = start_staff_duty(user=world.omid, starts_on=today - timedelta(days=9), by=world.sara)
    address, typed = f"/account/staff/{duty.pk}/end/", {"once": key, "ends_on": today.isoformat()}

    answers = [sara.post(address, typed | {"reason": reason}) for reason in ("one\r\ntwo", "one\ntwo")]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Act.objects.filter(verb="staff_duty.ended").count() == 1


def test_another_user_and_a_form_without_a_key_are_other_forms(world, sara):
    key = new_key()
    sara.post(ADDRESS, form(key))
    Receipt.objects.update(user=world.jun)

    answers = [sara.post(ADDRESS, form(key, email="dina@example.org")) for key in (key, "", "' OR 1=1 --")]

    assert [answer.status_code for answer in answers] == [302, 422, 422]  # the last two meet the open invitation
    assert (Invitation.objects.count(), Receipt.objects.count()) == (2, 2)


def test_a_reload_asks_for_the_receipt_and_nobody_else_gets_it(world, sara, client):
    key, stranger = new_key(), Client()
    before = sara.get(f"{ADDRESS}?sent={key}")
    sara.post(ADDRESS, form(key))

    answers = [sara.get(f"{ADDRESS}?sent={key}"), stranger.get(f"{ADDRESS}?sent={key}")]

    assert before.status_code == 200
    assert answers[0]["Location"] == ADDRESS
    assert answers[1]["Location"].startswith("/account/login/")


def test_a_script_is_told_the_way_and_leaves_the_sentences_to_the_reader(sara):
    answer = sara.post(ADDRESS, form(new_key()), headers={"X-Form": "kept"})

    assert (answer.status_code, answer["X-Receipt"], answer.content) == (204, ADDRESS, b"")
    assert "Location" not in answer
    assert "The invitation is written" in sara.get(ADDRESS).content.decode()


def test_pages_with_such_a_form_are_not_kept_by_the_browser(sara):
    assert "no-store" in sara.get(ADDRESS)["Cache-Control"]


def test_who_must_sign_in_comes_back_to_the_page_of_the_form(world):
    stranger = Client()
    page = {"Referer": "http://testserver/fa/consents/"}

    answers = [
        stranger.post("/fa/consents/email/giving/", {"once": new_key()}, headers=page),
        stranger.post("/fa/consents/email/giving/", {"once": new_key()}, headers={"Referer": "https://example.com/x"}),
    ]

    assert [answer["Location"] for answer in answers] == [
        "/account/login/?next=/fa/consents/",
        "/account/login/?next=/fa/consents/email/giving/",
    ]


def test_signing_out_clears_what_the_browser_kept(sara):
    assert sara.post("/account/logout/")["Clear-Site-Data"] == '"storage"'
    assert "Clear-Site-Data" not in sara.get("/en/")


def test_receipts_are_forgotten_when_no_session_can_ask_for_them(sara, settings):
    sara.post(ADDRESS, form(new_key()))
    made_at = Receipt.objects.get().made_at

    early = forget_receipts(at=made_at + timedelta(seconds=settings.SESSION_COOKIE_AGE))
    late = forget_receipts(at=made_at + timedelta(days=30))

    assert (early, late, Receipt.objects.count()) == (0, 1, 0)
