"""An instruction before, a report after: read by the member cities in time, or shown as missing."""

from datetime import date, timedelta

import pytest

from hamshahr.accounts.models import Act
from hamshahr.bodies.services import record_decision
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.errors import Refused
from hamshahr.letters.models import Letter
from hamshahr.record.models import Entry
from hamshahr.record.services import rebuild
from hamshahr.representatives import queries
from hamshahr.representatives.models import Instruction, OutsideMeeting, Report
from hamshahr.representatives.services import (
    correct_presence,
    give_instruction,
    give_report,
    keep_draft,
    record_presence,
    remind_of_reports,
)
from tests.replay import breaks, silent, untold
from tests.world import names

from .builders import DAY, DUE, LAST, a_decision, a_meeting_there

BEFORE, LATE = date(2021, 5, 20), DUE + timedelta(days=1)


def instructed(world, **fields):
    said = {"meeting": world.meeting, "text": names(en="Defend the fees.", fa="از حق عضویت دفاع کنید.")}
    said |= {"authentic_language": "en", "body": world.board, "given_on": BEFORE, "today": BEFORE}
    said |= {"votes": {world.points[0]: "for", world.points[1]: "free"}}
    return give_instruction(**said | fields, by=world.sara)


def a_report(world, **fields):
    said = {"meeting": world.meeting, "seat": world.first, "language": "en", "text": "We spoke for the fees."}
    said |= {"votes": {world.points[0]: ("for", ""), world.points[1]: ("not there", "Left at noon")}}
    return said | {"today": LAST, "by": world.mina} | fields


def states(world, on):
    meeting = queries.with_seats(OutsideMeeting.objects.filter(pk=world.meeting.pk)).get()
    return [line.state for line in queries.seats_at(meeting, on)]


def test_an_instruction_is_given_before_the_meeting_by_a_body_of_ours_and_read_by_members(world):
    a_meeting_there(world, is_open=True)
    theirs = record_decision(body=world.bureau, title="Theirs", decided_on=PartialDate("2021"), by=world.sara)
    for fields, words in (
        ({"given_on": LAST, "today": LAST}, "had begun"),
        ({"given_on": DAY}, "a day that has come"),
        ({"body": world.bureau}, "another network"),
        ({"decision": theirs}, "another body"),
        ({"text": names(fa="متن")}, "authentic text is missing"),
    ):
        with pytest.raises(Refused, match=words):
            instructed(world, **fields)
    first = instructed(world, decision=a_decision(world, decided_on=PartialDate("2021-05-19")))
    second = instructed(world, text=names(en="Defend them."))
    assert [(row.number, row.wishes.count()) for row in (first, second)] == [(1, 2), (2, 2)]
    told = Letter.objects.filter(kind="instruction.given").values_list("to_user", flat=True)
    assert sorted(told) == sorted([world.mina.pk, world.jun.pk] * 2)
    (line,) = [row for row in queries.awaiting(world.mashhad, BEFORE) if row.kind == "instruction.given"]
    assert (line.due_on, line.address) == (DAY, f"/en/representatives/meetings/{world.meeting.key}/")
    seen = {who: Instruction.objects.visible_to(getattr(world, who)).count() for who in ("sara", "jun", "omid")}
    assert seen == {"sara": 2, "jun": 2, "omid": 2}  # it is open and the meeting has begun
    world.quota.is_open = False
    world.quota.save()
    seen = {who: Instruction.objects.visible_to(getattr(world, who)).count() for who in ("sara", "jun", "omid")}
    assert seen == {"sara": 2, "jun": 2, "omid": 0}


def test_a_report_is_kept_given_once_and_a_lost_update_is_refused(world):
    a_meeting_there(world)
    for act, fields, words in (
        (keep_draft, {"today": BEFORE}, "not begun"),
        (keep_draft, {"seat": world.quota.outside_seats.get(number=2)}, "does not know who"),
        (give_report, {"text": " "}, "what was said"),
        (give_report, {"votes": {world.points[0]: ("for", "")}}, "each point"),
        (give_report, {"today": DAY}, "not over"),
    ):
        with pytest.raises(Refused, match=words):
            act(**a_report(world, **fields))
    draft = keep_draft(**a_report(world, text="We spoke.", votes={}))
    with pytest.raises(Refused, match="meanwhile"):
        keep_draft(**a_report(world, text="Another hand", version=0))
    assert Report.objects.visible_to(world.mina).count() == 1 and not Report.objects.visible_to(world.jun).exists()
    given = give_report(**a_report(world, version=draft.version))
    assert [(vote.vote, vote.remark) for vote in given.votes.all()] == [("for", ""), ("not there", "Left at noon")]
    with pytest.raises(Refused, match="has been given"):
        keep_draft(**a_report(world, version=given.version))
    entry = Entry.objects.get(kind="representation.reported")
    assert (entry.party, entry.happened_on, entry.source) == (world.mashhad, PartialDate.of(LAST), given)
    assert rebuild().mended == 0
    assert [*breaks()] == [*silent()] == []
    assert [row for row in untold() if row.startswith(("Report", "Point", "OutsideMeeting", "Wish"))] == []


def test_members_read_the_report_within_its_days_and_a_missing_one_is_flagged_and_reminded_once(world, client):
    a_meeting_there(world)
    assert states(world, DUE) == ["due", *["unknown"] * 8]
    assert states(world, LATE) == ["missing", *["unknown"] * 8]
    kinds = [[row.kind for row in queries.awaiting(world.mashhad, on)] for on in (BEFORE, DUE, LATE)]
    assert kinds == [[], ["seat.report"], ["seat.report_missing"]] and queries.awaiting(world.seoul, LATE) == []
    numbers = [remind_of_reports(on=on) for on in (DUE, LATE, LATE + timedelta(days=40))]
    assert numbers == [0, 2, 0]
    told = Letter.objects.filter(kind="report.missing").values_list("to_user", flat=True)
    assert sorted(told) == sorted([world.mina.pk, world.sara.pk])
    give_report(**a_report(world, today=DUE))
    assert states(world, LATE)[0] == "given" and queries.awaiting(world.mashhad, LATE) == []
    page = f"/en/representatives/meetings/{world.meeting.key}/"
    for who, reads in ((None, False), ("omid", False), ("leila", False), ("jun", True), ("mina", True)):
        client.logout()
        if who:
            client.force_login(getattr(world, who))
        shown = client.get(page).content.decode()
        assert ("We spoke for the fees." in shown) is ("Left at noon" in shown) is reads, who
    hidden = Entry.objects.visible_to(world.omid).filter(kind="representation.reported")
    world.quota.is_open = True
    world.quota.save()
    client.logout()
    assert "We spoke for the fees." in client.get(page).content.decode() and hidden.exists()


def test_who_sat_there_reports_and_where_nobody_sat_nothing_is_owed(world):
    a_meeting_there(world)
    said = {"meeting": world.meeting, "seat": world.first, "today": LAST, "by": world.sara}
    sat = record_presence(**said, representative=None, absence="No visa")
    assert states(world, LATE)[0] == "nothing" and queries.awaiting(world.mashhad, LATE) == []
    with pytest.raises(Refused, match="Nobody sat"):
        keep_draft(**a_report(world))
    correct_presence(presence=sat, representative=world.titular, reason="Came late", by=world.sara, today=LAST)
    give_report(**a_report(world, today=LATE))
    assert states(world, LATE)[0] == "late"
    with pytest.raises(Refused, match="has reported"):
        correct_presence(presence=sat, representative=None, reason="No", by=world.sara, today=LATE)
    assert Act.objects.filter(verb="sitting.corrected").count() == 1


@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_contact_writes_the_report_at_the_desk_and_what_was_typed_stays(world, client, language):
    a_meeting_there(world)
    page = f"/{language}/representatives/meetings/{world.meeting.key}/report/{world.first.key}/"
    for who, status in (("jun", 404), ("omid", 404), ("mina", 200), ("sara", 200)):
        client.force_login(getattr(world, who))
        assert client.get(page).status_code == status
    client.force_login(world.mina)
    typed = {"language": "fa", "text": "گفتیم", "vote-1": "for", "remark-1": "", "vote-2": "", "version": "0"}
    answer = client.post(page, typed | {"act": "give"})
    assert answer.status_code == 422 and "گفتیم" in answer.content.decode() and not Report.objects.exists()
    assert client.post(page, typed | {"act": "keep"}).status_code == 302
    answer = client.post(page, typed | {"act": "keep", "text": "دیگر"})
    shown = answer.content.decode()
    assert answer.status_code == 422 and "دیگر" in shown and "گفتیم" in shown and 'value="1"' in shown
    assert client.post(page, typed | {"act": "give", "vote-2": "abstain", "version": "1"}).status_code == 302
    given = Report.objects.get()
    assert (given.text, given.given_by, [vote.vote for vote in given.votes.all()]) == (
        "گفتیم",
        world.mina,
        ["for", "abstain"],
    )
