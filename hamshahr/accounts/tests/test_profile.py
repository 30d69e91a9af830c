import pytest
from django.core import mail
from django.utils import timezone

from hamshahr.accounts.models import Act

from .entrance import link_in, prove, sign_in


def test_a_user_changes_name_language_and_zone_and_the_page_answers_in_that_language(world, client):
    client.force_login(world.jun)

    form = {"full_name": "Jun Ha Park", "language": "es", "time_zone": "Asia/Seoul"}
    response = client.post("/account/profile/", form)

    world.jun.refresh_from_db()
    assert response["Location"] == "/account/profile/"
    assert (world.jun.full_name, world.jun.language, world.jun.time_zone) == ("Jun Ha Park", "es", "Asia/Seoul")
    assert '<html lang="es" dir="ltr">' in client.get("/account/profile/").content.decode()
    act = Act.objects.get(verb="user.described")
    assert act.by == world.jun
    assert act.changes == {
        "full_name": ["Jun Park", "Jun Ha Park"],
        "language": ["en", "es"],
        "time_zone": ["", "Asia/Seoul"],
    }


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd"])
def test_an_unknown_zone_is_refused(world, client, zone):
    client.force_login(world.jun)

    response = client.post("/account/profile/", {"full_name": "Jun", "language": "en", "time_zone": zone})

    assert response.status_code == 422
    world.jun.refresh_from_db()
    assert world.jun.time_zone == ""


def test_the_day_is_counted_in_the_zone_of_the_reader(world, client):
    world.jun.time_zone = "Asia/Seoul"
    world.jun.save()
    client.force_login(world.jun)

    page = client.get("/en/desk/seoul/").content.decode()

    assert '<bdi dir="ltr"><bdi>Seoul</bdi></bdi>' in page
    assert timezone.get_current_timezone_name() == "Europe/Madrid"


@pytest.mark.parametrize(
    ("path", "cookie", "who", "language"),
    [
        ("/account/login/?language=fr", "es", None, "fr"),
        ("/account/login/?language=xx", "es", None, "es"),
        ("/account/login/?next=/fa/desk/", "es", None, "fa"),
        ("/account/login/", "es", None, "es"),
        ("/account/login/", "", None, "en"),
        ("/account/profile/", "", "mina", "fa"),
        ("/account/profile/", "es", "mina", "es"),
        ("/account/profile/?language=en", "", "mina", "en"),
    ],
)
def test_the_language_of_the_account_pages(world, client, path, cookie, who, language):
    if who:
        client.force_login(getattr(world, who))
    if cookie:
        client.cookies["language"] = cookie

    page = client.get(path).content.decode()

    assert f'<html lang="{language}"' in page


def test_an_address_changes_only_after_the_new_one_is_proven(world, client):
    sign_in(client, "jun@example.org")

    unproven = client.post("/account/email/", {"email": "thief@example.org", "action_add": "1"})
    prove(client)
    client.post("/account/email/", {"email": "jun@seoul.example", "action_add": "1"})
    before = type(world.jun).objects.get(pk=world.jun.pk).email
    path = link_in(next(letter.body for letter in mail.outbox if letter.to == ["jun@seoul.example"]))
    client.post(path)

    world.jun.refresh_from_db()
    assert unproven["Location"].startswith("/account/reauthenticate/")
    assert before == "jun@example.org"
    assert world.jun.email == "jun@seoul.example"


def test_an_address_of_another_account_is_not_taken_and_not_told_apart(world, client):
    sign_in(client, "jun@example.org")
    prove(client)

    taken = client.post("/account/email/", {"email": "mina@example.org", "action_add": "1"})
    free = client.post("/account/email/", {"email": "free@example.org", "action_add": "1"})

    assert (taken.status_code, taken["Location"]) == (free.status_code, free["Location"])
    world.jun.refresh_from_db()
    assert world.jun.email == "jun@example.org"
    assert world.mina.emailaddress_set.get().verified is True
