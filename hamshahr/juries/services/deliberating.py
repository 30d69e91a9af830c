"""Deliberation: opened over what a ranking left open, spoken in by jurors, closed with a sealed record."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.decisions.verdicts import Tie
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.languages import say
from hamshahr.seals.services import seal

from ..deciding import decided, settled
from ..models import Assignment, Deliberation, FinalVote, Juror, OpenEntry, Panel, SecondScore, Statement
from ..notices import deliberation_opened
from ..queries.standings import state_of
from ..recording import record_of
from ..rules.results import obstacle_to_close_deliberation, obstacle_to_deliberate, obstacle_to_speak
from ..totals import criteria_of, scores_by_criterion, to_show, weighted_total

KIND = "deliberation"
FEWEST, MOST = 0, 100


@transaction.atomic
def open_deliberation(*, panel: Panel, majority: str, tie: str, by: User, at: datetime | None = None) -> Deliberation:
    """Lay before the jury what the last ranking left open, under the rule by which it will decide."""
    panel = Panel.objects.select_for_update(of=["self"]).get(pk=panel.pk)
    ranking = panel.rankings.first()
    if obstacle := obstacle_to_deliberate(panel, ranking):
        raise Refused(obstacle)
    rows = [row for row in ranking.result["submissions"] if state_of(row, ranking.places) == "open"]
    if not rows:
        raise Refused(_("The scores settle every entry; there is nothing to deliberate."))
    if tie == Tie.CHAIR and not panel.jurors.judging().filter(is_chair=True).exists():
        raise Refused(_("This jury has no chair for a casting vote."))
    made = Deliberation(panel=panel, ranking=ranking, rule={"majority": majority, "tie": tie})
    made.opened_at, made.opened_by = at or timezone.now(), by
    made.full_clean()
    log.save(made, "deliberation.opened", by=by)
    entries = dict(panel.stage.call.submissions.values_list("key", "pk"))
    laid = [OpenEntry(deliberation=made, submission_id=entries[row["submission"]], rank=row["rank"]) for row in rows]
    OpenEntry.objects.bulk_create(laid)
    deliberation_opened(made)
    return made


def locked_entry(entry: OpenEntry, by: User) -> tuple[OpenEntry, Juror]:
    """The entry while its deliberation cannot be closed, and the seat of who speaks."""
    deliberation = Deliberation.objects.select_for_update(of=["self"]).get(pk=entry.deliberation_id)
    entry = OpenEntry.objects.select_related("submission").get(pk=entry.pk)
    entry.deliberation = deliberation
    juror = Juror.objects.judging().filter(panel=deliberation.panel_id, user=by).first()
    if juror is None:
        raise Refused(_("This person is not on the jury."))
    if obstacle := obstacle_to_speak(entry, juror):
        raise Refused(obstacle)
    return entry, juror


@transaction.atomic
def state(*, entry: OpenEntry, text: str, by: User, at: datetime | None = None) -> Statement:
    """Say something of an entry to the jury."""
    entry, juror = locked_entry(entry, by)
    if not text.strip():
        raise Refused(_("Say something."))
    said = Statement(entry=entry, juror=juror, text=text.strip(), said_at=at or timezone.now())
    said.full_clean()
    said.save()
    return said


@transaction.atomic
def decide_entry(
    *, entry: OpenEntry, score: Decimal | None, choice: str, by: User, at: datetime | None = None
) -> FinalVote:
    """Give an entry the last vote, and a second score beside the first; both may be changed until the close."""
    entry, juror = locked_entry(entry, by)
    at = at or timezone.now()
    if score is not None and not (FEWEST <= score <= MOST and score == round(score, 2)):
        raise Refused(_("A score lies between 0 and 100, with two decimals at most."))
    if score is not None:
        given = {"before": first_score(juror, entry), "value": score, "given_at": at}
        second = SecondScore.objects.filter(entry=entry, juror=juror).first() or SecondScore(entry=entry, juror=juror)
        for name, value in given.items():
            setattr(second, name, value)
        second.full_clean()
        second.save()
    vote = FinalVote.objects.filter(entry=entry, juror=juror).first() or FinalVote(entry=entry, juror=juror)
    vote.choice, vote.cast_at = choice, at
    vote.full_clean()
    vote.save()
    return vote


def first_score(juror: Juror, entry: OpenEntry) -> Decimal | None:
    """What the juror's review had given the entry, out of a hundred; None where the juror has not read it."""
    rows = Assignment.objects.active().filter(juror=juror, submission=entry.submission_id, review__is_done=True)
    found = rows.select_related("review").first()
    return to_show(weighted_total(criteria_of(juror.panel), scores_by_criterion(found.review))) if found else None


@transaction.atomic
def close_deliberation(*, deliberation: Deliberation, by: User, at: datetime | None = None) -> Deliberation:
    """Count the last votes, settle which entries go on, and seal the record with the scores before and after."""
    rows = Deliberation.objects.select_for_update(of=["self"]).select_related("panel__stage__call__body", "ranking")
    deliberation = rows.get(pk=deliberation.pk)
    if obstacle := obstacle_to_close_deliberation(deliberation):
        raise Refused(obstacle)
    deliberation.closed_at = at or timezone.now()
    entries = list(deliberation.entries.select_related("submission"))
    verdicts = decided(deliberation, entries)
    going = settled(deliberation, entries, verdicts)
    for entry in entries:
        entry.verdict = verdicts[entry.pk]
        entry.outcome = OpenEntry.Outcome.IN if entry.pk in going else OpenEntry.Outcome.OUT
        entry.save()
    deliberation.record = record_of(deliberation, entries)
    deliberation.serial = sealed(deliberation, entries, by).serial
    deliberation.full_clean()
    log.save(deliberation, "deliberation.closed", by=by)
    return deliberation


def sealed(deliberation: Deliberation, entries: list[OpenEntry], by: User) -> Any:
    """The seal of the record: it says which jury and how many entries, and holds the digest of the text."""
    call = deliberation.panel.stage.call
    going = sum(entry.outcome == OpenEntry.Outcome.IN for entry in entries)
    subject = {"call": say(call.names, "en")[:80], "entries": str(len(entries)), "going_on": str(going)}
    return seal(
        kind=KIND,
        thing_key=f"deliberation:{deliberation.key}",
        subject=subject,
        issued_on=timezone.localdate(deliberation.closed_at),
        by=by,
        content=deliberation.record,
        at=deliberation.closed_at,
    )
