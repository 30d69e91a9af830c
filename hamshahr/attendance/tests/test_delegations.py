"""A city names its delegation; the list stands in protocol order, and the account of a delegate is tied to it."""

import pytest

from hamshahr.accounts.models import Act, Invitation
from hamshahr.accounts.services import accept_invitation
from hamshahr.attendance import queries
from hamshahr.attendance.models import Delegate
from hamshahr.attendance.services import (
    change_delegate,
    invite_delegate,
    name_delegate,
    note_to_secretary,
    withdraw_delegate,
)
from hamshahr.kernel.errors import Refused
from hamshahr.letters.models import Letter
from hamshahr.meetings.circle import is_called
from hamshahr.meetings.services import close_session
from tests.world import city, user

from .builders import a_meeting, after, came, sent


@pytest.fixture
def met(world):
    return a_meeting(world)


def named(world, name, role="member", **fields):
    said = {"gathering": world.meeting, "party": world.mashhad, "person_name": name, "role": role, "by": world.mina}
    return name_delegate(**said | fields)


def test_a_city_names_one_head_and_whoever_is_withdrawn_keeps_the_number(met):
    head = named(met, " Reza   Kalaei ", "head", function="Mayor")
    again = named(met, "Reza Kalaei", "head")
    with pytest.raises(Refused, match="Reza Kalaei is head of the delegation"):
        named(met, "Another", "head")
    with pytest.raises(Refused, match="has no voice"):
        named(met, "Nobody", party=city("nowhere", met.iran, (1, 1), "Asia/Tehran", en="Nowhere"))

    withdraw_delegate(delegate=head, at=after(0), by=met.mina)
    second = named(met, "Hamed", "head")

    assert (again, head.person_name, head.number, second.number) == (head, "Reza Kalaei", 1, 2)
    assert withdraw_delegate(delegate=head, at=after(9), by=met.mina).withdrawn_at == after(0)
    assert list(Delegate.objects.sent()) == [second]
    came(met, second)
    with pytest.raises(Refused, match="Hamed is in the session"):
        withdraw_delegate(delegate=second, at=after(5), by=met.mina)
    close_session(session=met.session, by=met.sara, at=after(60))
    with pytest.raises(Refused, match="last session is closed"):
        named(met, "Late")
    with pytest.raises(Refused, match="last session is closed"):
        note_to_secretary(gathering=met.meeting, party=met.mashhad, note="Halal.", by=met.mina)


def test_delegations_stand_by_office_then_by_day_then_by_alphabet(met, django_assert_num_queries):
    named(met, "Companion", "companion")
    named(met, "Member")
    named(met, "Head", "head")
    sent(met, met.brussels, "Anne")

    with django_assert_num_queries(11):
        listed = queries.delegations_of(met.meeting, met.sara)

    assert [(each.party.slug, each.office) for each in listed] == [
        ("seoul", "President"),
        ("mashhad", "Member"),
        ("brussels", "Member"),
    ]
    assert [each.person_name for each in listed[1].delegates] == ["Head", "Member", "Companion"]
    assert (listed[0].head, listed[1].head.person_name) == (None, "Head")


def test_an_account_of_the_city_is_tied_and_a_stranger_s_waits_for_the_secretary(met):
    sent(met, met.mashhad, "Nasrin", account="nasrin", by=met.mina)
    foreign = named(met, "Jun's double", email=met.jun.email)
    new = named(met, "New", email="new@example.net")

    assert (foreign.user, new.user) == (None, None)
    assert is_called(met.nasrin, met.meeting)
    letter = Letter.objects.get(kind="delegate.named")
    assert (letter.to_user, letter.subject) == (met.nasrin, "Mashhad sends you to Board 2021")
    assert "/en/meetings/board-2021/attendance/" in letter.text
    with pytest.raises(Refused, match="that of another delegate"):
        named(met, "Nasrin twice", email=met.nasrin.email)

    assert invite_delegate(delegate=foreign, language="en", by=met.sara).user == met.jun
    assert invite_delegate(delegate=new, language="fr", by=met.sara).user is None
    invitation = Invitation.objects.get(email="new@example.net")
    invitation.token_digest = "known"
    arrived = user("later", "Later")
    assert not is_called(arrived, met.meeting)
    with pytest.raises(Refused, match="signs in already"):
        invite_delegate(delegate=foreign, language="en", by=met.sara)


def test_whoever_accepts_the_invitation_is_the_delegate(met, django_capture_on_commit_callbacks, mailoutbox):
    new = named(met, "New", email="New@Example.net")
    with django_capture_on_commit_callbacks(execute=True):
        invite_delegate(delegate=new, language="fr", by=met.sara)
    token = mailoutbox[0].body.partition("/invitation/")[2].partition("/")[0]

    joined = accept_invitation(token=token, full_name="New", password="correct horse")

    new.refresh_from_db()
    assert (new.user, new.email) == (joined, "new@example.net")
    assert list(Act.objects.filter(verb__startswith="delegate.").order_by("number").values_list("verb", flat=True)) == [
        "delegate.named",
        "delegate.tied",
    ]


def test_a_delegate_is_described_anew_and_the_note_reaches_the_secretary_alone(met):
    head = named(met, "Head", "head")
    other = named(met, "Other", email=met.mina.email)
    said = {"person_name": "Other", "function": "Advisor", "email": "", "position": 7}
    with pytest.raises(Refused, match="Head is head"):
        change_delegate(delegate=other, role="head", by=met.mina, **said)

    changed = change_delegate(delegate=other, role="deputy", by=met.mina, **said)
    noted = note_to_secretary(gathering=met.meeting, party=met.mashhad, note=" Halal. ", by=met.mina)

    assert (changed.role, changed.function, changed.position, changed.user) == ("deputy", "Advisor", 7, None)
    seen = {name: noted in type(noted).objects.visible_to(who) for name, who in met.cast().items() if who}
    assert seen == {"sara": True, "mina": True, "jun": False, "leila": False, "omid": False}
    assert (noted.note, head in Delegate.objects.visible_to(met.jun)) == ("Halal.", False)


def test_a_desk_asks_for_the_delegation_until_somebody_is_named(met):
    today = after(0).date()

    (task,) = queries.awaiting(met.mashhad, today)

    assert (task.kind, task.title, task.due_on, task.owner_duty) == (
        "delegation.missing",
        "Name your delegation: Board 2021",
        today,
        "votes",
    )
    head = named(met, "Head", "head")
    assert queries.awaiting(met.mashhad, today) == []
    withdraw_delegate(delegate=head, at=after(0), by=met.mina)
    assert len(queries.awaiting(met.mashhad, today)) == 1
