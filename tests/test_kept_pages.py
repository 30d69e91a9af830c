"""No reader gets a stale page, and nobody gets a page of somebody else."""

import re
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import time

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from hamshahr.accounts.models import User
from hamshahr.environment import kept_pages
from hamshahr.parties.models import Party
from hamshahr.practices.models import Practice
from hamshahr.practices.services import add_practice
from hamshahr.stories.models import Page
from hamshahr.web.caching import clock
from hamshahr.web.caching.kept import Packed
from hamshahr.web.caching.marks import marked_tables, standing
from hamshahr.web.caching.shelves import Memory, Redis, shelves
from hamshahr.wsgi import application
from tests.addresses import told_by_rooms
from tests.news import MOMENT, a_draft, a_story
from tests.stores import copied_anew
from tests.test_addresses import ANYBODY, TABLE, cast_around, things_around
from tests.world import names

PAGE = "/en/practices/"
FORMS = {"stories:newsletter", "stories:newsletter_leave", "calls:author_invitation"}  # a token for one reader
# What is said of a meeting while it sits, and whether a paper still stands, is told as it is at that moment.
OF_THE_MOMENT = {
    *("attendance:attendance", "attendance:attendance_live", "attendance:speakers", "attendance:speakers_live"),
    *("ballots:ballot", "ballots:receipt", "ballots:state", "decisions:outcome", "rolls:roll", "resolutions:duty"),
    *("meetings:bundle", "meetings:paper"),
    # What is open at that minute, and pages with a form for who may act.
    *("awards:honour", "juries:paper", "juries:public_vote", "representatives:vacancy"),
    *("seals:index", "seals:keys", "seals:revoked", "seals:revoked_json", "seals:revoked_pdf"),
    *("seals:script", "seals:seal"),
}


@pytest.fixture
def house(django_db_setup, django_db_blocker, settled_world, plain_storage):
    """The cast in a store where every connection sees it; afterwards the store is what it was."""
    shelves.cache_clear()
    with django_db_blocker.unblock(), copied_anew():
        if connection.vendor == "sqlite":
            connection.cursor().execute("PRAGMA synchronous=OFF")  # here nothing has to outlive a power cut
        with transaction.atomic():
            world = settled_world.lay()
        yield world
    shelves.cache_clear()


@contextmanager
def another_process():
    """A connection of the driver alone, that knows nothing of Django nor of this process."""
    other = connection.get_new_connection(connection.get_connection_params())
    yield other.cursor()
    other.commit()
    other.close()


def state(response):
    return re.search(r'cache;desc="(\w+)"', response["Server-Timing"])[1]


def states(address, times=2, client=None, **headers):
    return [state((client or Client()).get(address, headers=headers)) for _time in range(times)]


def all_kept():
    return b"".join(page.body for shelf in (shelves().plain, shelves().asked) for page in shelf.pages.values())


def in_practices(cursor, old, new):
    cursor.execute(f"UPDATE practices_practice SET names = replace(names, '{old}', '{new}')")


def in_another_process(old, new):
    with another_process() as cursor:
        in_practices(cursor, old, new)


def test_whatever_changes_what_a_page_shows_lets_it_go_at_once_and_nothing_else_does(house):
    def by_bulk():
        Practice.objects.bulk_create([Practice(slug="bulk", party=house.seoul, names=names(en="By bulk"))])

    def by_raw_sql():
        with connection.cursor() as cursor:
            in_practices(cursor, "By update", "By raw SQL")

    changes = {
        "By service": lambda: add_practice(slug="s", party=house.mashhad, names=names(en="By service"), by=house.sara),
        "By bulk": by_bulk,
        "By update": lambda: Practice.objects.filter(slug="bulk").update(names=names(en="By update")),
        "By raw SQL": by_raw_sql,
        "By another process": lambda: in_another_process("By raw SQL", "By another process"),
        "Seoul itself": lambda: Party.objects.filter(slug="seoul").update(names=names(en="Seoul itself")),
    }
    assert states(PAGE) == ["miss", "hit"]
    for told, change in changes.items():
        assert told not in Client().get(PAGE).content.decode()
        change()
        first, second = Client().get(PAGE), Client().get(PAGE)
        assert (state(first), state(second), told in first.content.decode()) == ("miss", "hit", True), told
        assert second.content == first.content
    Practice.objects.filter(slug="bulk").delete()
    assert "By another process" not in Client().get(PAGE).content.decode()

    User.objects.filter(pk=house.mina.pk).update(last_login=timezone.now())
    Client().force_login(house.mina)
    a_story(house)
    assert states(PAGE) == ["hit", "hit"]


def test_what_is_not_committed_is_not_kept_and_a_change_amid_the_making_is_not_missed(house):
    Practice.objects.create(slug="one", party=house.mashhad, names=names(en="Before"))
    assert states(PAGE) == ["miss", "hit"]

    with transaction.atomic():
        Practice.objects.update(names=names(en="Never said"))
        within = Client().get(PAGE)
        transaction.set_rollback(True)
    assert (state(within), "Never said" in within.content.decode()) == ("bypass", True)
    assert states(PAGE) == ["hit", "hit"]
    assert b"Never said" not in all_kept()

    def change_after_reading(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if "practices_practice" in sql and not changed:
            changed.append(in_another_process("Between", "After"))
        return result

    changed = []
    Practice.objects.update(names=names(en="Between"))
    with connection.execute_wrapper(change_after_reading):
        torn = Client().get(PAGE)
    fresh = Client().get(PAGE).content.decode()
    assert (state(torn), len(changed)) == ("miss", 1)
    assert ("After" in fresh, "Between" in fresh) == (True, False)
    assert states(PAGE) == ["hit", "hit"]


def test_a_page_ends_with_the_next_publication_or_the_day(house, settings):
    soon = timezone.now() + timedelta(minutes=1)
    assert states("/en/news/") == ["miss", "hit"]
    planned = a_story(house, title="Set for later", published_at=soon)
    assert states("/en/news/") == ["miss", "hit"]
    assert "Set for later" not in Client().get("/en/news/").content.decode()
    (address, page), *_rest = [pair for pair in shelves().plain.pages.items() if pair[0].endswith("/en/news/")]
    assert page.until == min(planned.published_at, clock.next_midnight(timezone.now())).timestamp()

    shelves().plain.put(address, replace(page, until=time()))
    assert states("/en/news/") == ["miss", "hit"]

    a_moment_later = planned.published_at + timedelta(seconds=1)  # not kept, for the store may not show it yet
    assert clock.end_of({"stories_page"}, a_moment_later) == planned.published_at.timestamp()
    assert clock.asks_the_hour("SELECT 1 WHERE a < STRFTIME('%Y', 'NOW')", (), soon)
    assert clock.asks_the_hour("SELECT 1 WHERE a < STATEMENT_TIMESTAMP()", (), soon)
    assert clock.asks_the_hour("SELECT 1 WHERE a < %s", (f"{timezone.now():%Y-%m-%d %H:%M:%S.%f}",), timezone.now())
    assert not clock.asks_the_hour("SELECT snow FROM known", ("2022-01-09 12:57:00", "now", 7), soon)

    begun = datetime(2022, 1, 9, 20, 29, tzinfo=UTC)
    for zone, end in {"Asia/Tehran": "20:30", "Europe/Madrid": "23:00"}.items():
        settings.TIME_ZONE = zone
        assert f"{clock.next_midnight(begun).astimezone(UTC):%d %H:%M}" == f"09 {end}"
    settings.TIME_ZONE = "Africa/Cairo"  # its clocks go from 00:00 to 01:00 in the night to 28 April 2023
    begun = datetime(2023, 4, 27, 12, tzinfo=UTC)
    assert clock.next_midnight(begun).timestamp() == datetime(2023, 4, 27, 22, tzinfo=UTC).timestamp()


def test_nobody_gets_a_page_of_somebody_else(house):
    mina, sara = Client(), Client()
    mina.force_login(house.mina)
    sara.force_login(house.sara)
    draft = a_draft(house, title="Nobody has read this")
    with override("en"):
        hidden = reverse("stories:story", args=[draft.slug])

    for client in (mina, sara):
        for address in (PAGE, "/en/desk/mashhad/", "/en/news/", hidden):
            answer = client.get(address)
            assert state(answer) == "bypass"
            assert "private" in answer["Cache-Control"]
    assert not shelves().plain.pages
    assert "Mina" not in Client().get(PAGE).content.decode()
    assert states(hidden) == states("/en/nowhere/") == states("/en/desk/mashhad/") == ["bypass", "bypass"]
    assert (
        states("/en/news/newsletter/")
        == states("/account/login/")
        == states("/api/parties/mashhad")
        == [
            "bypass",
            "bypass",
        ]
    )
    assert states(PAGE, cookie="sessionid=stale") == states(PAGE, hx_request="true") == ["bypass", "bypass"]
    assert states(PAGE, cookie="messages=said") == states(PAGE, authorization="Bearer x") == ["bypass", "bypass"]
    assert states(PAGE, cookie="language=fa; csrftoken=x") == ["hit", "hit"]
    for word in (b"Mina", b"Nobody has read this", b"csrfmiddlewaretoken", b'name="once"'):
        assert word not in all_kept()


def test_each_public_address_is_answered_alike_from_the_shelf(house, settings):
    with transaction.atomic():
        cast_around(house)
        things = things_around(house)
        for room in told_by_rooms():
            things |= room.things(house, things)
        Page.objects.update(published_at=MOMENT)  # for two seconds after a publication nothing of it is kept
    made_anew, differing, kept_ones = set(), [], []
    with override("en"):
        public = {
            name: reverse(name, args=[things.get(word, word) for word in arguments])
            for name, (arguments, expected) in TABLE.items()
            if expected == ANYBODY
        }
    for name, address in public.items():
        if not address.startswith("/en/"):
            continue
        made, kept = Client().get(address), Client().get(address)
        if state(kept) != "hit":
            made_anew.add(name)
        elif (kept.content, headers(kept)) != (made.content, headers(made)):
            differing.append(name)
        else:
            kept_ones.append(name)

    assert differing == []
    anew = {name for name in made_anew if not name.rpartition(":")[2].endswith("export")}
    assert sorted(anew ^ (FORMS | OF_THE_MOMENT)) == []
    assert {"web:home", "dossier:city", "stories:story", "stories:card", "stories:feed"} < set(kept_ones)


def headers(response):
    return {name: value for name, value in response.headers.items() if name != "Server-Timing"}


def test_a_reader_who_has_the_page_gets_no_second_copy_of_it(house):
    first = Client().get(PAGE)
    etag = first["ETag"]

    assert (first["Cache-Control"], first["Vary"]) == ("no-cache", "Cookie, Accept-Encoding")
    for held in (etag, etag.removeprefix("W/"), f'"other", {etag}', "*"):
        again = Client().get(PAGE, headers={"if-none-match": held})
        assert (again.status_code, again.content, again["ETag"], state(again)) == (304, b"", etag, "hit")
    assert Client().get(PAGE, headers={"if-none-match": '"other"'}).status_code == 200
    head = Client().head(PAGE)
    assert (head.status_code, head.content, head["ETag"], state(head)) == (200, b"", etag, "hit")

    Practice.objects.create(slug="unseen", party=house.mashhad, names=names(en="Unseen"), live=False)
    same = Client().get(PAGE, headers={"if-none-match": etag})
    assert (same.status_code, state(same)) == (304, "miss")
    zipped = Client().get(PAGE, headers={"accept-encoding": "gzip"})
    assert (zipped["Content-Encoding"], zipped["ETag"], state(zipped)) == ("gzip", etag, "hit")


def test_hits_are_answered_before_django_is_woken(house):
    def asked(path, **environ):
        started = []
        given = Client()._base_environ(PATH_INFO=path, QUERY_STRING="", REQUEST_METHOD="GET", **environ)
        body = b"".join(application(given, lambda status, headers: started.append((status, dict(headers)))))
        return started[0][0], started[0][1], body

    path = "/fa/pages/درباره/".encode().decode("latin-1")
    assert asked(path)[0] == "404 Not Found"
    made, kept = asked("/fa/practices/"), asked("/fa/practices/")
    assert (made[0], kept[0], kept[2]) == ("200 OK", "200 OK", made[2])
    assert 'cache;desc="miss"' in made[1]["Server-Timing"]
    assert 'desc="1 queries", cache;desc="hit"' in kept[1]["Server-Timing"]
    assert asked("/fa/practices/", HTTP_IF_NONE_MATCH=kept[1]["ETag"])[0] == "304 Not Modified"


def test_the_foot_tells_what_a_page_took_and_whether_it_was_kept(house):
    sara = Client()
    sara.force_login(house.sara)

    foots = [foot(answer) for answer in (Client().get(PAGE), Client().get(PAGE), sara.get(PAGE), sara.get("/office/"))]

    made = re.fullmatch(r"Generated at [0-2]\d:\d\d:\d\d in \d\.\d{3} s, queries \d\.\d{3} s \(\d+\), (.*)", foots[0])
    assert (made[1], foots[1]) == ("cache: kept since then", foots[0])
    assert [re.sub(r"[\d.]+", "0", words) for words in foots[2:]] == [
        "Generated in 0 s, queries 0 s (0), cache: none"
    ] * 2


def foot(response):
    return re.search(r"<p[^>]*>(Generated [^<]+)</p></(?:div></)?footer>", response.content.decode().replace("\n", ""))[
        1
    ]


def test_a_shelf_that_does_not_answer_leaves_pages_to_be_made_anew(caplog):
    redis = Redis()  # no address was set for it

    assert (redis.get("http://testserver? /en/"), redis.get("http://testserver? /en/")) == (None, None)
    assert len(caplog.messages) == 1
    assert kept_pages("none") == ("none", {})
    for wrong in ("memcached://here", "yes"):
        with pytest.raises(ImproperlyConfigured, match="HAMSHAHR_CACHE"):
            kept_pages(wrong)


def test_invented_addresses_fill_no_memory(house):
    for number in range(9):
        Client().get(f"{PAGE}?x={number}")
    states(PAGE, host="testserver:4711")
    states(f"{PAGE}?x={'y' * 600}")

    assert len(shelves().plain.pages) == 0
    assert len(shelves().asked.pages) == 9
    page = next(iter(shelves().asked.pages.values()))
    small = Memory(most_bytes=page.size * 3)
    for number in range(9):
        small.put(str(number), page)
    assert (list(small.pages), small.bytes) == (["6", "7", "8"], page.size * 3)
    assert Packed().loads(Packed().dumps(page)) == replace(page, zipped=page.zipped)


def test_every_table_of_a_room_that_shows_something_bears_a_mark(house):
    assert {place for place, _mark in standing()} == set(marked_tables())
