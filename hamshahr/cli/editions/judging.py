"""A jury is asked, conflicts are found, entries assigned at the optimum, scored, ranked and deliberated."""

import random
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.calls.models import Call
from hamshahr.cli.past import clock_at
from hamshahr.cli.replays.playing import desk, moment
from hamshahr.juries.models import Assignment, Juror, Panel
from hamshahr.juries.services import (
    answer_invitation,
    enter_employment,
    finish_review,
    invite_juror,
    name_chair,
    save_review,
    seat_panel,
)
from hamshahr.juries.services.assigning import assign_panel
from hamshahr.juries.services.deliberating import close_deliberation, decide_entry, open_deliberation, state
from hamshahr.juries.services.ranking import compute_ranking
from hamshahr.parties.models import Party

SEED = "example-2025"
# Those of the jury who have a sign-in, with their cities and what they read; the second one chairs.
CAST = (
    ("leila@hamshahr.example", "brussels", ["en", "fr", "fa"]),
    ("amara@hamshahr.example", "dakar", ["en", "fr"]),
    ("parisa@hamshahr.example", "istanbul", ["fa", "en"]),
)
CHAIR, TIED = CAST[1][0], CAST[2][0]
AT_MASHHAD = {"starts_on": date(2018, 4, 1), "ends_on": date(2025, 3, 1)}
HOMES = (
    *("barcelona", "montreal", "jakarta", "berlin", "johannesburg", "guangzhou", "mexico-city"),
    *("cairo", "paris", "brussels", "dakar", "istanbul"),
)
LANGUAGES = (["en", "fa"], ["en", "es"], ["en", "fr"], ["en", "fa", "fr"], ["en", "es", "fr"], ["en", "fa", "es"])


def judge(call: Call, said: Mapping[str, Any]) -> Panel:
    """From the invitations to the sealed record of the deliberation."""
    by, at = desk().secretary, moment(said["judged_at"])
    with clock_at(at - timedelta(days=9)):
        panel = seat_panel(stage=call.stages.get(kind="review"), by=by, reviews_each=3, region_cap=2, seed=SEED)
        seat_all(panel, said["jurors"], by)
        assign_panel(panel=panel, by=by)
    with clock_at(at):
        score_all(panel, said)
    with clock_at(moment(said["deliberated_at"])):
        going_on = sum(places for places, distinction, *_names in said["levels"] if distinction)
        compute_ranking(panel=panel, places=going_on, by=by)
        deliberate(panel, said, by)
    return panel


def seat_all(panel: Panel, jurors: int, by: User) -> None:
    """The three of the cast and jurors of the demonstration, reading two languages or three."""
    most = 3 * panel.stage.call.submissions.count() // jurors + 4
    cities = Party.objects.filter(merged_into=None).select_related("country__region").in_bulk(HOMES, field_name="slug")
    people = [(User.objects.get(email=email), home, reads) for email, home, reads in CAST]
    for number in range(len(CAST), jurors):
        home, reads = HOMES[number % len(HOMES)], LANGUAGES[number % len(LANGUAGES)]
        people.append((juror_account(number), home, reads))
    for user, home, reads in people:
        juror = invite_juror(panel=panel, user=user, party=cities[home], by=by)
        answer_invitation(juror=juror, accepts=True, by=user, languages=reads, min_load=0, max_load=most)
    name_chair(juror=panel.jurors.get(user__email=CHAIR), by=by)
    tied = panel.jurors.get(user__email=TIED)
    enter_employment(juror=tied, party=Party.objects.get(slug="mashhad"), by=tied.user, **AT_MASHHAD)


def ask_cast(panel: Panel, by: User) -> None:
    """Ask the three of the cast into a jury, and let each answer in their own time."""
    for email, home, _reads in CAST:
        user, city = User.objects.get(email=email), Party.objects.get(slug=home)
        invite_juror(panel=panel, user=user, party=city, is_chair=email == CHAIR, max_load=20, by=by)


def juror_account(number: int) -> User:
    """An account that nobody signs in to."""
    name = f"Juror {number} (demonstration)"
    user = User.objects.create_user(f"juror{number}@hamshahr.example", None, full_name=name, language="en")
    log.write("user.added", user, by=None, reason="demonstration", changes=log.difference({}, log.fields_of(user)))
    return user


def score_all(panel: Panel, said: Mapping[str, Any]) -> None:
    """Scores from the merit of an entry, the severity of a juror and chance, all from a published seed."""
    chance = random.Random(SEED)  # noqa: S311  a demonstration, not a secret
    entries = panel.stage.call.submissions.order_by("pk").values_list("pk", flat=True)
    merit = {pk: chance.gauss(6, 1.6) for pk in entries}
    severity = {pk: chance.gauss(0, 0.9) for pk in panel.jurors.order_by("pk").values_list("pk", flat=True)}
    criteria = list(panel.stage.criteria.order_by("position"))
    rows = Assignment.objects.active().filter(juror__panel=panel).select_related("juror__user", "submission")
    for row in rows.order_by("pk"):
        base = merit[row.submission_id] + severity[row.juror_id]
        typed = {f"score-{each.slug}": given(base + chance.gauss(0, 0.8)) for each in criteria}
        if row.submission.party.slug in ("mashhad", "seoul"):
            typed |= {"feedback": said["feedback"][row.submission.language], "feedback_approved": True}
        save_review(assignment=row, typed=typed, marks={}, by=row.juror.user)
        finish_review(assignment=row, by=row.juror.user)


def given(value: float) -> Decimal:
    return Decimal(max(0, min(20, round(value * 2)))) / 2


def deliberate(panel: Panel, said: Mapping[str, Any], by: User) -> None:
    """The jury talks over what the scores left open; the better half by its rank goes on."""
    talk = open_deliberation(panel=panel, majority="simple", tie="chair", by=by)
    entries = list(talk.entries.select_related("submission").order_by("rank"))
    jurors = list(Juror.objects.judging().filter(panel=panel).select_related("user").order_by("pk"))[:7]
    for place, entry in enumerate(entries):
        for juror in jurors:
            if juror.conflicts.filter(submission=entry.submission_id).exists():
                continue
            choice = "yes" if place < len(entries) // 2 else "no"
            decide_entry(entry=entry, score=None, choice=choice, by=juror.user)
    first = entries[0]
    speaker = next(juror for juror in jurors if not juror.conflicts.filter(submission=first.submission_id).exists())
    state(entry=first, text=said["statement"], by=speaker.user)
    close_deliberation(deliberation=talk, by=by)
