"""Scores, talks, redacted words, private answers, papers and results under embargo: planted, looked for everywhere."""

import io
import logging
import zipfile
from decimal import Decimal

import pypdf
import pytest
from django.urls import reverse
from django.utils.translation import override

from hamshahr.accounts.models import Act
from hamshahr.accounts.office.registers import register_of
from hamshahr.awards.models import Outcome
from hamshahr.juries.models import Assignment, Likeness, Score
from hamshahr.juries.services import finish_review, save_review
from hamshahr.juries.tests.builders import LONG_AGO
from hamshahr.letters.models import Letter
from tests.addresses.secrets import (
    ALL,
    BAR,
    BLACKED_OUT,
    COMMENT,
    JUDGING,
    POINTS,
    PRIVATE,
    READ,
    SCORE,
    STATEMENT,
    TITLE,
)
from tests.test_addresses import TABLE, cast, house, settled_house, things  # noqa: F401
from tests.world import names

pytestmark = pytest.mark.embedded

ROOMS = ("juries:", "calls:", "awards:", "editions:", "fund:", "web:search", "web:desk")
PUBLIC = ("dossier:", "open-data:", "meetings:", "stories:", "sitemaps:", "practices:", "record:", "seals:")
PUBLIC += ("parties:", "bodies:", "gatherings:")
ASKED = ("web:search", "stories:search", "calls:index", "editions:index", "awards:index", "record:claims", "fund:index")
ASKED += ("open-data:list_editions", "open-data:list_distinctions", "open-data:list_entries", "practices:index")
TASK, SEAT = ("review", "aside"), ("seat", "conflicts", "employments")
RANKED = ("ranking", "severities")
JURY = ("panel", "assignment", "compute", "begin_deliberation", "likenesses", "pin", "assignment_files")
OFFICE = {"secretariat", "clerk"}
ROOMS_OF = {"stranger": ROOMS + PUBLIC, "contact": (*ROOMS, "dossier:", "practices:"), "secretariat": ("fund:",)}
ROOMS_OF |= {"clerk": ("fund:",)}


def words_in(answer):
    """The secrets that stand in an answer, in the pages of a paper or the files of an archive, or in its headers."""
    content = answer.getvalue()
    headers = {name: value for name, value in answer.headers.items() if name != "Server-Timing"}
    if content.startswith(b"%PDF"):
        content += "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages).encode()
    elif content.startswith(b"PK"):
        archive = zipfile.ZipFile(io.BytesIO(content))
        content = b"".join(archive.read(name) for name in archive.namelist())
    said = content.decode(errors="replace") + str(headers)
    return {word for word in ALL if word in said}


def addresses(things, rooms=ROOMS + PUBLIC):  # noqa: F811
    """Every address of the rooms that could know, with the things of the edition; and every search for its words."""
    secret = things["secret"].named
    named = things | secret
    for name, (arguments, expected) in TABLE.items():
        if name.startswith(rooms) and 405 not in expected:
            yield reverse(name, args=[named.get(word, word) for word in arguments])
    yield from of_the_jury(secret)
    for name in ("fund:project", "fund:change", "fund:plan", "fund:bring"):
        yield reverse(name, args=[secret["idea"]])
    yield reverse("fund:page", args=[secret["idea"], secret["idea paper"], 1])
    yield from (reverse(f"calls:{name}", args=[secret["refused"]]) for name in ("entry", "screening", "receipt"))
    yield from (reverse(name, args=["xlsx"]) for name in ("fund:export", "awards:export", "calls:export"))
    for name in (name for name in ASKED if name.startswith(rooms)):
        for word in ("CANARY", SCORE[:-1]):  # a page repeats what was asked for
            yield f"{reverse(name)}?q={word}&search={word}"
    yield reverse("juries:index").replace("/en/", "/fa/")


def of_the_jury(secret):
    """The seats and tasks of everybody, and both rounds with their rankings and talks."""
    for person in ("leila", "conflicted", "clerk", "chair"):
        yield from (reverse(f"juries:{name}", args=[secret[f"task of {person}"]]) for name in TASK)
        yield from (reverse(f"juries:{name}", args=[secret[f"seat of {person}"]]) for name in SEAT)
    for part in ("", "closed "):
        jury, ranked, talk = secret["closed jury" if part else "jury"], secret[f"{part}ranked"], secret[f"{part}talk"]
        yield from (reverse(f"juries:{name}", args=[jury]) for name in JURY)
        yield from (reverse(f"juries:{name}", args=[jury, secret["judged"]]) for name in ("entry", "reassign"))
        yield from (reverse(f"juries:{name}", args=[ranked]) for name in RANKED)
        yield from (reverse("juries:download_ranking", args=[ranked, ending]) for ending in ("csv", "xlsx"))
        yield reverse("juries:place", args=[ranked, secret["judged"]])
        yield reverse("juries:deliberation", args=[talk])
        yield reverse("juries:open_entry", args=[talk, secret[f"{part}talked_of"]])


def of_the_office(things):  # noqa: F811
    """The page of each planted row, its log, its list with the export, and the log of acts."""
    lists = set()
    for thing in things["secret"].kept:
        register = register_of(thing)
        yield register.address_of(thing)
        if not isinstance(thing, Act):
            yield register.address_of_log(thing)
        lists.add(register.address_of_list())
    for address in sorted(lists):
        yield from (address, f"{address}?export=csv")
    yield f"{reverse('office_log:index')}?text=CANARY"
    for name in ("prepare", "by-ranking"):
        yield register_of(Outcome.objects.first()).address_of_act(name)
    yield reverse("office_letters:index")
    yield reverse("wagtailadmin_home")


def people(cast, things):  # noqa: F811
    secret = things["secret"]
    return cast | {"conflicted juror": secret.conflicted, "chair": secret.chair, "clerk": secret.clerk}


@pytest.mark.parametrize("role", list(READ))
def test_no_secret_of_an_edition_stands_anywhere_for_who_may_not_read_it(cast, things, client, caplog, role):  # noqa: F811
    if user := people(cast, things)[role]:
        client.force_login(user)
    leaks, found = {}, set()
    with override("en"):
        asked = {*addresses(things, ROOMS_OF.get(role, ROOMS)), *(of_the_office(things) if role in OFFICE else ())}
    with caplog.at_level(logging.DEBUG):
        for address in asked:
            words = words_in(client.get(address))
            found |= words
            if words - READ[role]:
                leaks[address] = words - READ[role]

    assert leaks == {}
    assert found == READ[role]  # what may be read is there to be found
    assert [word for word in ALL if word in caplog.text] == []


def test_what_is_hidden_changes_and_nothing_outside_does(cast, things, client):  # noqa: F811
    """Neither a mark of a page, nor a letter, nor the log of acts tells of it."""
    asked = [*addresses(things)]
    before = {address: marks_of(client.get(address)) for address in asked}
    Score.objects.filter(value=SCORE).update(value=12)
    Outcome.objects.filter(submission=things["secret"].entry).update(citation=names(en="Another"))
    after = {address: marks_of(client.get(address)) for address in asked}

    assert before == after
    assert any(etag for _status, etag, _changed in after.values())
    roles = {person: role for role, person in people(cast, things).items() if person}
    for letter in Letter.objects.select_related("to_user"):
        said = f"{letter.subject} {letter.text} {letter.html} {letter.headers}"
        assert {word for word in ALL if word in said} <= READ.get(roles.get(letter.to_user), set()), letter
    acts = str([*Act.objects.values_list("changes", "facts", "reason", "thing_name")])
    assert [word for word in (*JUDGING, PRIVATE, BLACKED_OUT) if word in acts] == []


def test_a_chair_behind_the_own_vote_reads_numbers_and_no_name_of_an_entry_that_is_judged_blind(things, client):  # noqa: F811
    secret, other = things["secret"], things["secret"].call.submissions.get(number=2)
    for task in Assignment.objects.filter(juror__user=secret.chair):
        typed = {"score-impact": Decimal(7), "score-novelty": Decimal(3)}
        save_review(assignment=task, typed=typed, marks={}, by=secret.chair)
        finish_review(assignment=task, by=secret.chair)
    said = [[f"{TITLE}: lamps by {BLACKED_OUT}", "Lamps were hung in the streets."]]
    Likeness.objects.create(submission=other, other=secret.entry, share="0.5", sentences=said, found_at=LONG_AGO)
    client.force_login(secret.chair)
    with override("en"):
        found = {address: words_in(client.get(address)) for address in of_the_jury(secret.named)}

    ranked, alike = (reverse(f"juries:{name}", args=[key]) for name, key in chair_reads(secret.named))
    assert set().union(*found.values()) == {BAR, STATEMENT, SCORE, POINTS, COMMENT}
    assert [found[ranked], found[alike]] == [{POINTS}, {BAR}]


def chair_reads(secret):
    return ("ranking", secret["ranked"]), ("likenesses", secret["jury"])


def marks_of(answer):
    answer.getvalue()  # a file that is streamed is closed at its end
    return answer.status_code, answer.headers.get("ETag"), answer.headers.get("Last-Modified")
