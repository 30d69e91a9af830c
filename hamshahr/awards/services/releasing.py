"""The release: all outcomes of a call become known in one transaction, or none."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.bodies.models import Decision
from hamshahr.calls.models import Call
from hamshahr.calls.services import begin_publication, confer
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.languages import say
from hamshahr.record.services import enter

from .. import letters, rules
from ..entries import counts_as
from ..models import Honour, Outcome, Release
from ..sealing import seal_plaque
from .preparing import locked


@transaction.atomic
def plan_release(*, call: Call, embargo_until: datetime, by: User | None, decision: Decision | None = None) -> Release:
    """Set the hour before which nothing is known, and name the decision that approves the outcomes."""
    call = locked(call)
    if obstacle := rules.obstacle_to_plan(call):
        raise Refused(obstacle)
    release = rules.release_of(call) or Release(call=call)
    release.embargo_until, release.decision = embargo_until, decision
    release.full_clean()
    log.save(release, "release.planned", by=by)
    return release


@transaction.atomic
def review_letters(*, release: Release, at: datetime, by: User) -> Release:
    """Say that all letters were looked through, as they stand now."""
    locked(release.call)
    release = Release.objects.select_related("call__body").get(pk=release.pk)
    if obstacle := rules.obstacle_to_review(release):
        raise Refused(obstacle)
    release.letters_reviewed_at, release.letters_reviewed_by = at, by
    release.letters_digest = letters.digest_of(letters.drafts(release.call, timezone.localdate(at)))
    log.save(release, "release.letters_reviewed", by=by)
    return release


@transaction.atomic
def apply_release(*, release: Release, at: datetime, by: User | None) -> Release:
    """Make all outcomes known at once: distinctions, entries of the record, plaques with seals, letters."""
    call = locked(release.call)
    release = Release.objects.select_for_update(of=["self"]).select_related("call__edition").get(pk=release.pk)
    if release.applied_at is not None:
        return release
    day = timezone.localdate(at, timezone=call.place_zone)
    digest = letters.digest_of(letters.drafts(call, timezone.localdate(at)))
    if obstacle := rules.obstacle_to_release(release, at=at, digest=digest):
        raise Refused(obstacle)
    release.applied_at, release.applied_by = at, by
    release.full_clean()
    log.save(release, "release.applied", by=by)
    rows = call.outcomes.select_related("submission__party__country", "level", "call__edition__award")
    for outcome in rows.order_by("submission__number"):
        outcome.released_at = at
        make_known(outcome, day, by)
        letters.write(outcome, timezone.localdate(at))
    begin_publication(call=call, by=by, at=at)
    return release


def make_known(outcome: Outcome, day, by: User | None) -> None:
    """What one outcome leaves in the record; a call without an edition, such as one of a fund, leaves none here."""
    edition, entry, level = outcome.call.edition, outcome.submission, outcome.level
    if edition is None:
        log.save(outcome, "outcome.released", by=by)
        return
    when = PartialDate(day.isoformat())
    words = {"party": entry.party, "source": outcome, "happened_on": when, "counts_as": counts_as(outcome)}
    enter("award.submitted", by=by, changes=log.saved(outcome), **words)
    if level is None or not level.distinction:
        return
    city = say(entry.party.names, "en")
    said = {"party": entry.party, "country": entry.party.country, "project": entry.title, "source": str(outcome.call)}
    distinction = confer(edition=edition, city_name=city, level=level.distinction, by=by, **said)
    if level.is_honoured:
        honour = Honour(outcome=outcome, distinction=distinction, conferred_on=day)
        honour.full_clean()
        log.save(honour, "honour.conferred", by=by)
        seal_plaque(honour, by=by)


def apply_due_releases(*, at: datetime) -> int:
    """Release what was reviewed and whose hour has come; how many calls."""
    due = Release.objects.filter(applied_at=None, embargo_until__lte=at, letters_reviewed_at__isnull=False)
    done = 0
    for release in due.select_related("call"):
        try:
            apply_release(release=release, at=at, by=None)
        except Refused:  # it waits: the office shows what is missing
            continue
        done += 1
    return done
