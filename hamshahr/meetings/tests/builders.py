"""What several tests of this room need beside the shared cast: a rule of notice, a meeting with members, its agenda."""

from datetime import UTC, date, datetime

from hamshahr.bodies.services import adopt_statute, enrol
from hamshahr.gatherings.services import add_gathering
from hamshahr.meetings.models import AgendaItem, Audience
from hamshahr.meetings.services import add_item, plan_session
from tests.world import names

MEMBERS_SINCE = date(2019, 1, 1)
BEGINS, ENDS = datetime(2020, 11, 30, 12, tzinfo=UTC), datetime(2020, 11, 30, 15, tzinfo=UTC)
IN_TIME, TOO_LATE = datetime(2020, 11, 10, 9, tzinfo=UTC), datetime(2020, 11, 20, 9, tzinfo=UTC)


def a_meeting(world, *, slug="assembly-2020", begins=BEGINS, ends=ENDS, zone="Europe/Madrid", members=True, **fields):
    """An assembly of the association with Mashhad and Seoul as members, called 15 days ahead by article 14."""
    if members:
        notice = {"article": "14", "topic": "notice", "text": names(en="Fifteen days."), "values": {"days": 15}}
        adopt_statute(body=world.metropolis, title="Statutes", in_force_on=MEMBERS_SINCE, rules=[notice], by=world.sara)
        for party in (world.mashhad, world.seoul):
            enrol(party=party, body=world.metropolis, state="active", joined_on=MEMBERS_SINCE, by=world.sara)
    meeting = add_gathering(
        slug=slug,
        kind="general assembly",
        names=names(en="General Assembly", fa="مجمع عمومی"),
        body=world.metropolis,
        by=world.sara,
    )
    world.session = plan_session(
        gathering=meeting,
        starts_at=begins,
        ends_at=ends,
        zone=zone,
        link=fields.pop("link", "https://rooms.example.org/assembly"),
        by=world.sara,
        at=datetime(2020, 10, 1, tzinfo=UTC),
        **fields,
    )
    meeting.refresh_from_db()
    world.meeting = meeting
    return meeting


def an_agenda(world):
    """Opening (public), staff matters (hidden), accounts (internal, with a public part), election (public)."""

    def item(title, audience=Audience.PUBLIC, minutes=None, **fields):
        texts = {"names": names(en=title), "audience": audience, "minutes_planned": minutes}
        return add_item(session=world.session, by=world.sara, **texts, **fields)

    world.opening = item("Opening", minutes=10)
    world.staff = item("Dismissal of the director", Audience.HIDDEN, minutes=30)
    world.accounts = item("Accounts in draft", Audience.INTERNAL)
    world.audit = item("Report of the auditors", minutes=20, parent=world.accounts)
    world.budget = item("Budget gap", minutes=15, parent=world.accounts, kind=AgendaItem.Kind.DECISION)
    world.election = item("Election of the board", minutes=45, kind=AgendaItem.Kind.ELECTION)
    return world
