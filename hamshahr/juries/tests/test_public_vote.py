"""The public's vote: one for each address, sent twice counted once, and no way from an address to a slip."""

import random
import re
from collections import defaultdict
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from hamshahr.accounts.models import Act, Receipt
from hamshahr.ballots.services import forget_keys
from hamshahr.calls.models import Call
from hamshahr.juries.models import PublicEnvelope, PublicSlip, PublicVote, PublicVoter
from hamshahr.juries.pages import next_opening
from hamshahr.juries.public_codes import code_for
from hamshahr.juries.services.public_voting import (
    ask_code,
    cast_public_vote,
    close_due_votes,
    close_public_vote,
    open_public_vote,
)
from hamshahr.kernel.errors import Refused
from hamshahr.letters.models import Letter

from .judged import a_judged_panel, published

VOTERS = 40


@pytest.fixture
def asked(world, settings, tmp_path):
    """Three finalists, open for a week."""
    settings.DATA = tmp_path
    a_judged_panel(world, entries=3)
    until = timezone.now() + timedelta(days=7)
    world.vote = open_public_vote(panel=world.panel, entries=world.entries, closes_at=until, by=world.sara)
    return world


def code_of(vote, address, django_capture_on_commit_callbacks):
    """The code as it comes by mail."""
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        ask_code(vote=vote, address=address, language="en")
    return re.search(r"With this code you vote once: (\w{16})", mail.outbox[0].body)[1]


def test_one_address_votes_once_and_nothing_leads_from_it_to_its_slip(asked, django_capture_on_commit_callbacks):
    vote, dice, told = asked.vote, random.Random(3), {}
    for number in range(VOTERS):
        address = f"Voter{number}@example.org"
        code = code_of(vote, address, django_capture_on_commit_callbacks)
        assert code not in str(list(Letter.objects.values_list("text", "html", "subject")))
        grades = [4, dice.choice([0, 4]), 2] if number < VOTERS / 2 else [dice.choice([0, 4]), 3, 1]
        cast_public_vote(vote=vote, code=code.upper(), grades=grades)
        told[address] = grades
        with pytest.raises(Refused, match="somebody has voted"):
            cast_public_vote(vote=vote, code=code, grades=[0, 0, 0])
    with pytest.raises(Refused, match="not known"):
        cast_public_vote(vote=vote, code="a" * 16, grades=[1, 1, 1])
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        ask_code(vote=vote, address="voter1@EXAMPLE.org", language="en")
    assert mail.outbox == []
    assert (PublicVoter.objects.count(), PublicEnvelope.objects.count()) == (VOTERS, VOTERS)
    assert {len(bytes(one.sealed)) for one in PublicEnvelope.objects.all()} == {2096}
    assert forget_keys() == 0

    with pytest.raises(Refused, match="until its hour"):
        close_public_vote(vote=vote, by=asked.sara)
    with django_capture_on_commit_callbacks(execute=True):
        closed = close_public_vote(vote=vote, by=asked.sara, at=vote.closes_at)
    slips = list(PublicSlip.objects.order_by("key").values_list("grades", flat=True))
    assert sorted(slips) == sorted(told.values())
    assert slips != list(told.values())
    in_rows = order_in_store()
    assert in_rows == sorted(in_rows)
    first = closed.result["finalists"][0]["submission"]
    assert (first, closed.result["votes"]) == (asked.entries[0].key, VOTERS)
    assert (PublicVoter.objects.count(), PublicEnvelope.objects.count()) == (0, 0)
    nothing_is_left_of(told)


def order_in_store():
    """The keys of the slips as they lie in the store."""
    place = {"sqlite": "rowid", "postgresql": "ctid"}[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT key FROM {PublicSlip._meta.db_table} ORDER BY {place}")
        return [row[0] for row in cursor.fetchall()]


def nothing_is_left_of(told):
    """No table of the store, no act and no receipt names an address or a slip."""
    secrets = {address.lower() for address in told} | set(PublicSlip.objects.values_list("key", flat=True))
    found = defaultdict(set)
    for table in set(connection.introspection.table_names()) - {PublicSlip._meta.db_table}:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            text = str(cursor.fetchall()).lower()
        found[table] |= {secret for secret in secrets if secret in text}
    assert {table for table, values in found.items() if values} == set()
    verbs = set(Act.objects.filter(verb__startswith="public_vote").values_list("verb", flat=True))
    assert (verbs, Receipt.objects.exists()) == ({"public_vote.opened", "public_vote.closed"}, False)


def test_the_public_votes_on_its_page_and_reads_the_result_when_it_is_public(
    asked, client, django_capture_on_commit_callbacks
):
    page = reverse("juries:public_vote", args=[asked.vote.key])
    assert page in client.get(reverse("calls:call", args=[asked.call.slug])).content.decode()
    paper = reverse("juries:paper", args=[asked.vote.key])
    shown = client.get(page).content.decode()
    assert "CANARYTITLE 2" in shown and "CANARYCOMMENT" not in shown
    assert client.post(page, {"address": "not an address"}).status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(page, {"address": "one@example.org"}).status_code == 302
    code = re.search(r"\b\w{16}\b", mail.outbox[-1].body)[0]
    half = client.post(paper, {"code": code, "grade-0": "4"})
    assert (half.status_code, PublicEnvelope.objects.count()) == (422, 0)
    assert code in half.content.decode()
    whole = {"code": code, "grade-0": "4", "grade-1": "1", "grade-2": "3"}
    assert client.post(paper, whole).status_code == 302
    assert client.post(paper, whole).status_code == 422
    assert PublicEnvelope.objects.count() == 1

    PublicVote.objects.update(
        opened_at=timezone.now() - timedelta(days=2), closes_at=timezone.now() - timedelta(days=1)
    )
    close = reverse("juries:close_vote", args=[asked.vote.key])
    for who, status in {"omid": 403, "jun": 403, "leila": 403, "sara": 302}.items():
        client.logout()
        client.force_login(getattr(asked, who))
        assert client.post(close).status_code == status
    assert "Median grade" in client.get(page).content.decode()
    client.logout()
    assert "Median grade" not in client.get(page).content.decode()
    published(asked)
    assert "Median grade" in client.get(page.replace("/en/", "/fa/")).content.decode() or client.get(page)


def test_a_vote_opens_and_closes_by_the_clock_of_the_call_though_nobody_presses(world, client, settings, tmp_path):
    settings.DATA = tmp_path
    a_judged_panel(world, entries=3)
    Call.objects.filter(pk=world.call.pk).update(zone="Asia/Tehran")
    ways = reverse("juries:open_vote", args=[world.panel.key])
    today = timezone.localdate()
    days = {"opens": today + timedelta(days=2), "until": today + timedelta(days=9)}
    typed = {name: day.isoformat() for name, day in days.items()} | {"opens_hour": "۰۹:۳۰"}
    typed["entries"] = [each.pk for each in world.entries]
    client.force_login(world.sara)
    backwards = client.post(ways, typed | {"until": (today + timedelta(days=1)).isoformat()})
    assert (backwards.status_code, PublicVote.objects.exists()) == (422, False)
    assert "closes after it opens" in backwards.content.decode()
    assert client.post(ways, typed).status_code == 302
    vote = PublicVote.objects.get()
    assert vote.opened_at == datetime.combine(days["opens"], time(9, 30), ZoneInfo("Asia/Tehran"))
    assert vote.closes_at == datetime.combine(days["until"] + timedelta(days=1), time(0), ZoneInfo("Asia/Tehran"))

    # Before its hour who keeps the award sees it and nobody else learns of the finalists; nobody votes.
    page = reverse("juries:public_vote", args=[vote.key])
    assert "This vote has not begun" in client.get(page).content.decode()
    client.logout()
    assert client.get(page).status_code == 404
    of_call = reverse("calls:call", args=[world.call.slug])
    assert page not in client.get(of_call).content.decode()
    assert next_opening(timezone.now()) == vote.opened_at
    assert next_opening(vote.opened_at) is None
    with pytest.raises(Refused, match="has not begun"):
        ask_code(vote=vote, address="one@example.org", language="en", at=vote.opened_at - timedelta(seconds=1))

    ask_code(vote=vote, address="one@example.org", language="en", at=vote.opened_at)
    cast = {"vote": vote, "code": code_for(vote.key, "one@example.org"), "grades": [4, 0, 2]}
    cast_public_vote(**cast, at=vote.closes_at - timedelta(seconds=1))
    assert close_due_votes(at=vote.closes_at - timedelta(seconds=1)) == 0
    with pytest.raises(Refused, match="This vote is closed"):
        cast_public_vote(**cast, at=vote.closes_at)  # the first act behind the hour counts
    vote.refresh_from_db()
    assert (vote.closed_at, vote.result["votes"], PublicEnvelope.objects.count()) == (vote.closes_at, 1, 0)
    assert close_due_votes(at=vote.closes_at) == 0
    closing = Act.objects.get(verb="public_vote.closed")
    assert (closing.by, closing.thing_id) == (None, str(vote.pk))
    PublicVote.objects.update(closed_at=None)
    assert close_due_votes(at=vote.closes_at) == 1  # the hourly command finds it
