"""What comes out of a jury: the ranking it reads, the deliberation it seals, likenesses; and who sees none of it."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hamshahr.accounts.models import Act
from hamshahr.calls.models import Answer, Redaction
from hamshahr.juries.models import Conflict, Likeness, OpenEntry, Ranking, SecondScore
from hamshahr.juries.ranking.writing import plain
from hamshahr.juries.services.comparing import find_likenesses
from hamshahr.juries.services.deliberating import close_deliberation, decide_entry, open_deliberation, state
from hamshahr.juries.services.ranking import compute_ranking
from hamshahr.juries.similarity import likenesses
from hamshahr.juries.totals import criteria_of, scores_by_criterion, weighted_total
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.languages import say
from hamshahr.letters.models import Letter
from hamshahr.seals.models import Seal

from .judged import a_judged_panel, published


@pytest.fixture
def judged(world):
    return a_judged_panel(world)


def sign_in(client, user):
    client.logout()
    if user:
        client.force_login(user)


def test_a_ranking_rests_on_finished_reviews_alone_and_is_read_by_who_leads_the_jury(judged, client):
    gone = judged.jurors["harsh"].assignments.get(submission=judged.entries[0]).review
    gone.is_done, gone.done_at, gone.recused_at = False, None, timezone.now()
    gone.save()
    made = compute_ranking(panel=judged.panel, places=4, by=judged.sara)

    criteria = criteria_of(judged.panel)
    rows = {row["submission"]: row for row in made.result["submissions"]}
    for each in judged.entries:
        reviews = [one.review for one in each.assignments.all() if one.review.is_done]
        totals = [weighted_total(criteria, scores_by_criterion(review)) for review in reviews]
        assert rows[each.key]["raw_mean"] == plain(sum(totals, Fraction(0)) / len(totals))
    severity = {row["juror"]: row["severity"] for row in made.result["jurors"]}
    harsh, even, mild = (severity[judged.jurors[name].key] for name in ("harsh", "even", "mild"))
    assert harsh > even > mild
    # Two milder jurors read the first entry: what they gave too much is taken off.
    assert rows[judged.entries[0].key]["shift"] < 0
    assert compute_ranking(panel=judged.panel, places=4, by=judged.sara) == made
    assert Ranking.objects.count() == 1
    assert "raw_mean" not in str(list(Act.objects.values_list("changes", "facts")))

    page = reverse("juries:ranking", args=[made.key])
    place = reverse("juries:place", args=[made.key, judged.entries[3].key])
    severe = reverse("juries:severities", args=[made.key])
    table = reverse("juries:download_ranking", args=[made.key, "csv"])
    told = {None: 302, "omid": 404, "jun": 404, "mina": 404, "leila": 404, "sara": 200}
    for who, status in told.items():
        sign_in(client, who and getattr(judged, who))
        assert [client.get(address).status_code for address in (page, place, severe, table)] == [status] * 4
    answer = client.get(page)
    assert "to deliberation" in answer.content.decode()
    assert "nine times in ten" in client.get(place).content.decode()
    assert len(b"".join(client.get(table).streaming_content).decode().splitlines()) == 13
    assert client.get(page.replace("/en/", "/fa/")).status_code == 200


def test_the_chair_reads_it_behind_the_own_reviews_and_never_an_entry_it_is_kept_from(judged, client):
    made = compute_ranking(panel=judged.panel, places=4, by=judged.sara)
    chair, shut = judged.jurors["even"], judged.entries[5]
    page, place = reverse("juries:ranking", args=[made.key]), reverse("juries:place", args=[made.key, shut.key])
    sign_in(client, chair.user)
    assert client.get(place).status_code == 200
    Conflict.objects.create(
        juror=chair, submission=shut, kind="personal", how="pinned", reason="x", made_at=timezone.now()
    )
    assert (client.get(place).status_code, client.get(page).status_code) == (404, 200)
    text = client.get(page).content.decode()
    assert [f"CANARYTITLE {number}<" in text for number in (5, 6, 7)] == [True, False, True]
    table = b"".join(client.get(reverse("juries:download_ranking", args=[made.key, "json"])).streaming_content)
    assert b"CANARYTITLE 6" not in table
    mine = chair.assignments.get(submission=judged.entries[7]).review
    mine.is_done, mine.done_at = False, None
    mine.save()
    assert client.get(page).status_code == 404
    sign_in(client, judged.jurors["mild"].user)
    assert client.get(page).status_code == 404
    with pytest.raises(Refused, match="not finished"):
        compute_ranking(panel=judged.panel, places=4, by=judged.sara)


def waiting_for(client, user, talk):
    """What the desk says of the last votes a juror has not given, with the way to them."""
    client.force_login(user)
    page = client.get("/en/desk/").content.decode()
    found = re.search(r"\d+ entr(?:y waits|ies wait) for your last vote", page)
    assert (reverse("juries:deliberation", args=[talk.key]) in page) == bool(found)
    return found[0] if found else ""


def test_a_deliberation_keeps_the_scores_before_and_after_and_seals_its_record(judged, client):
    compute_ranking(panel=judged.panel, places=4, by=judged.sara)
    harsh, even, mild = (judged.jurors[name].user for name in ("harsh", "even", "mild"))
    talk = open_deliberation(panel=judged.panel, majority="simple", tie="chair", by=judged.sara)
    entries = list(talk.entries.order_by("rank"))
    assert 0 < len(entries) < 12
    asked = Letter.objects.filter(kind="deliberation.opened")
    assert {letter.to_user for letter in asked} == {harsh, even, mild}
    assert all(reverse("juries:deliberation", args=[talk.key]).removeprefix("/en") in one.text for one in asked)
    assert waiting_for(client, mild, talk) == f"{len(entries)} entries wait for your last vote"
    with pytest.raises(Refused, match="deliberates by an earlier"):
        compute_ranking(panel=judged.panel, places=3, by=judged.sara)
    with pytest.raises(Refused, match="not on the jury"):
        state(entry=entries[0], text="I too", by=judged.sara)
    state(entry=entries[0], text="CANARYSTATEMENT it should go on", by=harsh)

    # What others gave is read only behind one's own vote.
    page = reverse("juries:open_entry", args=[talk.key, entries[0].key])
    decide_entry(entry=entries[0], score=Decimal("77.25"), choice="yes", by=mild)
    assert f"{len(entries) - 1} " in waiting_for(client, mild, talk)
    sign_in(client, harsh)
    assert b"77.25" not in client.get(page).content
    form = {"act": "vote", "score": "101", "choice": "no"}
    faulty = client.post(page, form)
    assert (faulty.status_code, b"101" in faulty.content) == (422, True)
    assert client.post(page, form | {"score": "61.5"}).status_code == 302
    names_are_told(judged, harsh, talk, entries)
    assert b"77.25" in client.get(page).content
    kept = SecondScore.objects.get(juror__user=harsh)
    review = judged.jurors["harsh"].assignments.get(submission=entries[0].submission).review
    total = weighted_total(criteria_of(judged.panel), scores_by_criterion(review))
    assert (float(kept.before), kept.value) == (round(float(total), 2), Decimal("61.5"))

    decide_entry(entry=entries[0], score=None, choice="yes", by=even)
    for each in entries[1:]:
        with pytest.raises(Refused, match="no vote yet"):
            close_deliberation(deliberation=talk, by=judged.sara)
        decide_entry(entry=each, score=None, choice="no", by=even)
        decide_entry(entry=each, score=None, choice="no", by=mild)
    assert (waiting_for(client, mild, talk), "wait" in waiting_for(client, harsh, talk)) == ("", True)
    closed = close_deliberation(deliberation=talk, by=judged.sara)
    assert waiting_for(client, harsh, talk) == ""
    outcomes = dict(OpenEntry.objects.values_list("pk", "outcome"))
    assert outcomes == {each.pk: "in" if each == entries[0] else "out" for each in entries}
    assert entries[0].verdict == {}
    assert OpenEntry.objects.get(pk=entries[0].pk).verdict["tally"] == {
        "yes": 2,
        "no": 1,
        "abstain": 0,
        "not_voting": 0,
    }
    assert "CANARYSTATEMENT" in closed.record
    assert Seal.objects.get(serial=closed.serial).statement
    assert say(closed.panel.stage.call.body.names) in Client().get(f"/en/seals/{closed.serial}/").content.decode()
    with pytest.raises(Refused, match="closed"):
        state(entry=entries[0], text="One more word", by=harsh)
    canaries(judged, client, [reverse("juries:deliberation", args=[talk.key]), page])


def names_are_told(judged, juror, talk, entries):
    """A juror reads what entries are called, of one that is judged blind its number; who keeps the jury reads all."""
    first, *others = (each.submission for each in entries)
    Redaction.objects.create(submission=first, words="CANARYTITLE", marked_at=timezone.now())
    listing, page = (
        reverse("juries:deliberation", args=[talk.key]),
        reverse("juries:open_entry", args=[talk.key, entries[0].key]),
    )
    for user, is_told in ((judged.sara, True), (juror, False)):
        client = Client()  # to sign out would end every session of the juror
        client.force_login(user)
        shown = client.get(listing).content.decode()
        assert [f">{each.title}<" in shown for each in (first, *others)] == [is_told, *(True for _each in others)]
        assert (f">{first.title}<" in client.get(page).content.decode()) is is_told


def canaries(judged, client, addresses):
    """Nobody beside the jury and the office finds the talk, and no log, letter or seal holds a word of it."""
    for who in (None, "omid", "jun", "mina", "leila"):
        if who == "mina":
            published(judged)
        sign_in(client, who and getattr(judged, who))
        assert {client.get(address).status_code for address in addresses} == ({404} if who else {302})
    said = str(list(Act.objects.values_list("changes", "facts", "reason")))
    said += str(list(Letter.objects.values_list("text", "subject"))) + str(list(Seal.objects.values_list("statement")))
    for canary in ("CANARYSTATEMENT", "77.25", "CANARYCOMMENT"):
        assert canary not in said


def test_a_tie_goes_by_its_rule_and_who_is_kept_from_an_entry_has_no_say(judged):
    compute_ranking(panel=judged.panel, places=4, by=judged.sara)
    talk = open_deliberation(panel=judged.panel, majority="simple", tie="chair", by=judged.sara)
    harsh, even, mild = (judged.jurors[name] for name in ("harsh", "even", "mild"))
    first, *others = talk.entries.order_by("rank")
    Conflict.objects.create(
        juror=harsh, submission=first.submission, kind="personal", how="pinned", reason="x", made_at=timezone.now()
    )
    with pytest.raises(Refused, match="kept from"):
        decide_entry(entry=first, score=None, choice="yes", by=harsh.user)
    decide_entry(entry=first, score=None, choice="no", by=mild.user)
    decide_entry(entry=first, score=None, choice="yes", by=even.user)
    for each in others:
        decide_entry(entry=each, score=None, choice="yes", by=even.user)
    close_deliberation(deliberation=talk, by=judged.sara)

    first.refresh_from_db()
    assert (first.outcome, first.verdict["tied"], first.verdict["entitled"]) == ("in", True, 2)
    # One of three has voted on the others: without a quorum nothing goes on.
    assert {each.verdict["outcome"] for each in talk.entries.exclude(pk=first.pk)} == {"no quorum"}


OWN = "We built forty kilometres of tram lines through the old town in three years. Citizens chose the colours. Thanks."
COPY = "Hello there. We built fourty kilometres of tram lines through the old town in three years! And more was done."
PERSIAN = "شهر ما در سه سال چهل کیلومتر خط تراموا ساخت و مردم رنگ آن را برگزیدند."
ARABIC_KEYS = PERSIAN.replace("ی", "ي").replace("ک", "ك")


def test_repeated_sentences_are_found_in_any_spelling_and_shown_to_who_leads_the_jury_alone(judged, client):
    found = likenesses(
        {"a": OWN, "b": COPY, "c": PERSIAN, "d": ARABIC_KEYS, "e": "Nothing like it stands here now"}, "ce"
    )
    assert [(one.other, one.share) for one in found["c"]] == [("d", 1.0)]
    assert found["e"] == []
    (one,) = likenesses({"a": OWN, "b": COPY}, "b")["b"]
    assert one.sentences == (
        (
            "We built fourty kilometres of tram lines through the old town in three years!",
            "We built forty kilometres of tram lines through the old town in three years.",
        ),
    )

    story = judged.call.questions.get(slug="story")
    Answer.objects.exclude(submission__in=judged.entries[:2]).filter(question=story).update(value="")
    Answer.objects.filter(question=story, submission=judged.entries[0]).update(value=OWN)
    Answer.objects.filter(question=story, submission=judged.entries[1]).update(value=COPY)
    assert find_likenesses(panel=judged.panel, by=judged.sara) == 1
    assert list(Likeness.objects.values_list("submission__number", "other__number")) == [(2, 1)]
    page = reverse("juries:likenesses", args=[judged.panel.key])
    for who, status in {"leila": 404, "omid": 404, "mina": 404, "sara": 200}.items():
        sign_in(client, getattr(judged, who))
        assert client.get(page).status_code == status
    assert "fourty kilometres" in client.get(page).content.decode()
    assert client.post(page).status_code == 302
    sign_in(client, judged.jurors["even"].user)
    assert (client.get(page).status_code, client.post(page).status_code) == (200, 403)
    sign_in(client, judged.jurors["mild"].user)
    assert client.get(page).status_code == 404
