"""Authors invited by mail: a link that works once, for one person, and tells nobody who has an account."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from hamshahr.accounts.models import Act, User
from hamshahr.calls import services
from hamshahr.calls.models import Author, AuthorInvitation
from hamshahr.calls.queries.standing import deadline_of
from hamshahr.calls.services.inviting import invitation_of, make_link
from hamshahr.kernel.errors import Refused
from hamshahr.letters.models import Letter
from hamshahr.letters.services import send_waiting
from tests.replay import breaks, silent, untold

from .entering import award_call, entry

TYPED = {"full_name": "Ada Byron", "email": "ada@example.org", "language": "en"}
OPENED = {"full_name": "Ada Byron", "password": "three old maps of water"}


@pytest.fixture
def writing(world, client):
    client.force_login(world.mina)
    return entry(world, award_call(world))


def place(submission, end="new/"):
    return f"/en/calls/entries/{submission.key}/authors/{end}"


def link():
    """The address in the letter that went out last."""
    send_waiting()
    return re.search(r"https?://[^/]+(/\S+/calls/authors/\S+/)", mail.outbox[-1].body)[1]


def test_a_person_without_an_account_writes_an_entry_by_the_link_of_a_letter(world, client, writing):
    assert client.post(place(writing), TYPED | {"email": "no address"}).status_code == 422
    assert client.post(place(writing), TYPED).status_code == 302
    letter, invitation = Letter.objects.get(kind="author.invited"), AuthorInvitation.objects.get()
    assert (letter.address, letter.to_user, invitation.token_digest) == ("ada@example.org", None, None)
    assert "ada@example.org" in client.get(place(writing, "")).content.decode()
    assert "under way" in client.post(place(writing), TYPED | {"email": "ADA@example.org"}).content.decode()
    address = link()
    letter.refresh_from_db()
    token = address.split("/")[-2]
    assert token not in letter.text and invitation_of(token, timezone.now()) == invitation

    for who in ("jun", "mina"):
        client.force_login(getattr(world, who))
        assert "another address than yours" in client.get(address).content.decode()
        assert client.post(address).status_code == 422
    client.logout()
    assert client.get(f"/en/calls/entries/{writing.key}/").status_code == 302
    for language in ("fa", "en"):
        page = client.get(address.replace("/en/", f"/{language}/")).content.decode()
        assert f'lang="{language}"' in page and "ada@example.org" in page
    assert client.post(address, OPENED | {"password": "short"}).status_code == 422
    done = client.post(address, OPENED)
    assert (done.status_code, done.headers["Location"]) == (302, f"/en/calls/entries/{writing.key}/")
    ada = User.objects.get(email="ada@example.org")
    assert (ada.full_name, ada.liaisons.count(), ada.is_secretariat) == ("Ada Byron", 0, False)
    assert client.get(f"/en/calls/entries/{writing.key}/steps/1/").status_code == 200
    assert client.get(place(writing)).status_code == 403
    assert client.get("/en/calls/cities/mashhad/").status_code == 404
    assert client.get(address).status_code == 404
    assert Letter.objects.get(kind="author.joined").to_user == world.mina
    services.end_author(author=Author.objects.get(user=ada), by=world.mina, at=timezone.now())
    assert client.get(f"/en/calls/entries/{writing.key}/").status_code == 404
    told = [row for row in untold() if row.startswith(("Author", "AuthorInvitation"))]
    assert [*breaks()] == [*silent()] == told == []


def test_the_letter_and_every_refusal_are_the_same_whoever_has_an_account(world, client, writing):
    kept = {}
    for email in ("ada@example.org", world.jun.email):
        answer = client.post(place(writing), TYPED | {"email": email}, follow=True)
        kept[email] = (answer.status_code, [str(each) for each in answer.context["messages"]])
    assert len({str(each) for each in kept.values()}) == 1
    texts = {letter.text for letter in Letter.objects.filter(kind="author.invited")}
    assert len(texts) == 1
    address = link()
    client = Client()  # to sign out would end every session of hers
    page, refused = client.get(address).content.decode(), client.post(address, OPENED)
    assert ("If you have none" in page, refused.status_code) == (True, 422)
    assert User.objects.filter(email__iexact=world.jun.email).count() == 1
    client.force_login(world.jun)
    assert client.post(address).status_code == 302
    assert Author.objects.filter(user=world.jun, submission=writing, ended_at=None).count() == 1
    assert client.post(address).status_code == 404

    open_one = AuthorInvitation.objects.get(email="ada@example.org")
    token = make_link(invitation=open_one, at=timezone.now())
    for who, status in (("omid", 404), ("jun", 403), ("mina", 302)):
        other = Client()
        other.force_login(getattr(world, who))
        assert other.post(place(writing, f"{open_one.key}/withdrawal/")).status_code == status
    client.logout()
    gone = client.get(f"/en/calls/authors/{token}/")
    unknown = client.get("/en/calls/authors/never-there/")
    assert (gone.status_code, unknown.status_code) == (404, 404)
    assert "This invitation is not valid" in gone.content.decode()
    assert make_link(invitation=open_one, at=timezone.now()) is None
    with pytest.raises(Refused, match="taken back"):
        services.withdraw_author_invitation(invitation=open_one, by=world.mina, at=timezone.now())


def test_a_letter_taken_back_stays_here_and_a_link_ends_after_two_weeks(world, writing):
    now, said = timezone.now(), {"full_name": "Ada", "language": "fa", "by": world.mina}
    made = [
        services.invite_author(submission=writing, email=f"a{number}@example.org", at=now, **said)
        for number in range(10)
    ]
    with pytest.raises(Refused, match="such letters a day"):
        services.invite_author(submission=writing, email="one@example.org", at=now, **said)
    services.withdraw_author_invitation(invitation=made[0], by=world.mina, at=now)
    assert send_waiting().withheld == 1
    token = make_link(invitation=made[1], at=now)
    late = now + timedelta(days=14)
    assert (invitation_of(token, now), invitation_of(token, late)) == (made[1], None)
    with pytest.raises(Refused, match="not valid"):
        services.join_authors(token=token, by=world.jun, at=late)
    services.withdraw(submission=writing, reason="Later.", by=world.mina, at=now)
    world.omid.emailaddress_set.create(email="a1@example.org", verified=True)
    with pytest.raises(Refused, match="withdrawn"):
        services.join_authors(token=token, by=world.omid, at=now)
    assert AuthorInvitation.objects.filter(accepted_at__isnull=False).count() == 0


def test_the_address_of_who_did_not_answer_is_removed_ninety_days_after_the_call_has_closed(world, client, writing):
    now, call = timezone.now(), writing.call
    joined, silent_one = (
        services.invite_author(
            submission=writing, email=f"{who}@example.org", full_name=who, language="en", by=world.mina, at=now
        )
        for who in ("ada", "bea")
    )
    services.join_with_new_account(
        token=make_link(invitation=joined, at=now), full_name="Ada", password=OPENED["password"], at=now
    )
    send_waiting()
    said = client.get(place(writing, "")).content.decode()
    assert "removed 90 days after the call has closed" in said and "such address" not in said
    closes_at = deadline_of(call)
    before, after = closes_at + timedelta(days=90, seconds=-1), max(closes_at, now) + timedelta(days=90, seconds=1)
    assert services.forget_author_invitations(at=before) == 0
    assert services.forget_author_invitations(at=after) == 1
    assert services.forget_author_invitations(at=after) == 0
    silent_one.refresh_from_db()
    joined.refresh_from_db()
    assert (silent_one.email, silent_one.full_name, silent_one.token_digest, silent_one.forgotten_at) == (
        "",
        "",
        None,
        after,
    )
    assert (joined.email, joined.forgotten_at) == ("ada@example.org", None)
    assert [letter.address for letter in Letter.objects.filter(kind="author.invited")] == ["ada@example.org"]
    assert Act.objects.filter(verb="author.invitation_forgotten").count() == 1
    assert not any("bea" in str((act.changes, act.reason, act.facts)) for act in Act.objects.all())
    told = [row for row in untold() if row.startswith("AuthorInvitation")]
    assert [*breaks()] == [*silent()] == told == []
