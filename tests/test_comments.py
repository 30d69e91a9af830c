"""Comments: nobody without a name, nothing unread, few links; what becomes of each is told to its writer."""

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from hamshahr.accounts.models import Act
from hamshahr.comments.models import Closing, Comment
from hamshahr.comments.queries import PER_PAGE
from hamshahr.comments.services import (
    close_comments,
    hide_comment,
    publish_comment,
    refuse_comment,
    reopen_comments,
    write_comment,
)
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.paging import Place
from hamshahr.letters.models import Letter
from hamshahr.practices.services import add_practice
from hamshahr.stories.services import begin_translation, publish_page, review_page, submit_page
from tests.news import a_draft, a_story, tomas
from tests.world import names

STAGES = ("waiting", "published")
NOON = datetime(2022, 1, 9, 12, tzinfo=UTC)


def said(thing, by, text="How dear was it?", language="en", **fields):
    return write_comment(thing=thing, text=text, language=language, by=by, **fields)


def published(thing, by, world, text="How dear was it?", **fields):
    return publish_comment(comment=said(thing, by, text, **fields), by=world.sara)


def night_buses(world):
    return add_practice(slug="night-buses", party=world.seoul, names=names(en="Night buses"), by=world.sara)


def text(client, address):
    return re.sub(r'<p class="note">Generated.*?</p>', "", client.get(address).content.decode())


@pytest.mark.parametrize("who", ["sara", "mina", "jun", "leila", "omid", "stranger"])
def test_whoever_has_an_account_writes_and_nobody_else_reads_it_before_the_secretariat_publishes_it(world, client, who):
    story, author = a_story(world), world.cast()[who]
    address = f"/en/comments/story/{story.code}/new/"
    if author:
        client.force_login(author)

    response = client.post(address, {"text": "How dear <b>was</b> it?", "language": "en", "shown_as": "alone"})

    if author is None:
        assert (response.status_code, response.url) == (302, f"/account/login/?next={address}")
        assert not Comment.objects.exists()
        return
    assert response.url == f"{story.address}#comments"
    comment = Comment.objects.get()
    assert (comment.writer, comment.stage, comment.party, comment.is_of_secretariat) == (author, "waiting", None, False)
    assert "Only you see it" in text(client, story.address)
    for reader in [*world.cast().values(), tomas()]:
        client.logout()
        if reader and reader != author:
            client.force_login(reader)
        if reader != author:
            assert "How dear" not in text(client, story.address)
    publish_comment(comment=comment, by=tomas())
    client.logout()
    page = text(client, story.address)
    assert '<p dir="auto">How dear &lt;b&gt;was&lt;/b&gt; it?</p>' in page
    assert f"<bdi>{author.full_name}</bdi>" in page
    assert f'next=/en/comments/story/{story.code}/new/">Sign in to comment</a>' in page


@pytest.mark.parametrize("who", ["sara", "mina", "jun", "leila", "omid", "stranger"])
def test_only_the_secretariat_decides_and_nobody_on_their_own_words(world, client, who):
    comment = said(night_buses(world), world.leila)
    own = said(night_buses_again(world), world.sara)
    if world.cast()[who]:
        client.force_login(world.cast()[who])

    statuses = [
        client.post(f"/office/comments/do/publish/{comment.pk}/").status_code,
        client.post(f"/office/comments/do/refuse/{own.pk}/", {"reason": "mine"}).status_code,
        client.get("/office/comments/?export=csv").status_code,
    ]

    comment.refresh_from_db()
    own.refresh_from_db()
    assert own.stage == "waiting"
    assert comment.stage == ("published" if who == "sara" else "waiting")
    assert statuses == ([302, 422, 200] if who == "sara" else [302, 302, 302])


def night_buses_again(world):
    return add_practice(slug="day-buses", party=world.seoul, names=names(en="Day buses"), by=world.sara)


def test_what_is_decided_reaches_the_writer_by_letter_with_its_reason_and_leaves_a_notice(world, client):
    story = a_story(world, language="fa", title="خبر")
    shown = published(story, world.mina, world, "چقدر گران بود؟", language="fa", party=world.mashhad)
    refused = said(story, world.jun, "Buy now")
    refuse_comment(comment=refused, by=world.sara, reason="It advertises.")
    hide_comment(comment=shown, by=world.sara, reason="It names a child.", at=NOON)

    letters = Letter.objects.order_by("pk").values_list("kind", "to_user", "language")
    assert list(letters) == [
        ("comment.published", world.mina.pk, "fa"),
        ("comment.refused", world.jun.pk, "en"),
        ("comment.hidden", world.mina.pk, "fa"),
    ]
    told = Letter.objects.get(kind="comment.refused")
    assert told.subject == "Your comment is not published: خبر"
    assert "Reason: It advertises." in told.text
    assert "Buy now" in told.text
    page = text(client, story.address)
    assert "۱۹ دی ۱۴۰۰" in page.split('id="comments"')[1]
    assert "چقدر" not in page
    assert "Buy now" not in page
    with translation.override("en"), pytest.raises(Refused, match="has been refused"):
        publish_comment(comment=refused, by=world.sara)
    publish_comment(comment=shown, by=tomas())
    assert "چقدر گران بود؟" in text(client, story.address)
    assert Letter.objects.filter(kind="comment.published").count() == 2


def test_what_its_writer_withdraws_is_gone_and_the_log_never_held_it(world, client):
    practice = night_buses(world)
    comment = published(practice, world.mina, world)
    client.force_login(world.jun)
    assert client.post(f"/en/comments/{comment.pk}/withdrawal/").status_code == 404

    client.force_login(world.mina)
    assert client.get(f"/en/comments/{comment.pk}/withdrawal/").status_code == 200
    client.post(f"/en/comments/{comment.pk}/withdrawal/")

    comment.refresh_from_db()
    assert (comment.stage, comment.text, comment.folded) == ("withdrawn", "", "")
    assert "How dear" not in text(client, "/en/practices/night-buses/")
    assert "How dear" not in " ".join(f"{act.changes} {act.thing_name} {act.reason}" for act in Act.objects.all())
    assert client.post(f"/en/comments/{comment.pk}/withdrawal/").status_code == 422
    assert published(practice, world.mina, world, at=timezone.now() + timedelta(minutes=2)).stage == "published"


def test_one_a_minute_five_a_day_nothing_twice_and_nothing_typed_is_lost(world, client):
    practice = night_buses(world)
    said(practice, world.mina, "Number 0", at=NOON)
    with pytest.raises(Refused, match="send this one in 20 seconds"):
        said(practice, world.mina, "Number 1", at=NOON + timedelta(seconds=40))
    for number in range(1, 5):
        said(practice, world.mina, f"Number {number}", at=NOON + timedelta(minutes=number))
    with pytest.raises(Refused, match="5 comments within a day"):
        said(practice, world.mina, "Number 5", at=NOON + timedelta(hours=23))
    with pytest.raises(Refused, match="these words before"):
        said(practice, world.mina, "NUMBER 4!", at=NOON + timedelta(days=3))
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(text="Number 4").update(fingerprint=Comment.objects.get(text="Number 3").fingerprint)
    said(practice, world.jun, "Number 4", at=NOON)
    assert said(practice, world.mina, "Number 5", at=NOON + timedelta(days=3)).stage == "waiting"

    client.force_login(world.mina)
    said(practice, world.mina, "Number 6")
    address = "/en/comments/practice/night-buses/new/"
    fast = client.post(address, {"text": "A <long> text", "language": "es", "shown_as": "alone"})
    assert (fast.status_code, "A &lt;long&gt; text</textarea>" in fast.content.decode()) == (422, True)
    assert '<option value="es" selected>' in fast.content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("https://a.example www.b.example c.example/d", "at most 2 links"),
        ("x" * 2001, "too long"),
        (" \u200b\n", "Write something"),
    ],
)
def test_too_many_links_too_long_or_nothing_is_refused_by_form_and_service(world, client, typed, sentence):
    practice = night_buses(world)
    client.force_login(world.mina)

    form = {"text": typed, "language": "en", "shown_as": "alone"}
    response = client.post("/en/comments/practice/night-buses/new/", form)

    assert response.status_code == 422
    if typed.strip("\n \u200b"):
        assert sentence in response.content.decode()
    with pytest.raises(Refused, match=sentence):
        said(practice, world.mina, typed)
    assert not Comment.objects.exists()


def test_a_city_stands_beside_a_name_only_where_its_writer_acts_for_it_and_chose_so(world, client):
    story = a_story(world)
    client.force_login(world.mina)
    form = {"text": "We did.", "language": "en"}
    address = f"/en/comments/story/{story.code}/new/"

    assert client.post(address, {**form, "shown_as": "city:seoul"}).status_code == 422
    assert client.post(address, {**form, "shown_as": "secretariat"}).status_code == 422
    assert client.post(address, {**form, "shown_as": "city:mashhad"}).status_code == 302
    publish_comment(comment=Comment.objects.get(), by=world.sara)
    assert '<a href="/en/cities/mashhad/">Mashhad</a>' in text(client, story.address).split('id="comments"')[1]
    with pytest.raises(Refused, match="do not act for them"):
        said(story, world.jun, "Neither.", party=world.mashhad)
    with pytest.raises(Refused, match="do not act for them"):
        said(story, world.omid, "Nor.", for_secretariat=True)


def test_a_story_and_its_translation_are_talked_of_in_one_place_that_the_editor_closes_and_opens(world, client):
    story = a_story(world)
    twin = begin_translation(story, language="fa", by=world.sara)
    twin = publish_page(review_page(submit_page(twin, by=world.sara), by=tomas()), by=world.sara)
    published(twin, world.mina, world, "چقدر گران بود؟", language="fa")
    client.force_login(world.sara)
    client.post(f"/office/stories/do/close-comments/{story.pk}/", {"reason": "It is over."})

    for page in (story, twin):
        shown = text(client, page.address).split('id="comments"')[1]
        assert '<div class="stack" lang="fa">' in shown
        assert 'class="notice"' in shown
        assert "/new/" not in shown
    with translation.override("en"), pytest.raises(Refused, match="closed here"):
        said(twin, world.jun)
    with translation.override("en"), pytest.raises(Refused, match="closed here already"):
        close_comments(thing=twin, by=world.sara, reason="again")
    reopen_comments(thing=twin, by=world.sara, reason="It is not.")
    assert said(story, world.jun).thread == Comment.objects.get(language="fa").thread
    assert Closing.objects.get().reopened_at is not None


def test_nothing_is_said_under_what_is_not_published(world, client):
    draft = a_draft(world)
    client.force_login(world.mina)

    assert client.get(f"/en/comments/story/{draft.code}/new/").status_code == 404
    assert client.get(f"/en/comments/story/{draft.code}/").status_code == 404
    assert client.get("/en/comments/party/mashhad/").status_code == 404
    with pytest.raises(Refused, match="Only what is published"):
        said(draft, world.sara)


def test_more_than_a_page_are_read_by_keys_each_once_at_a_fixed_price(world, client, django_assert_num_queries):
    practice, authors = night_buses(world), [world.mina, world.jun, world.leila, world.omid]
    for number in range(PER_PAGE + 5):
        author, day = authors[number % 4], timedelta(days=number)
        published(practice, author, world, f"Comment-{number}.", at=NOON + day)

    client.get("/fa/practices/night-buses/")
    with django_assert_num_queries(7):
        first = text(client, "/en/practices/night-buses/")
    further = re.search(r'href="(/en/comments/practice/night-buses/\?after=[^"]+)"', first)[1]
    client.get(further)
    with django_assert_num_queries(4):
        second = text(client, further)

    assert [re.findall(r"Comment-(\d+)\.", page) for page in (first, second)] == [
        [str(number) for number in range(PER_PAGE)],
        [str(number) for number in range(PER_PAGE, PER_PAGE + 5)],
    ]
    assert 'rel="next"' not in second
    broken = ("nonsense", "~", "20220109T120000.000000Z~1")
    assert [Place.read(text, UUID) for text in broken] == [None, None, None]
    assert client.get("/fa/comments/practice/night-buses/?after=nonsense").status_code == 200


def test_what_waits_stands_on_the_desk_of_the_office_and_is_found_in_its_queue(world, client):
    story = a_story(world)
    said(story, world.mina, "كتاب‌هاي مشهد", language="fa", at=NOON)
    published(story, world.jun, world, "All done.")
    client.force_login(world.sara)

    assert "كتاب‌هاي مشهد" in text(client, "/office/").split("Comments waiting")[1]
    waits, done = (f"/office/comments/inspect/{Comment.objects.get(stage=stage).pk}/" for stage in STAGES)
    for address in ("?stage=waiting", "?q=کتاب"):
        queue = text(client, f"/office/comments/{address}")
        assert (address, waits in queue, done in queue) == (address, True, False)
    assert "All done." in client.get("/office/comments/?export=csv").getvalue().decode()
    page = text(client, waits)
    words = ("Publish", "Refuse", "Mashhad leads", "Only its writer and the secretariat")
    assert [word for word in words if word not in page] == []
    assert "All done." in text(client, f"/office/stories/inspect/{story.pk}/")
