"""Every form of the site that changes state is carried out once, however often it is sent."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import resolve, reverse
from django.utils import timezone
from django.utils.translation import override

from hamshahr.accounts.models import Act, Receipt
from hamshahr.accounts.receipts import new_key
from hamshahr.accounts.services import start_staff_duty
from hamshahr.bodies.tests.test_locks import at_once, committed  # noqa: F401  a fixture is named by its import
from hamshahr.gatherings.models import Gathering
from hamshahr.gatherings.services import take_part
from hamshahr.kernel.dates import PartialDate
from hamshahr.parties.models import Consent, Liaison, Person
from hamshahr.record.models import Entry
from hamshahr.record.services import raise_objection
from tests.test_addresses import TABLE, cast, house, settled_house, things  # noqa: F401
from tests.world import names, user

FORM = re.compile(r"<form\b[^>]*>.*?</form>", re.S)
ACTION = re.compile(r'<form\b[^>]*\baction="([^"]*)"')
# A profile sent twice is the profile sent once; an invitation is accepted by nobody who has a session yet; a newsletter
# asked for twice is asked for once, and left twice it is left. A button of the chair names its entry of the list.
REPEATABLE = {"accounts:profile", "accounts:accept_invitation", "stories:newsletter", "stories:newsletter_leave"}
REPEATABLE |= {"attendance:chair", "decisions:chair"}
# To ask what a seal says changes nothing; a new address of a calendar ends the one before; a paragraph saved again in
# the same words is saved once. A ballot has a key of its own, for its answer may stand with no reader's receipts.
REPEATABLE |= {"seals:index", "seals:seal", "meetings:calendar", "minutes:paragraph", "ballots:ballot"}
# A code is sent once an hour and votes once, and no receipt is to tell who asked for it.
REPEATABLE |= {"juries:public_vote", "juries:paper"}


def forms_on(client, address):
    """(where it is sent, the form) of each form that is posted."""
    page = client.get(address)
    for form in FORM.findall(page.content.decode()) if "html" in page.get("Content-Type", "") else ():
        if 'method="post"' in form.partition(">")[0]:
            action = ACTION.match(form)
            yield action[1] if action else address, form


def is_ours(address):
    return resolve(address).func.__module__.startswith("hamshahr.")


@pytest.mark.embedded
@pytest.mark.parametrize("role", ["secretariat", "contact"])
def test_every_form_of_ours_carries_a_key_and_goes_to_a_view_that_knows_it(cast, things, client, role):  # noqa: F811
    Person.objects.create(slug="mina", names=names(en="Mina"), user=cast["contact"])
    client.force_login(cast[role])
    found, wanting = set(), set()
    for name, (arguments, _expected) in TABLE.items():
        with override("en"):
            address = reverse(name, args=[things.get(word, word) for word in arguments])
        for action, form in forms_on(client, address) if name not in REPEATABLE else ():
            if is_ours(action):
                found.add(resolve(action).view_name)
                if 'name="once"' not in form or not getattr(resolve(action).func, "is_once", False):
                    wanting.add(name)

    assert wanting == set()
    assert found >= ({"record:answer", "accounts:invitations"} if role == "secretariat" else {"record:objection"})


def entered(world):
    forum = Gathering.objects.create(slug="forum", kind="forum", names=names(en="Forum"), starts_on=PartialDate("2011"))
    take_part(gathering=forum, party=world.mashhad, role="host", by=world.sara)
    return Entry.objects.get(party=world.mashhad)


def objection(world):
    return "mina", f"/en/record/{entered(world).pk}/objection/", {"aim": "correct", "text": "It was 2012."}


def answer(world):
    made = raise_objection(entry=entered(world), aim="correct", text="No.", by=world.mina)
    return "sara", f"/en/record/objections/{made.pk}/answer/", {"outcome": "declined", "answer": "The page says so."}


def appointing(world):
    return "sara", "/en/desk/mashhad/liaisons/new/", {"user": world.jun.pk, "duty": "dues", "starts_on": "2021-01-01"}


def ending(world):
    duty = Liaison.objects.create(user=world.jun, party=world.mashhad, duty="dues", starts_on=date(2021, 1, 1))
    return "mina", f"/en/desk/mashhad/liaisons/{duty.pk}/end/", {"ends_on": "2022-01-01", "reason": "Left."}


def replacing(world):
    duty = Liaison.objects.create(user=world.omid, party=world.mashhad, duty="dues", starts_on=date(2021, 1, 1))
    return "sara", f"/en/desk/mashhad/liaisons/{duty.pk}/replacement/", {"user": world.jun.pk, "on": "2022-01-01"}


def handing_over(world):
    fields = {"leaving": world.mina.pk, "arriving": world.jun.pk, "on": timezone.localdate().isoformat()}
    return "sara", "/en/desk/mashhad/handover/", fields | {"promises": "A book."}


def consenting(world):
    Person.objects.create(slug="mina", names=names(en="Mina"), user=world.mina, email="m@example.org")
    return "mina", "/en/consents/email/giving/", {}


def withdrawing_consent(world):
    consenting(world)
    Consent.objects.create(person=Person.objects.get(slug="mina"), field="email", given_on=date(2021, 1, 1))
    return "mina", "/en/consents/email/withdrawal/", {}


def inviting(world):
    return "sara", "/account/invitations/", {"full_name": "Nima", "email": "nima@example.org", "language": "fa"}


def beginning_a_duty(world):
    return "sara", "/account/staff/", {"user": world.omid.pk, "starts_on": "2021-01-01"}


def ending_a_duty(world):
    duty = start_staff_duty(user=world.omid, starts_on=date(2021, 1, 1), by=world.sara)
    return "sara", f"/account/staff/{duty.pk}/end/", {"ends_on": timezone.localdate().isoformat()}


ACTS = [objection, answer, appointing, ending, replacing, handing_over, consenting, withdrawing_consent]
ACTS += [inviting, beginning_a_duty, ending_a_duty]


@pytest.mark.parametrize("act", ACTS)
def test_each_act_sent_twice_is_done_once_and_answered_alike(world, client, act):
    who, address, fields = act(world)
    client.force_login(getattr(world, who))
    typed, before = fields | {"once": new_key()}, Act.objects.count()

    first = client.post(address, typed)
    done = Act.objects.count()
    second = client.post(address, typed)

    assert (first.status_code, second.status_code, first["Location"]) == (302, 302, second["Location"])
    assert before < done == Act.objects.count()
    assert Receipt.objects.count() == 1


def test_a_desk_handed_over_by_its_own_officer_is_acknowledged_to_who_has_no_session_any_more(world, client):
    colleague = user("dina", "Dina Nouri")
    Liaison.objects.create(user=colleague, party=world.mashhad, duty="reader", starts_on=date(2020, 1, 1))
    address, key = "/en/desk/mashhad/handover/", new_key()
    client.force_login(world.mina)
    typed = handing_over(world)[2] | {"arriving": colleague.pk, "once": key}

    answers = [client.post(address, typed), client.post(address, typed), client.get(f"{address}?sent={key}")]

    assert [answer["Location"] for answer in answers] == ["/en/"] * 3
    assert "your sessions have ended" in client.get("/en/").content.decode()
    assert Act.objects.filter(verb="desk.handed_over").count() == 1
    assert client.post(address, typed | {"once": new_key()})["Location"].startswith("/account/login/")


@pytest.mark.postgresql
def test_a_form_sent_five_times_at_once_is_carried_out_once(committed):  # noqa: F811
    _who, address, fields = inviting(committed)
    typed = fields | {"once": new_key()}

    def send():
        browser = Client()
        browser.force_login(committed.sara)
        return browser.post(address, typed)

    answers = at_once(*[send] * 5)

    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, address)] * 5
    assert Act.objects.filter(verb="invitation.written").count() == 1
    assert Receipt.objects.count() == 1
