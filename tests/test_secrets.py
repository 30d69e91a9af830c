"""Scores, comments, redacted words, private answers and results under embargo: planted, and looked for everywhere."""

import logging

import pytest
from django.urls import reverse
from django.utils.translation import override

from hamshahr.accounts.models import Act
from hamshahr.awards.models import Outcome
from hamshahr.juries.models import Score
from hamshahr.letters.models import Letter
from tests.addresses.secrets import ALL, BLACKED_OUT, COMMENT, FEEDBACK, PRIVATE, READ, SCORE, TITLE
from tests.test_addresses import TABLE, cast, house, settled_house, things  # noqa: F401
from tests.world import names

pytestmark = pytest.mark.embedded

ROOMS = ("juries:", "calls:", "awards:", "editions:", "dossier:", "meetings:calendar", "stories:about", "open-data:")
ROOMS += ("sitemaps:", "web:search", "web:desk", "practices:", "record:")
ASKED = ("web:search", "stories:search", "calls:index", "editions:index", "awards:index", "record:claims")
ASKED += ("open-data:list_editions", "open-data:list_distinctions", "open-data:list_entries", "practices:index")


def words_in(answer):
    """The secrets that stand in an answer or in what is said about it."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    headers = {name: value for name, value in answer.headers.items() if name != "Server-Timing"}
    said = content.decode(errors="replace") + str(headers)
    return {word for word in ALL if word in said}


def addresses(things):  # noqa: F811
    """Every address of the rooms that could know, with the things of the edition; and every search for its words."""
    secret = things["secret"].named
    named = things | secret
    for name, (arguments, _expected) in TABLE.items():
        if name.startswith(ROOMS):
            with override("en"):
                yield reverse(name, args=[named.get(word, word) for word in arguments])
    for task in (secret["own task"], secret["task of leila"]):
        yield from (reverse(f"juries:{name}", args=[task]) for name in ("review", "saved", "aside", "reopen"))
    for seat in (secret["own seat"], secret["seat of leila"]):
        yield from (reverse(f"juries:{name}", args=[seat]) for name in ("seat", "conflicts"))
    for name in ASKED:
        for word in ("CANARY", SCORE[:-1]):  # a page repeats what was asked for
            yield f"{reverse(name)}?q={word}&search={word}"
    yield reverse("juries:index").replace("/en/", "/fa/")


def people(cast, things):  # noqa: F811
    return cast | {"conflicted juror": things["secret"].conflicted}


@pytest.mark.parametrize("role", ["contact", "juror", "stranger", "conflicted juror"])
def test_no_secret_of_an_edition_stands_anywhere_for_who_may_not_read_it(cast, things, client, caplog, role):  # noqa: F811
    if user := people(cast, things)[role]:
        client.force_login(user)
    leaks, found = {}, set()
    with caplog.at_level(logging.DEBUG):
        for address in [*addresses(things)]:
            words = words_in(client.get(address))
            found |= words
            if words - READ[role]:
                leaks[address] = words - READ[role]

    assert leaks == {}
    assert found == READ[role]  # what may be read is there to be found
    assert [word for word in ALL if word in caplog.text] == []


def test_what_is_hidden_changes_and_nothing_outside_does(things, client):  # noqa: F811
    """Neither a mark of a page, nor a letter, nor the log of acts tells of it."""
    asked = [*addresses(things)]
    before = {address: marks_of(client.get(address)) for address in asked}
    Score.objects.filter(value=SCORE).update(value=12)
    Outcome.objects.filter(submission=things["secret"].entry).update(citation=names(en="Another"))
    after = {address: marks_of(client.get(address)) for address in asked}

    assert before == after
    assert any(etag for _status, etag, _changed in after.values())
    letters = str([*Letter.objects.values_list("subject", "text")])
    acts = str([*Act.objects.values_list("changes", "facts", "reason", "thing_name")])
    assert [word for word in ALL - {TITLE} if word in letters] == []
    assert [word for word in (COMMENT, FEEDBACK, SCORE, PRIVATE, BLACKED_OUT) if word in acts] == []


def marks_of(answer):
    return answer.status_code, answer.headers.get("ETag"), answer.headers.get("Last-Modified")
