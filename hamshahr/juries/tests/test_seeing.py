"""Who reads whose review: never, after one's own, always; the chair; the office; and everybody else nothing."""

from decimal import Decimal

import pytest
from django.urls import reverse

from hamshahr.juries.models import Assignment, Conflict, Review, Score
from hamshahr.juries.services import finish_review, invite_juror, name_chair, save_review, seat_panel
from hamshahr.kernel.errors import Refused
from hamshahr.letters.models import Letter
from tests.world import user

from .builders import LONG_AGO as NOW
from .builders import a_call, a_juror, a_panel, assigned, entry

WORDS, NUMBER = "CANARY-comment", Decimal("7.31")


def judged(world, assignment, *, words=WORDS, number=NUMBER, done=True):
    by = assignment.juror.user
    typed = {"score-impact": number, "score-novelty": Decimal(3), "comment": words, "feedback": f"{words}-feedback"}
    save_review(assignment=assignment, typed=typed, marks={}, by=by)
    if done:
        finish_review(assignment=assignment, by=by)


@pytest.fixture
def juries(world):
    """Two panels at the same time: leila and another judge in the first, omid chairs it; nadia sits in the second."""
    world.call = a_call(world)
    world.first, world.second = a_panel(world, world.call), a_panel(world, world.call, 3)
    world.other, world.nadia = user("other", "Other Juror"), user("nadia", "Nadia Second")
    world.seats = {
        "leila": a_juror(world.first, world.leila),
        "other": a_juror(world.first, world.other),
        "omid": a_juror(world.first, world.omid, is_chair=True),
        "nadia": a_juror(world.second, world.nadia),
    }
    world.entry = entry(world.call, world.brussels, 1)
    world.tasks = {name: assigned(seat, world.entry) for name, seat in world.seats.items()}
    judged(world, world.tasks["other"])
    return world


def readers(world):
    people = world.cast() | {"other": world.other, "nadia": world.nadia}
    review = Review.objects.get(assignment=world.tasks["other"])
    seen = {who for who, each in people.items() if Review.objects.visible_to(each).filter(pk=review.pk).exists()}
    scores = {who for who, each in people.items() if Score.objects.visible_to(each).filter(review=review).exists()}
    assert scores == seen
    return seen


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        ("never", {"sara", "other"}, {"sara", "other"}),
        ("after own", {"sara", "other"}, {"sara", "other", "leila"}),
        ("always", {"sara", "other", "leila", "omid"}, {"sara", "other", "leila", "omid"}),
    ],
)
def test_jurors_see_the_reviews_of_others_as_the_rule_of_the_panel_says(juries, rule, before, after):
    juries.first.sees_others = rule
    juries.first.save()

    assert readers(juries) == before
    judged(juries, juries.tasks["leila"], words="mine", done=False)
    assert readers(juries) == before  # begun is not finished
    finish_review(assignment=juries.tasks["leila"], by=juries.leila)
    assert readers(juries) == after


def addresses(world):
    task, seat, panel = world.tasks["other"].key, world.seats["other"].key, world.first.key
    return [
        reverse("juries:index"),
        *(reverse(f"juries:{name}", args=[task]) for name in ("review", "saved", "reopen", "aside")),
        *(reverse(f"juries:{name}", args=[seat]) for name in ("seat", "invitation", "conflicts", "employments")),
        *(reverse(f"juries:{name}", args=[panel]) for name in ("panel", "pin")),
        reverse("juries:entry", args=[panel, world.entry.key]),
        reverse("juries:recusals", args=[world.call.slug]),
        *(reverse("juries:review", args=[each.key]) for name, each in world.tasks.items() if name != "other"),
    ]


def test_no_address_gives_a_score_or_a_comment_to_who_may_not_read_it(juries, client):
    """Every member of the cast asks for every address, by every way; the rule is never."""
    for who, each in (juries.cast() | {"nadia": juries.nadia, "other": juries.other}).items():
        client.logout()
        if each:
            client.force_login(each)
        leaks = [
            address
            for address in addresses(juries)
            for answer in (client.get(address), client.head(address))
            if WORDS in str(answer.headers) + answer.content.decode() or "7.31" in answer.content.decode()
        ]
        entitled = {
            "sara": [reverse("juries:entry", args=[juries.first.key, juries.entry.key])],
            "other": [reverse("juries:review", args=[juries.tasks["other"].key])],
        }
        assert (who, leaks) == (who, entitled.get(who, []))


def test_the_chair_sees_progress_and_no_score_before_the_own_vote(juries, client):
    juries.first.sees_others = "after own"
    juries.first.save()
    client.force_login(juries.omid)
    panel = reverse("juries:panel", args=[juries.first.key])
    page = client.get(panel).content.decode()
    assert "1 of 3 reviews finished" in page
    assert "Other Juror" in page
    assert "7.31" not in page
    one = reverse("juries:entry", args=[juries.first.key, juries.entry.key])
    assert "no finished review" in client.get(one).content.decode()

    judged(juries, juries.tasks["omid"], words="chair")
    away = {"assignment": juries.tasks["leila"].pk, "juror": a_juror(juries.first, juries.jun).pk, "reason": "Ill."}
    give = reverse("juries:reassign", args=[juries.first.key, juries.entry.key])
    assert client.get(give).status_code == 200
    assert client.post(give, away | {"assignment": juries.tasks["other"].pk}).status_code == 422  # it is finished
    Conflict(
        juror_id=away["juror"], submission=juries.entry, kind="personal", how="pinned", reason="…", made_at=NOW
    ).save()
    assert "conflict of interest" in client.post(give, away).content.decode()
    assert Assignment.objects.active().filter(pk=juries.tasks["leila"].pk).exists()
    Conflict.objects.all().delete()
    assert client.post(give, away).status_code == 302
    assert {str(each.juror) for each in juries.entry.assignments.active().filter(juror__panel=juries.first)} == {
        "Omid Karimi", "Other Juror", "Jun Park",
    }  # fmt: skip
    assert WORDS in client.get(one).content.decode()
    assert Review.objects.visible_to(juries.omid).count() == 2  # of this panel, and none of the other
    # Who leads one panel leads no other; a juror of a panel leads none.
    assert client.get(reverse("juries:panel", args=[juries.second.key])).status_code == 404
    client.force_login(juries.leila)
    assert client.get(panel).status_code == 403


def test_a_jury_is_seated_once_and_people_are_asked_by_letter(juries, client):
    with pytest.raises(Refused, match="has a jury already"):
        seat_panel(stage=juries.first.stage, by=juries.sara)
    asked = invite_juror(panel=juries.first, user=juries.jun, party=juries.brussels, by=juries.sara)
    letter = Letter.objects.get(to_user=juries.jun)
    address = reverse("juries:invitation", args=[asked.key])
    assert (asked.country, asked.region, address.removeprefix("/en") in letter.text) == (
        juries.belgium,
        juries.europe,
        True,
    )

    client.force_login(juries.jun)
    assert client.get(reverse("juries:seat", args=[asked.key])).status_code == 404
    assert client.get(address).status_code == 200
    typed = {"languages": ["en"], "max_load": "12", "free_from": "2026-01-01", "answer": "accept"}
    assert client.post(address, typed | {"free_until": "2025-01-01"}).status_code == 422
    assert client.post(address, typed).status_code == 302
    asked.refresh_from_db()
    assert (asked.state, asked.languages, asked.max_load) == ("accepted", ["en"], 12)
    name_chair(juror=asked, by=juries.sara, reason="The former one is ill.")
    assert list(juries.first.jurors.filter(is_chair=True)) == [asked]
    assert client.post(address, {"answer": "decline"}).status_code == 302
    asked.refresh_from_db()
    assert (asked.state, asked.is_chair) == ("withdrawn", False)
