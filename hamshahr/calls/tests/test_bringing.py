"""Entries brought in from a file and taken out as one; the next edition; reminders before the deadline."""

import csv
import io
import json
from datetime import timedelta

import pytest

from hamshahr.calls import bringing, services
from hamshahr.calls.models import Submission
from hamshahr.calls.services.reminding import remind_entrants
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.exports import Sheet, csv_lines
from hamshahr.letters.models import Letter
from hamshahr.letters.services import send_waiting
from tests.replay import breaks, rows, silent, untold
from tests.world import names

from .designed import DEADLINE, answered, begun, days, opened, submitted

TABLE = """city,title,language,summary,theme,litres
mashhad,Trees,fa,درخت,خیابان,
سئول,Night bus,English,"Buses, all night",water,۱۲٫۵
seoul,Shade,en,Shade,houses,
nowhere,Lost,en,Lost,water,
seoul,=cmd(),en,Formula,water,
"""
HOSTILE = (
    b"[" * 100_000,
    b'[{"city": NaN}]',
    b'{"a": 1}',
    b'[{"city": {"deep": []}}]',
    b"[1, 2]",
    b"\xff\xfe\x00[",
    b"PK\x03\x04broken",
    b"%PDF-1.4",
    b"",
    b"city\x00,title\nmashhad,x",
    b"<html><![8",
)


def bring(call, raw, who, at=None, do=bringing.carry_out):
    return do(call, bringing.read(raw, "entries.csv"), who, at or days(5))


def test_a_file_is_tried_without_a_trace_and_each_row_comes_in_whole_or_not_at_all(world):
    older, call = rows(), opened(world)
    tried = bring(call, TABLE.encode(), world.sara, do=bringing.tried)
    assert Submission.objects.count() == 0

    told = bring(call, TABLE.encode(), world.sara)

    assert [row.outcome for row in tried] == [row.outcome for row in told]
    assert [str(row.outcome) for row in told] == ["created", "created", "refused", "refused", "refused"]
    assert "none of the options" in told[2].remark
    assert "not in the register" in told[3].remark
    assert "formula" in told[4].remark
    kept = {entry.title: dict(entry.answers.values_list("question__slug", "value")) for entry in call.submissions.all()}
    assert kept == {
        "Trees": {"summary": "درخت", "theme": "streets"},
        "Night bus": {"summary": "Buses, all night", "theme": "water", "litres": "12.5"},
    }
    again = bring(call, TABLE.encode(), world.sara)
    assert [str(row.outcome) for row in again[:2]] == ["same", "same"]
    content = json.dumps([{"city": "seoul", "title": "Night bus", "language": "en", "theme": "streets"}])
    assert [str(row.outcome) for row in bring(call, content.encode(), world.sara)] == ["changed"]
    late = bring(call, b"city,title,language\nseoul,Late,en\n", world.sara, at=days(61))
    assert "deadline for entries was" in late[0].remark
    for raw in HOSTILE:
        with pytest.raises(Refused):
            bring(call, raw, world.sara)
    assert call.submissions.count() == 2
    assert [*breaks()] == [*silent()] == [*untold(older)] == []


def test_what_leaves_as_a_table_can_be_brought_in_again_and_runs_nowhere(world):
    call = opened(world)
    entry = begun(call, world.mashhad, world.mina, title="=HYPERLINK(1)", language="fa")
    answered(entry, world.mina, summary="@cmd", theme="streets")
    submitted(call, world.seoul, world.jun)
    sheet = Sheet("entries", bringing.columns_of(call), bringing.rows_of(call, world.sara))

    text = "".join(csv_lines(sheet))
    told = bring(call, text.encode(), world.sara)

    found = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))
    assert [(row["city"], row["title"], row["number"], row["state"]) for row in found] == [
        ("mashhad", "'=HYPERLINK(1)", "", "draft"),
        ("seoul", "Water for all", "1", "submitted"),
    ]
    assert {str(row.outcome) for row in told} == {"same"}
    assert list(bringing.rows_of(call, world.omid)) == []


def test_the_next_edition_takes_everything_over_but_people(world):
    older, call = rows(), opened(world)
    begun(call, world.mashhad, world.mina)

    following = services.clone_call(
        call=call, slug="award-2032", names=names(en="Award 2032"), opens_at=days(730), by=world.sara
    )

    assert (following.previous, following.published_at, following.submissions.count()) == (call, None, 0)
    distances = [
        (stage.kind, stage.opens_at - before.opens_at, [one.slug for one in stage.criteria.all()])
        for stage, before in zip(following.stages.all(), call.stages.all(), strict=True)
    ]
    assert {distance for _kind, distance, _criteria in distances} == {timedelta(days=730)}
    assert [criteria for kind, _distance, criteria in distances if kind == "review"] == [["impact"], ["impact"]]
    assert [(one.slug, one.is_private) for one in following.questions.all()] == [
        (one.slug, one.is_private) for one in call.questions.all()
    ]
    assert services.open_call(call=following, by=world.sara, at=days(700)).number == 1
    assert [*breaks()] == [*silent()] == [*untold(older)] == []


def test_reminders_are_written_once_and_withheld_when_they_are_no_longer_true(world):
    call = opened(world)
    draft = begun(call, world.mashhad, world.mina)
    waiting = begun(call, world.seoul, world.jun, title="Night bus")
    answered(waiting, world.jun, summary="Buses", theme="streets", phone="1")
    world.seoul.liaisons.update(duty="votes")
    services.submit(submission=waiting, by=world.jun, at=days(3))
    world.seoul.liaisons.update(duty="contact")
    submitted(call, world.mashhad, world.mina, title="Shade")

    assert remind_entrants(at=DEADLINE - timedelta(days=15)) == []
    first = remind_entrants(at=DEADLINE - timedelta(days=14))
    assert remind_entrants(at=DEADLINE - timedelta(days=13)) == []
    assert {(letter.kind, letter.to_user) for letter in first} == {
        ("call.reminder", world.mina),
        ("call.desk_reminder", world.jun),
    }
    assert f"/fa/calls/entries/{draft.key}/" in next(one.text for one in first if one.to_user == world.mina)
    answered(draft, world.mina, summary="Trees", theme="streets", phone="1")
    services.submit(submission=draft, by=world.mina, at=days(50))
    send_waiting(now=max(letter.written_at for letter in first))
    assert {one.kind for one in Letter.objects.filter(kind__contains="reminder", withheld_at__isnull=False)} == {
        "call.reminder"
    }
    assert [one.to_user for one in remind_entrants(at=DEADLINE - timedelta(hours=2))] == [world.jun]
    assert remind_entrants(at=DEADLINE) == []
