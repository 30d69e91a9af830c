"""The agenda is a numbered tree, of which each reader gets his part and no sign of the rest."""

from datetime import timedelta

import pytest

from hamshahr.kernel.errors import Refused
from hamshahr.meetings import queries
from hamshahr.meetings.models import AgendaItem, Audience
from hamshahr.meetings.services import add_item, describe_item, move_item, remove_item
from tests.world import names

from .builders import BEGINS, a_meeting, an_agenda

SECRET = ("Dismissal of", "director")
INSIDE = ("Accounts in draft", "Report of the auditors", "Budget gap")


def told(world, user):
    points = queries.agenda(world.session, user)
    return [
        (point.number, str(point.item), point.starts_at and (point.starts_at - BEGINS).seconds // 60)
        for point in points
    ]


def test_numbers_and_hours_are_the_same_for_all_and_hidden_items_leave_no_gap(world):
    a_meeting(world)
    an_agenda(world)
    inside = [
        ("1", "Opening", 0),
        ("2", "Accounts in draft", 10),
        ("2.1", "Report of the auditors", 10),
        ("2.2", "Budget gap", 30),
        ("3", "Election of the board", 45),
    ]

    assert told(world, world.mina) == inside
    assert told(world, world.sara) == [inside[0], ("", "Dismissal of the director", None), *inside[1:]]
    assert told(world, world.omid) == [inside[0], inside[-1]]
    for user, expected in ((world.omid, 2), (world.mina, 5), (world.sara, 6)):
        shown = AgendaItem.objects.visible_to(user)
        assert shown.count() == expected
        assert set(shown) == {point.item for point in queries.agenda(world.session, user)}


def test_no_page_feed_export_or_search_gives_a_hidden_title_to_the_public(world, client):
    meeting = a_meeting(world)
    an_agenda(world)
    city = [f"/fa/cities/{world.mashhad.slug}/", "/en/meetings/calendars/cities/mashhad.ics"]
    pages = [f"/en/meetings/{meeting.slug}/{page}" for page in ("", "agenda/", "papers/")]
    lists = ["/en/meetings/?when=all", "/en/meetings/meetings.json?when=all", "/en/meetings/?when=all&q=Dismissal"]
    feeds = ["/en/meetings/calendars/bodies/metropolis.ics", "/en/search/?q=Dismissal", "/en/search/?q=Budget"]

    for address in [*pages, *lists, *feeds, *city, f"/en/gatherings/{meeting.slug}/"]:
        response = client.get(address)
        assert response.status_code == 200, address
        shown = response.getvalue().decode()
        assert not [word for word in (*SECRET, *INSIDE) if word in shown], address
    client.force_login(world.mina)
    page = client.get(pages[1]).content.decode()
    assert all(word in page for word in INSIDE)
    assert not any(word in page for word in SECRET)


def test_items_change_places_by_buttons_of_the_secretary_alone(world, client):
    meeting = a_meeting(world)
    an_agenda(world)
    address = f"/en/meetings/{meeting.slug}/agenda/{world.election.pk}/moves/"
    for who, status in (("omid", 403), ("mina", 403), ("sara", 302)):
        client.force_login(getattr(world, who))
        assert client.post(address, {"to": "up"}).status_code == status

    assert [each[:2] for each in told(world, world.omid)] == [("1", "Opening"), ("2", "Election of the board")]
    move_item(item=world.opening, up=True, by=world.sara)
    assert told(world, world.omid)[0][1] == "Opening"
    describe_item(item=world.opening, audience=Audience.HIDDEN, by=world.sara)
    assert [each[:2] for each in told(world, world.omid)] == [("1", "Election of the board")]


def test_an_agenda_has_three_levels_and_loses_no_item_with_parts(world):
    a_meeting(world)
    an_agenda(world)
    third = add_item(session=world.session, parent=world.budget, names=names(en="Loan"), by=world.sara)
    with pytest.raises(Refused, match="three levels"):
        add_item(session=world.session, parent=third, names=names(en="Bank"), by=world.sara)
    with pytest.raises(Refused, match="parts of this item"):
        remove_item(item=world.budget, reason="Not ready.", by=world.sara)

    remove_item(item=third, reason="Not ready.", by=world.sara)

    assert not [each for each in told(world, world.sara) if each[1] == "Loan"]
    assert world.session.ends_at - world.session.starts_at > timedelta(hours=1)
