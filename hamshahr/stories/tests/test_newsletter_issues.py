"""Issues: made of what is new, approved by a second person, sent once to whom they concern, never to who has left."""

import pytest
from django.utils import timezone

from hamshahr.kernel.errors import Refused
from hamshahr.letters.models import Letter
from hamshahr.letters.services import send_again
from hamshahr.stories.models import Delivery
from hamshahr.stories.newsletter_queries import last_until
from hamshahr.stories.services import (
    approve_issue,
    describe_issue,
    draft_issue,
    erase_subscriber,
    release_issue,
    unsubscribe,
    withdraw_page,
    write_due_letters,
    write_letters,
)
from tests.news import MOMENT, a_story, category, tomas

from .newsletters import a_released_issue, an_issue, plain, posted, subscribed


def titles(issue):
    return [telling.story.title for telling in issue.tellings.select_related("story")]


def test_an_issue_holds_the_new_stories_of_its_language_and_the_next_only_what_came_since(world):
    a_story(world, "First")
    a_story(world, "نخست", language="fa")
    first = an_issue(world)
    a_story(world, "Second")

    second = draft_issue(
        language="en", audience="everybody", subject="Next", since=last_until("en", "everybody"), by=world.sara
    )

    assert (titles(first), titles(second)) == (["First"], ["Second"])
    with pytest.raises(Refused, match="No story was published"):
        draft_issue(language="en", audience="everybody", subject="More", since=MOMENT, by=world.sara)


def test_who_wrote_an_issue_does_not_approve_it_and_an_approved_one_stays_as_it_is(world):
    story = a_story(world)
    issue = draft_issue(language="en", audience="everybody", subject="News", since=MOMENT, by=world.sara)

    with pytest.raises(Refused, match="somebody else"):
        approve_issue(issue=issue, by=world.sara)
    with pytest.raises(Refused, match="not approved"):
        release_issue(issue=issue, by=world.sara)
    describe_issue(issue=issue, subject="Better", opening="", stories=[story], by=tomas())
    with pytest.raises(Refused, match="somebody else"):
        approve_issue(issue=issue, by=tomas())
    approved = approve_issue(issue=issue, by=world.sara)
    with pytest.raises(Refused, match="goes out as it is"):
        describe_issue(issue=issue, subject="Other", opening="", stories=[story], by=tomas())
    assert (approved.subject, approved.approved_by) == ("Better", world.sara)


def test_an_issue_goes_to_whom_it_concerns_in_its_language_once(world, settings):
    sport = category("sport", en="Sport")
    for name, wishes in {
        "all": {},
        "sport": {"categories": [sport]},
        "mashhad": {"parties": [world.mashhad]},
        "seoul": {"parties": [world.seoul]},
        "persian": {"language": "fa"},
    }.items():
        subscribed(settings, f"{name}@example.net", **wishes)
    a_story(world, "Run", categories=[sport])
    a_story(world, "Mashhad", parties=[world.mashhad])
    issue = a_released_issue(world)

    written = [write_letters(issue, batch=2), write_letters(issue, batch=2), write_due_letters()]
    mails = {mail["To"]: plain(mail) for mail in posted(settings)}

    assert written == [3, 0, 0]
    assert sorted(mails) == ["all@example.net", "mashhad@example.net", "sport@example.net"]
    assert "* Run" in mails["all@example.net"] and "* Mashhad" in mails["all@example.net"]
    assert "* Run" in mails["sport@example.net"] and "* Mashhad" not in mails["sport@example.net"]
    assert "* Mashhad" in mails["mashhad@example.net"] and "* Run" not in mails["mashhad@example.net"]
    assert posted(settings) == []


def test_what_was_broken_off_is_taken_up_again(world, settings):
    for number in range(3):
        subscribed(settings, f"r{number}@example.net")
    a_story(world)
    issue = a_released_issue(world)
    write_letters(issue)
    lost = Delivery.objects.filter(issue=issue).last()
    letter = lost.letter
    lost.delete()
    letter.delete()  # as if the machine had stopped before the last batch
    type(issue).objects.update(all_written_at=None)

    assert write_due_letters() == 1
    assert len(posted(settings)) == 3


def test_an_issue_for_contacts_goes_only_to_liaisons_with_that_duty(world, settings):
    for address in ("mina@example.org", "omid@example.org", "reader@example.net"):
        subscribed(settings, address)
    a_story(world)

    assert write_letters(a_released_issue(world, audience="contact")) == 1
    assert [mail["To"] for mail in posted(settings)] == ["mina@example.org"]


def test_unsubscribed_is_never_mailed_also_when_the_letter_waits_already(world, settings):
    subscriber = subscribed(settings)
    a_story(world)
    write_letters(a_released_issue(world))
    unsubscribe(subscriber=subscriber)

    a_story(world, "Later")
    write_letters(a_released_issue(world))
    assert posted(settings) == []
    letter = Letter.objects.get(kind="newsletter.issue")
    assert (letter.sent_at, letter.withheld_at is not None) == (None, True)
    with pytest.raises(Refused, match="withheld"):
        send_again(letter=letter, by=world.sara, reason="try")


def test_the_outbox_asks_again_at_the_moment_of_sending(world, settings):
    subscriber = subscribed(settings)
    a_story(world)
    write_letters(a_released_issue(world))
    type(subscriber).objects.update(state="unsubscribed")  # as if it were done between the letter and its sending

    assert posted(settings) == []
    assert Letter.objects.get(kind="newsletter.issue").withheld_at is not None


def test_a_doubtful_letter_released_by_the_office_is_not_sent_to_who_has_left(world, settings):
    subscriber = subscribed(settings)
    a_story(world)
    write_letters(a_released_issue(world))
    posted(settings, "hangs up")
    unsubscribe(subscriber=subscriber)
    send_again(letter=Letter.objects.get(kind="newsletter.issue"), by=world.sara, reason="no word")

    assert posted(settings) == []


def test_a_withdrawn_story_is_left_out_and_its_readers_get_nothing(world, settings):
    subscribed(settings)
    story = a_story(world)
    issue = a_released_issue(world)
    withdraw_page(story, by=world.sara, reason="wrong")

    assert write_letters(issue) == 0


def test_letters_to_one_reader_go_before_letters_to_many(world, settings):
    subscribed(settings)
    a_story(world)
    write_letters(a_released_issue(world))
    from hamshahr.letters.services import write_letter

    write_letter(kind="test", key="one", to=world.mina, subject="Urgent", text="Text")

    assert [mail["Subject"] for mail in posted(settings)] == ["Urgent", "News of the month"]


def test_a_persian_letter_runs_from_right_to_left_with_jalali_days_and_asks_for_nothing_from_elsewhere(world, settings):
    subscribed(settings, language="fa")
    a_story(world, "مشهد پیشگام", language="fa", lead="<b>سی کارگاه</b>")
    write_letters(a_released_issue(world, language="fa", subject="خبرنامهٔ دی"))
    (mail,) = posted(settings)
    page = mail.get_body(["html"]).get_content()

    assert mail["Subject"] == "خبرنامهٔ دی"
    assert mail["Content-Language"] == "fa"
    assert '<html lang="fa" dir="rtl">' in page
    assert "۱۹ دی ۱۴۰۰" in page and "۱۹ دی ۱۴۰۰" in plain(mail)
    assert "&lt;b&gt;سی" in page and "<b>سی کارگاه</b>" in plain(mail)
    assert settings.ADDRESS + "/fa/news/" in plain(mail)
    assert all(word not in page for word in ("<img", "src=", "<link", "<style", "url("))
    links = [part.partition('"')[0] for part in page.split('href="')[1:]]
    assert links and all(link.startswith(settings.ADDRESS) for link in links)


def test_an_erased_subscriber_is_sent_nothing_of_what_waits(world, settings):
    subscriber = subscribed(settings)
    a_story(world)
    write_letters(a_released_issue(world))
    erase_subscriber(subscriber=subscriber, by=world.sara, reason="asked")

    assert posted(settings) == []


def test_the_office_writes_previews_approves_and_releases_an_issue(world, client, settings):
    subscribed(settings)
    a_story(world, "Mashhad leads")
    client.force_login(world.sara)
    typed = {"subject": "News", "opening": "Good day", "language": "en", "audience": "everybody", "since": "2022-01-01"}

    drafted = client.post("/office/newsletter/do/draft/", typed)
    page = drafted.headers["Location"]
    pk = page.rstrip("/").rpartition("/")[2]
    preview = client.get(f"/office/newsletter/preview/{pk}/").content.decode()
    text = client.get(f"/office/newsletter/preview/{pk}/?as=text").content.decode()
    refused = client.post(f"/office/newsletter/do/approve/{pk}/", {"reason": ""})
    approve_issue(issue=last_issue(), by=tomas())
    client.post(f"/office/newsletter/do/release/{pk}/")

    assert drafted.status_code == 302
    assert "Mashhad leads" in client.get(page).content.decode()
    assert "Mashhad leads" in preview and "Good day" in text
    assert refused.status_code == 422
    assert last_issue().released_at <= timezone.now()
    assert write_due_letters() == 1
    lists = ["newsletter", "subscribers", "deliveries"]
    assert [client.get(f"/office/{name}/").status_code for name in lists] == [200, 200, 200]
    subscriber = Delivery.objects.first().subscriber
    assert client.get(f"/office/subscribers/inspect/{subscriber.pk}/").status_code == 200
    assert client.get("/office/subscribers/?state=confirmed").status_code == 200
    client.post(f"/office/subscribers/do/unsubscribe/{subscriber.pk}/", {"reason": "asked by telephone"})
    subscriber.refresh_from_db()
    assert subscriber.state == "unsubscribed"


def last_issue():
    from hamshahr.stories.models import Issue

    return Issue.objects.first()


@pytest.mark.parametrize("who", ["mina", "jun", "leila", "omid", "stranger"])
def test_nobody_else_sees_subscribers_or_keeps_issues(world, client, settings, who):
    subscriber = subscribed(settings)
    a_story(world)
    issue = an_issue(world)
    if world.cast()[who]:
        client.force_login(world.cast()[who])

    pages = ["/office/subscribers/", f"/office/subscribers/inspect/{subscriber.pk}/", "/office/deliveries/"]
    pages += [f"/office/newsletter/preview/{issue.pk}/"]
    codes = {client.get(page).status_code for page in pages}
    codes.add(client.post(f"/office/newsletter/do/release/{issue.pk}/").status_code)

    assert codes == {302}
    assert last_issue().released_at is None


def test_deliveries_are_narrowed_to_what_came_back(world, client, settings):
    subscribed(settings)
    client.force_login(world.sara)

    for query in ("bounces__is_permanent=true", "issue=1", "q=reader"):
        assert client.get(f"/office/deliveries/?{query}").status_code == 200
    for query in ("state=bounced&language=fa", "q=reader"):
        page = client.get(f"/office/subscribers/?{query}")
        assert (page.status_code, page.wsgi_request.LANGUAGE_CODE, "language" in page.cookies) == (200, "en", False)
    assert client.get("/office/subscribers/?interface=fa").wsgi_request.LANGUAGE_CODE == "fa"
