"""Hostile strings in awards, representatives, decisions and attendance, and in whatever leaves the house."""

import csv
import io
import re
from datetime import date, timedelta
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from i18nfield.fields import I18nCharField, I18nTextField
from openpyxl import load_workbook

from hamshahr.accounts.office.registers import register_of
from hamshahr.accounts.receipts import new_key
from hamshahr.awards.models import Honour
from hamshahr.bodies.models import Body
from hamshahr.decisions.models import Election, MotionText, Reply
from hamshahr.letters.models import Letter
from hamshahr.meetings.calendar_queries import of_body
from hamshahr.meetings.calendars import calendar_of
from hamshahr.meetings.models import AgendaItem, Session
from hamshahr.representatives.models import Nomination, OutsideMeeting
from hamshahr.representatives.services import give_instruction, give_report
from tests.hostile.words import WORDS
from tests.test_addresses import TABLE, cast, house, settled_house, things  # noqa: F401
from tests.test_hostile_words import fault_of
from tests.test_uploads import active_on
from tests.world import names

REPORTED = {"language": "en", "version": 0, "act": "give", "vote-1": "for", "vote-2": "for"}
INSTRUCTED = {"authentic_language": "en", "given_on": "2021-06-01", "vote-1": "for"}
ELECTED = {"places": 1, "method": "plurality", "choices_min": 1, "choices_max": 1, "rounds_most": 1}
NAMES, TEXT = ["names_0", "names_1"], ["text_0", "text_1"]


def of_the_pages(things):  # noqa: F811
    """(who, address, what is typed beside the words, the fields that take words) of each form of a page."""
    item = AgendaItem.objects.filter(session__gathering__slug="sitting")
    reply = Reply.objects.filter(procedure__key=things["written"])
    drafted = {"item": item.first().pk, "mover": "mashhad", "kind": "motion", "language": "en"}
    amended, motion = {"mover": "mashhad", "change": "replace", "paragraph": 1}, ["sitting", things["motion"]]
    seat, city = [things["outside_meeting"], things["outside_seat"]], ["sitting", "mashhad"]
    based = {"basis": MotionText.objects.get(motion__key=things["motion"], basis=None).pk}
    answered = {"of": reply.get(party__slug="mashhad").pk, "answer": "no"}
    return [
        ("mina", "decisions:new_motion", ["sitting"], drafted, ["title", "text"]),
        ("sara", "decisions:rewrite", motion, {}, ["title", "text"]),
        ("mina", "decisions:translate", [*motion, "fa"], based, ["title", "p1"]),
        ("mina", "decisions:amend", motion, amended, ["words", "reason"]),
        ("mina", "decisions:nominate", ["sitting", things["election"]], {"mover": "mashhad"}, ["person_name"]),
        ("mina", "decisions:withdraw_nomination", ["sitting", things["nomination"]], {}, ["reason"]),
        ("mina", "decisions:written", [things["written"]], answered, ["words"]),
        ("mina", "attendance:delegation", city, {"role": "member"}, ["person_name", "function"]),
        ("mina", "attendance:delegation", city, {"role": "member"}, ["person_name", "email"]),
        ("mina", "attendance:delegate", [*city, 1], {"role": "head", "position": 0}, ["person_name", "function"]),
        ("mina", "attendance:note", city, {}, ["note"]),
        ("sara", "attendance:chair", ["sitting"], {"number": 1, "kind": "speech"}, ["note"]),
        ("sara", "attendance:door", ["sitting"], {"way": "room"}, ["number"]),
        ("mina", "representatives:report", seat, REPORTED, ["text", "remark-1", "remark-2"]),
    ]


def of_the_office(things):  # noqa: F811
    """The same of the acts of the office."""
    entry, meeting = things["secret"].entry, OutsideMeeting.objects.get(key=things["outside_meeting"])
    election, candidate = Election.objects.get(key=things["election"]), Nomination.objects.get(key=things["candidate"])
    acts = [
        (entry.outcome, "prepare", False, {"submission": entry.pk}, ["citation_0", "citation_1", "reason"]),
        (Honour.objects.get(), "revoke", True, {}, ["reason"]),
        (meeting, "point", True, {}, NAMES),
        (meeting, "instruct", True, INSTRUCTED | {"body": meeting.quota.sender_id}, TEXT),
        (meeting, "sat", True, {"seat": meeting.quota.outside_seats.first().pk}, ["absence"]),
        (candidate, "withdraw", True, {}, ["reason"]),
        (election.item, "election", True, ELECTED, NAMES),
    ]
    for thing, act, is_of_thing, typed, fields in acts:
        yield "sara", register_of(thing).address_of_act(act, thing if is_of_thing else None), typed, fields


def test_hostile_words_in_the_four_rooms_are_refused_or_shown_as_words(house, client):  # noqa: F811
    cast, things = house  # noqa: F811
    people = {"sara": cast["secretariat"], "mina": cast["contact"]}
    with override("en"):
        forms = [(who, reverse(name, args=args), *typed) for who, name, args, *typed in of_the_pages(things)]
    wrong = {}
    for place, (who, address, typed, fields) in enumerate([*forms, *of_the_office(things)]):
        client.force_login(people[who])
        for words in WORDS[place % 11 :: 11]:
            if found := fault_of(client, address, typed | dict.fromkeys(fields, words)):
                wrong[address, words[:30]] = found
        with transaction.atomic():  # a letter that is half of one, as no browser sends it
            half = urlencode(typed | dict.fromkeys(fields, "a\ud800") | {"once": new_key()}, errors="surrogatepass")
            answer = client.post(address, half, content_type="application/x-www-form-urlencoded")
            transaction.set_rollback(True)
        if answer.status_code not in {200, 302, 422}:
            wrong[address, "half a letter"] = answer.status_code

    assert wrong == {}


STEAL = '<script>steal()</script>"><img src=x onerror=steal()>\u202eb\u2066'
KEPT = f'=HYPERLINK("http://e.org","a")\r\nX-STEAL: 1\r\nEND:VEVENT\r\n{STEAL}'
ROOMS = ("awards", "representatives", "decisions", "attendance", "calls", "gatherings", "meetings", "resolutions")
PAGES = (*(f"{room}:" for room in ROOMS), "editions:", "minutes:", "ballots:", "juries:", "fund:", "open-data:")
PAGES += ("stories:about", "stories:feed", "sitemaps:", "web:desk", "dossier:", "record:", "parties:", "bodies:")
SHORTEST = 120  # what is shorter is a key, a digest or a code, and nobody types it
UNTYPED = {"steps", "statement"}  # read as rules, and as what somebody signed: refused where they are not


def is_typed(field):
    """Whether a person writes the text of a field."""
    longest = field.max_length or SHORTEST
    is_text = isinstance(field, models.CharField | models.TextField | I18nCharField | I18nTextField)
    return is_text and not field.choices and not field.unique and longest >= SHORTEST and field.name not in UNTYPED


def spoil():
    """Hostile words in every text of these rooms, as if each way in had let them pass."""
    spoilt = set()
    for model in (model for room in ROOMS for model in apps.get_app_config(room).get_models()):
        for field in filter(is_typed, model._meta.concrete_fields):
            is_named = isinstance(field, I18nCharField | I18nTextField)
            value = names(en=KEPT, fa=KEPT) if is_named else KEPT[: field.max_length]
            try:
                with transaction.atomic():
                    if model._base_manager.exclude((field.name, "")).update(**{field.name: value}):
                        spoilt.add(f"{model._meta.app_label}.{field.name}")
            except IntegrityError:  # the store itself refuses it
                continue
    return spoilt


def faults_in(answer, kind, content):
    """What would run in an answer: on its page, in a spreadsheet, in a calendar, in a feed."""
    if any(sign in value for value in answer.headers.values() for sign in "\r\n"):
        return "head"
    if kind.startswith("text/html"):
        return active_on(answer)
    if kind.startswith("text/calendar"):
        return faults_of_calendar(content.decode())
    if kind.startswith("text/csv"):
        return runs(cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row)
    if "spreadsheet" in kind:
        sheets = load_workbook(io.BytesIO(content), data_only=False).worksheets
        return runs(cell.value for sheet in sheets for row in sheet.iter_rows() for cell in row)
    if "xml" in kind:
        ElementTree.fromstring(content)
    return []


def runs(cells):
    """The cells that a spreadsheet would take for a formula."""
    return [cell for cell in cells if isinstance(cell, str) and re.match(r"\s*[=+@|\t\r]|\s*-(?!\d)", cell)]


def faults_of_calendar(text):
    """Lines that are too long, or that a text has brought with it."""
    lines = re.sub(r"\r\n ", "", text).split("\r\n")
    long = [line for line in text.split("\r\n") if len(line.encode()) > 75]
    injected = [line for line in lines if line.startswith("X-STEAL") or "\n" in line or "\r" in line]
    return long + injected + [line for line in lines if line and not re.match(r"[A-Z-]+[;:]", line)]


def a_calendar():
    """The calendar of a body, whose sessions are now."""
    now = timezone.now()
    Session.objects.update(starts_at=now, ends_at=now + timedelta(hours=1))
    found = [*of_body(Body.objects.get(slug="metropolis"), timezone.localdate())]
    text = calendar_of(KEPT, found, inside=frozenset(each.gathering_id for each in found)).decode()
    assert "STEAL" in text.replace("\r\n ", "")
    return text


@pytest.mark.embedded
def test_hostile_words_that_stand_in_the_store_leave_it_as_words(house, client):  # noqa: F811
    cast, things = house  # noqa: F811
    sara = cast["secretariat"]
    meeting = OutsideMeeting.objects.get(key=things["outside_meeting"])
    said = {"meeting": meeting, "text": names(en="Hold."), "authentic_language": "en", "body": meeting.quota.sender}
    give_instruction(**said, given_on=date(2021, 6, 1), by=sara)
    votes = dict.fromkeys(meeting.points.all(), ("for", "Held"))
    seat = meeting.quota.outside_seats.get(number=1)
    give_report(meeting=meeting, seat=seat, language="en", text="Held.", votes=votes, by=cast["contact"])
    assert spoil() >= {"attendance.person_name", "awards.citation", "decisions.title", "representatives.remark"}
    client.force_login(sara)
    client.raise_request_exception = False
    wrong, kinds, reached = {}, set(), set()
    for name, (arguments, expected) in TABLE.items():
        if not name.startswith(PAGES) or 405 in expected:
            continue
        for ending in ("csv", "xlsx") if "csv" in arguments else ("",):
            with override("en"):
                said = [ending if word == "csv" else things.get(word, word) for word in arguments]
                answer = client.get(reverse(name, args=said))
            kind, content = answer.headers.get("Content-Type", "").split(";")[0], answer.getvalue()
            kinds.add(kind)
            reached |= {kind} if b"STEAL" in content.replace(b"\r\n ", b"") else set()
            if answer.status_code != expected[0] or (found := faults_in(answer, kind, content)):
                wrong[name, ending] = answer.status_code if answer.status_code != expected[0] else found

    assert wrong == {}
    assert reached >= {"text/html", "text/csv", "application/json"}
    assert faults_of_calendar(a_calendar()) == []
    assert kinds >= {"application/pdf", "application/atom+xml"}
    assert not [letter for letter in Letter.objects.all() if set(letter.subject) & set("\r\n\0")]
