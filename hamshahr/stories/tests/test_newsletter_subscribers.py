"""Who gets the newsletter: asked, confirmed by the owner, left for good, forgotten."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hamshahr.accounts.models import Act
from hamshahr.kernel.errors import Refused
from hamshahr.letters.models import Letter
from hamshahr.stories.models import OptIn, Subscriber
from hamshahr.stories.services import (
    confirm_subscription,
    erase_subscriber,
    forget_unconfirmed,
    unsubscribe,
    write_letters,
)
from hamshahr.stories.services.subscribers import digest_of
from tests.news import a_story, category

from .newsletters import ADDRESS, a_released_issue, ask, link_in, plain, posted, subscribed

FORM = {"address": ADDRESS, "language": "en", "consent": "on"}


def test_nobody_is_subscribed_before_the_link_of_the_letter_is_followed(world, client, settings):
    client.post("/en/news/newsletter/", FORM)
    (mail,) = posted(settings)
    page = link_in(mail, "confirm")

    shown = client.get(page)
    before = Subscriber.objects.get().state
    done = client.post(page)

    assert (shown.status_code, before, done.status_code) == (200, "asked", 200)
    subscriber = Subscriber.objects.get()
    assert (subscriber.address, subscriber.language, subscriber.state) == (ADDRESS, "en", "confirmed")
    assert [step.kind for step in subscriber.steps.all()] == ["asked", "confirmed"]
    kept = OptIn.objects.get()
    assert kept.consent.startswith("I want the newsletter at this address.")
    assert kept.confirmed_at is not None


def test_the_link_works_once_and_not_after_two_days(world, client, settings):
    ask()
    page = link_in(posted(settings)[0], "confirm")
    client.post(page)
    again = client.post(page)
    ask()
    late = link_in(posted(settings)[0], "confirm")
    OptIn.objects.filter(confirmed_at=None).update(expires_at=timezone.now() - timedelta(seconds=1))

    assert (again.status_code, client.get(late).status_code, client.post(late).status_code) == (410, 410, 410)
    assert OptIn.objects.filter(confirmed_at=None).count() == 1


def test_the_token_stands_nowhere_but_in_the_mail(world, settings):
    ask()
    (mail,) = posted(settings)
    token = link_in(mail, "confirm").rstrip("/").rpartition("/")[2]

    letter = Letter.objects.get()
    assert token not in letter.text + letter.html + str(letter.headers)
    assert OptIn.objects.get().token_digest == digest_of(token)


def test_the_answer_does_not_tell_whether_an_address_is_subscribed(world, client, settings):
    subscribed(settings, "in@example.net")
    unsubscribe(subscriber=subscribed(settings, "left@example.net"))
    answers = []
    for address in ["in@example.net", "left@example.net", "new@example.net", "IN@example.net", "in@example.net"]:
        answer = client.post("/en/news/newsletter/", FORM | {"address": address}, follow=True)
        text = answer.content.decode().partition("<main")[2].partition("</main>")[0]
        answers.append((answer.status_code, answer.redirect_chain, text))

    assert len({str(answer) for answer in answers}) == 1
    assert "in@example.net" not in answers[0][2]


def test_a_stranger_cannot_change_what_a_subscriber_chose(world, settings):
    subscriber = subscribed(settings)
    ask(language="fa", categories=[category()])

    subscriber.refresh_from_db()
    assert (subscriber.state, subscriber.language, list(subscriber.categories.all())) == ("confirmed", "en", [])


def test_an_address_is_not_bombed_with_questions(world, settings):
    for _time in range(6):
        ask()

    assert len(posted(settings)) == 2


def test_who_left_is_asked_once_a_month_at_most_and_stays_unsubscribed_until_confirming(world, settings):
    subscriber = subscribed(settings)
    OptIn.objects.update(asked_at=timezone.now() - timedelta(days=3))
    unsubscribe(subscriber=subscriber)
    ask()
    ask()

    assert len(posted(settings)) == 1
    subscriber.refresh_from_db()
    assert subscriber.state == "unsubscribed"


def test_one_connection_asks_thirty_times_an_hour(world, client):
    codes = [
        client.post("/en/news/newsletter/", FORM | {"address": f"r{number}@example.net"}).status_code
        for number in range(32)
    ]

    assert codes == [302] * 30 + [429] * 2
    assert Subscriber.objects.count() == 30


def test_a_letter_carries_the_one_click_headers_and_the_click_needs_no_page_before(world, client, settings):
    subscribed(settings)
    a_story(world)
    write_letters(a_released_issue(world))
    (mail,) = posted(settings)
    address = mail["List-Unsubscribe"].strip(" <>")
    client.handler.enforce_csrf_checks = True

    answer = client.post(address.removeprefix(settings.ADDRESS), {"List-Unsubscribe": "One-Click"})

    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address.startswith(settings.ADDRESS + "/en/news/newsletter/leave/")
    assert address in plain(mail)
    assert answer.status_code == 200
    assert Subscriber.objects.get().state == "unsubscribed"


def test_opening_the_page_to_leave_changes_nothing_and_its_button_does(world, client, settings):
    subscriber = subscribed(settings)
    a_story(world)
    write_letters(a_released_issue(world))
    page = link_in(posted(settings)[0], "leave")

    shown = client.get(page)
    subscriber.refresh_from_db()
    assert (shown.status_code, subscriber.state) == (200, "confirmed")

    client.post(page)
    again = client.post(page)
    subscriber.refresh_from_db()
    assert (again.status_code, subscriber.state) == (200, "unsubscribed")
    assert subscriber.steps.filter(kind="unsubscribed").count() == 1


def test_a_forged_link_is_not_there(world, client, settings):
    subscriber = subscribed(settings)

    assert client.post(f"/en/news/newsletter/leave/{subscriber.key}/").status_code == 404
    assert client.post(f"/en/news/newsletter/leave/{subscriber.key}~{'x' * 43}/").status_code == 404
    subscriber.refresh_from_db()
    assert subscriber.state == "confirmed"


def test_a_link_to_confirm_is_void_after_leaving(world, settings):
    ask()
    token = link_in(posted(settings)[0], "confirm").rstrip("/").rpartition("/")[2]
    unsubscribe(subscriber=Subscriber.objects.get())

    with pytest.raises(Refused, match="not valid"):
        confirm_subscription(token=token)


def test_an_erased_address_is_nowhere_and_its_link_still_answers(world, client, settings):
    subscriber = subscribed(settings)
    a_story(world)
    write_letters(a_released_issue(world))
    page = link_in(posted(settings)[0], "leave")

    client.post(page)
    answer = client.post(page + "forget/")

    assert answer.status_code == 200
    assert not Subscriber.objects.exists()
    assert not Letter.objects.filter(address=ADDRESS).exists()
    acts = Act.objects.filter(verb__startswith="subscriber.")
    assert {act.thing_name for act in acts} == {f"Subscriber {subscriber.pk}"}
    assert not any(ADDRESS in f"{act.changes}{act.reason}{act.facts}" for act in Act.objects.all())
    assert [client.get(page).status_code, client.post(page).status_code] == [200, 200]


def test_what_nobody_confirms_in_a_month_is_forgotten(world, settings):
    ask()
    kept = subscribed(settings, "kept@example.net")
    later = timezone.now() + timedelta(days=31)

    assert forget_unconfirmed(now=timezone.now()) == 0
    assert forget_unconfirmed(now=later) == 1
    assert list(Subscriber.objects.all()) == [kept]


def test_a_letter_that_is_on_its_way_while_its_reader_is_erased_hurts_nothing(world, settings):
    ask()
    letter = Letter.objects.get()
    erase_subscriber(subscriber=Subscriber.objects.get(), by=world.sara, reason="asked by letter")
    from hamshahr.letters.services import settle

    assert settle(letter, "sent", None) == "sent"
    assert posted(settings) == []


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_form_renders_in_few_queries(world, client, language, django_assert_max_num_queries):
    a_story(world, categories=[category()], parties=[world.mashhad])
    client.get(f"/{language}/news/newsletter/")

    with django_assert_max_num_queries(8):
        page = client.get(f"/{language}/news/newsletter/").content.decode()

    assert f'lang="{language}"' in page
    assert 'type="checkbox" name="parties"' in page


@pytest.mark.parametrize("wrong", [{"address": "x"}, {"consent": ""}, {"language": "xx"}, {"categories": "999"}])
def test_a_form_that_is_not_filled_in_asks_nobody(world, client, wrong):
    category()

    assert client.post("/en/news/newsletter/", FORM | wrong).status_code == 422
    assert not Subscriber.objects.exists()


def test_no_story_takes_the_address_of_the_newsletter(world):
    assert a_story(world, title="Newsletter").slug == "newsletter-2"


def test_a_mistake_is_named_and_what_was_ticked_stays_in_sight(world, client):
    sport = category("sport", en="Sport")
    page = client.post("/en/news/newsletter/", FORM | {"address": "x", "categories": [sport.pk]}).content.decode()

    assert 'href="#id_address"' in page
    assert '<details class="gap" open>' in page
    assert f'value="{sport.pk}" id="id_categories_0" checked' in page
    assert '<details class="gap">' in client.get("/en/news/newsletter/").content.decode()
