"""A juror's pages: the list, the text, the scores with their total, two tabs, finishing, stepping aside."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from hamshahr.accounts.models import Act
from hamshahr.calls.models import Copy, Redaction
from hamshahr.juries.fields import mark_of
from hamshahr.juries.models import Conflict, Review, Score
from hamshahr.juries.queries import feedback_for, scores_of
from hamshahr.juries.services import Crossed, finish_review, save_review
from hamshahr.juries.totals import criteria_of, weighted_total
from hamshahr.kernel.errors import Refused

from .builders import HIDDEN, LONG_AGO, a_call, a_file, a_juror, a_panel, assigned, entry


@pytest.fixture
def jury(world):
    world.call = a_call(world)
    world.panel = a_panel(world, world.call)
    world.juror = a_juror(world.panel, world.leila)
    world.entry = entry(world.call, world.seoul, 1)
    world.assignment = assigned(world.juror, world.entry)
    return world


def stored(review):
    return {score.criterion.slug: score.value for score in review.scores.select_related("criterion")}


def test_the_weighted_total_is_what_a_hand_counts_and_leaves_out_what_is_for_information(jury):
    criteria = criteria_of(jury.panel)
    impact, novelty, style, appeal = (criterion.pk for criterion in criteria)
    part = {impact: Decimal("7.5"), novelty: Decimal(4), appeal: Decimal(1)}

    # 7.5 of 0-10 is 3/4 and weighs 3; 4 of 1-5 is 3/4 and weighs 2; 40 of 0-100 is 2/5 and weighs 1.5.
    assert weighted_total(criteria, part) == Fraction(100 * (3 * 3 + 2 * 3), 4 * 5) == 75
    assert weighted_total(criteria, part | {style: Decimal(40)}) == Fraction(
        Fraction(3 * 3 + 2 * 3, 4) + Fraction(3, 2) * Fraction(2, 5)
    ) * 100 / Fraction(13, 2)
    assert weighted_total(criteria, {impact: Decimal(5)}) is None


def test_two_tabs_of_one_juror_never_overwrite_each_other(jury):
    said = {"assignment": jury.assignment, "by": jury.leila}
    empty = {"score-impact": mark_of(None), "comment": mark_of("")}
    save_review(typed={"score-impact": Decimal(4), "comment": ""}, marks=empty, **said)

    # The second tab, opened before, touches the comment alone: the score of the first stays.
    review = save_review(typed={"score-impact": None, "comment": "Good."}, marks=empty, **said)
    assert (stored(review), review.comment, review.version) == ({"impact": 4}, "Good.", 2)
    # Typed twice as the same, it is saved once.
    assert save_review(typed={"score-impact": Decimal("4.00")}, marks=empty, **said).version == 2

    with pytest.raises(Crossed) as crossed:
        save_review(typed={"score-impact": Decimal(9), "comment": "Bad."}, marks=empty, **said)
    told = {each.name: (each.stored, each.typed) for each in crossed.value.crossings}
    assert told == {"score-impact": (Decimal(4), Decimal(9)), "comment": ("Good.", "Bad.")}
    review.refresh_from_db()
    assert (stored(review), review.comment) == ({"impact": 4}, "Good.")

    settled = empty | {each.name: each.mark for each in crossed.value.crossings}
    review = save_review(typed={"score-impact": Decimal(9), "comment": "Bad."}, marks=settled, **said)
    assert (stored(review), review.comment, Score.objects.get().version) == ({"impact": 9}, "Bad.", 2)


def test_a_juror_reads_scores_finishes_and_reopens_in_the_browser(jury, client):
    client.force_login(jury.leila)
    address = reverse("juries:review", args=[jury.assignment.key])
    page = client.get(address).content.decode()
    assert "Trams in seoul" in page
    assert HIDDEN not in page

    typed = {"score-impact": "7٫5", "score-novelty": "۴", "feedback": "Show the costs.", "was-score-impact": "x"}
    crossed = client.post(address, typed | {"act": "save"})
    assert crossed.status_code == 422  # a mark that stands for nothing saved is no leave to write
    marks = {f"was-{name}": mark_of(None) for name in ("score-impact", "score-novelty", "feedback")}
    saved = client.post(reverse("juries:saved", args=[jury.assignment.key]), typed | marks)
    assert (saved.status_code, "75" in saved.content.decode()) == (200, True)
    again = client.post(address, typed | marks | {"score-impact": "11", "act": "save"})
    assert (again.status_code, 'value="11"' in again.content.decode()) == (422, True)

    review = Review.objects.get()
    fresh = {f"was-score-{slug}": mark_of(value) for slug, value in stored(review).items()}
    fresh |= {"was-feedback": mark_of(review.feedback), "feedback_approved": "on"}
    done = client.post(address, typed | fresh | {"act": "finish"})
    review.refresh_from_db()
    assert (done.status_code, review.is_done, review.feedback_approved) == (302, True, True)
    assert feedback_for(jury.entry) == ["Show the costs."]
    assert [(each.submission, each.value) for each in scores_of(jury.panel)] == [
        (jury.entry.pk, Decimal("7.5")),
        (jury.entry.pk, Decimal(4)),
    ]
    seat = client.get(reverse("juries:seat", args=[jury.juror.key])).content.decode()
    assert "1 of 1 entries judged" in seat

    assert client.post(address, typed | fresh | {"score-impact": "1", "act": "save"}).status_code == 422
    client.post(reverse("juries:reopen", args=[jury.assignment.key]))
    changed = client.post(address, typed | fresh | {"feedback": "Nothing.", "act": "save"})
    review.refresh_from_db()
    assert (changed.status_code, review.is_done, review.feedback) == (302, False, "Nothing.")
    assert feedback_for(jury.entry) == []
    # What the log keeps of all this: that it happened, and a digest.
    said = str(list(Act.objects.filter(verb__startswith="review.").values_list("changes", "facts")))
    assert "costs" not in said
    assert "7.5" not in said


def test_a_review_is_finished_whole_and_in_time_or_refused(jury):
    said = {"assignment": jury.assignment, "by": jury.leila}
    save_review(typed={"score-impact": Decimal(4)}, marks={}, **said)
    with pytest.raises(Refused, match="A score is missing: Novelty"):
        finish_review(**said)
    with pytest.raises(Refused, match="runs from 1 to 5"):
        save_review(typed={"score-novelty": Decimal(6)}, marks={}, **said)
    late = timezone.now() + timedelta(days=8)
    with pytest.raises(Refused, match="This stage is over"):
        save_review(typed={"score-novelty": Decimal(3)}, marks={}, at=late, **said)


def test_who_steps_aside_reads_nothing_of_the_entry_any_more(jury, client):
    client.force_login(jury.leila)
    save_review(assignment=jury.assignment, typed={"score-impact": Decimal(4)}, marks={}, by=jury.leila)
    aside = reverse("juries:aside", args=[jury.assignment.key])
    assert client.get(aside).status_code == 200
    assert client.post(aside, {"kind": "personal", "reason": "A friend."}).status_code == 302

    conflict = Conflict.objects.get()
    assert (conflict.kind, conflict.how, conflict.reason) == ("personal", "declared", "A friend.")
    assert client.get(aside).status_code == 404
    assert client.get(reverse("juries:review", args=[jury.assignment.key])).status_code == 404
    assert "Entry of seoul" not in client.get(reverse("juries:seat", args=[jury.juror.key])).content.decode()
    assert scores_of(jury.panel) == []


def test_a_jurors_pages_cost_the_same_for_one_entry_and_for_many_and_speak_the_readers_language(
    jury, client, django_assert_max_num_queries
):
    for number in range(2, 12):
        assigned(jury.juror, entry(jury.call, jury.brussels, number))
    save_review(assignment=jury.assignment, typed={"score-impact": Decimal(4)}, marks={}, by=jury.leila)
    client.force_login(jury.leila)
    seat, task = jury.juror.key, jury.assignment.key
    client.get("/fr/juries/")
    with django_assert_max_num_queries(LIST_COSTS):
        page = client.get(f"/fa/juries/{seat}/")
    assert 'dir="rtl"' in page.content.decode()
    with django_assert_max_num_queries(REVIEW_COSTS):
        page = client.get(f"/en/juries/reviews/{task}/").content.decode()
    assert "From 1 to 5" in page
    marks = {"was-score-impact": mark_of(Decimal(4))}
    with django_assert_max_num_queries(SAVING_COSTS):
        client.post(f"/en/juries/reviews/{task}/saved/", {"score-impact": "5"} | marks)
    assert stored(Review.objects.get()) == {"impact": 5}
    desk = client.get("/fa/desk/").content.decode()
    assert f"/fa/juries/{seat}/" in desk


LIST_COSTS, REVIEW_COSTS, SAVING_COSTS = 11, 14, 16


def test_a_juror_looks_at_the_files_of_an_entry_unless_it_is_judged_blind_or_barred(jury, client):
    plan = a_file(jury.entry, jury.call.questions.get(slug="story"), jury.jun)
    secret = a_file(jury.entry, jury.call.questions.get(slug="budget"), jury.jun)
    address = reverse("juries:review", args=[jury.assignment.key])
    files = [reverse("juries:picture", args=[jury.assignment.key, each.key, 1]) for each in (plan, secret)]
    whole = reverse("calls:picture", args=[plan.key, 1])

    def answers():
        return [client.get(each).status_code for each in (*files, whole)]

    client.force_login(jury.leila)
    page = client.get(address).content.decode()
    assert [each in page for each in files] == [True, False]
    assert (answers(), client.get(files[0]).content) == ([200, 404, 200], b"RIFF")
    hidden = Redaction.objects.create(submission=jury.entry, words="lines", marked_at=LONG_AGO)
    page = client.get(address).content.decode()
    assert ("Plan of the lines" in page, "files are not shown" in page, answers()) == (False, True, [404, 404, 404])
    hidden.delete()
    said = {"kind": "personal", "how": "pinned", "reason": "…", "made_at": LONG_AGO}
    Conflict.objects.create(juror=jury.juror, submission=jury.entry, **said)
    assert (client.get(address).status_code, answers()) == (404, [404, 404, 404])


def copy_of(entry, kind, language, words):
    text = [["story", words], ["budget", HIDDEN]]
    Copy.objects.create(submission=entry, kind=kind, language=language, text=text, digest=words, made_at=LONG_AGO)


def test_a_juror_reads_the_text_made_for_judging_and_says_which(jury, client):
    """Judged blind, an entry is a number: neither its title nor its city nor a blacked out word reaches the juror."""
    copy_of(jury.entry, "locked", "en", "The trams of Seoul run at night.")
    copy_of(jury.entry, "locked", "fa", "ترامواهای سئول شب‌ها می‌روند.")
    client.force_login(jury.leila)
    seat, address = jury.juror.key, reverse("juries:review", args=[jury.assignment.key])
    page = client.get(address).content.decode()
    assert "The trams of Seoul run at night." in page
    translated = client.get(f"{address}?text=fa").content.decode()
    assert ("ترامواهای سئول" in translated, "This is a translation" in translated, HIDDEN in translated) == (
        True,
        True,
        False,
    )
    for asked, read in {"": "original", "?text=fa": "translation", "?text=fa&beside=original": "both"}.items():
        assert f'<option value="{read}" selected>' in client.get(address + asked).content.decode()
    said = {"assignment": jury.assignment, "by": jury.leila}
    save_review(typed={"score-impact": Decimal(4), "score-novelty": Decimal(3)}, marks={}, **said)
    with pytest.raises(Refused, match="Say which text you read"):
        finish_review(**said)
    save_review(typed={"text_read": "translation"}, marks={}, **said)
    assert finish_review(**said).text_read == "translation"

    beside = client.get(f"/fa/juries/reviews/{jury.assignment.key}/?text=fa&beside=original").content.decode()
    translation.activate("en")
    assert ("The trams of Seoul run at night." in beside, "ترامواهای سئول" in beside) == (True, True)
    assert 'name="text_read"' not in beside  # it is finished, and says so
    client.force_login(jury.sara)
    office = client.get(reverse("juries:entry", args=[jury.panel.key, jury.entry.key])).content.decode()
    assert "Text read: the translation" in office
    client.force_login(jury.leila)

    Redaction.objects.create(submission=jury.entry, words="Seoul", marked_at=LONG_AGO)
    jury.juror.is_chair = True
    jury.juror.save()
    panel, entry_key = jury.panel.key, jury.entry.key
    blind = [
        address,
        reverse("juries:seat", args=[seat]),
        reverse("juries:aside", args=[jury.assignment.key]),
        reverse("juries:panel", args=[panel]),
        reverse("juries:pin", args=[panel]),
        *(reverse(f"juries:{name}", args=[panel, entry_key]) for name in ("entry", "reassign")),
        *(reverse(f"calls:{name}", args=[entry_key]) for name in ("entry",)),
        reverse("web:search") + "?q=Entry",
    ]
    for each in blind:
        found = client.get(each).content.decode()
        assert (each, "of seoul" in found, "Seoul" in found, HIDDEN in found) == (each, False, False, False)
    assert "Entry 1" in client.get(address).content.decode()
