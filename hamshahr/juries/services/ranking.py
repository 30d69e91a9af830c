"""Ranking the entries before a jury: from finished reviews that stand, each score as a part of its scale."""

import hashlib
import json
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.calls.models import Submission
from hamshahr.kernel.errors import Refused

from ..models import Juror, Panel, Ranking
from ..queries.scores import scores_of
from ..ranking import Given, Sheet, rank
from ..ranking.writing import ranking_as_json
from ..rules.results import obstacle_to_rank
from ..totals import FULL, criteria_of


@transaction.atomic
def compute_ranking(*, panel: Panel, places: int, by: User, at: datetime | None = None) -> Ranking:
    """Rank what stands in the reviews now; the same scores and places give the ranking that is there already."""
    at = at or timezone.now()
    panel = Panel.objects.select_for_update(of=["self"]).select_related("stage__call").get(pk=panel.pk)
    if obstacle := obstacle_to_rank(panel, at=at):
        raise Refused(obstacle)
    sheet, inputs = sheet_of(panel)
    if not 1 <= places <= len(sheet.submissions):
        most = {"entries": len(sheet.submissions)}
        raise Refused(_("Of %(entries)s entries with a score, one at least and all at most go on.") % most)
    digest = hashlib.sha256(json.dumps([places, panel.seed, inputs]).encode()).hexdigest()
    last = panel.rankings.first()
    if last is not None and last.digest == digest:
        return last
    made = Ranking(panel=panel, computed_at=at, computed_by=by, places=places, seed=panel.seed, digest=digest)
    made.result = ranking_as_json(rank(sheet, top=places, seed=panel.seed))
    made.full_clean()
    log.save(made, "ranking.computed", by=by)
    return made


def sheet_of(panel: Panel) -> tuple[Sheet, list[Any]]:
    """The scores of a jury out of a hundred, entries and jurors under their keys; and what went in, for its digest."""
    criteria = {each.pk: each for each in criteria_of(panel)}
    scores = scores_of(panel)
    jurors = {one.pk: one for one in Juror.objects.filter(panel=panel).select_related("region")}
    found = Submission.objects.standing().filter(pk__in={row.submission for row in scores})
    entries = {one.pk: one for one in found.select_related("party__country__region")}
    rows = [row for row in scores if row.submission in entries]
    weights = {each.slug: Fraction(0) if each.is_informative else Fraction(each.weight) for each in criteria.values()}
    given = []
    for row in rows:
        each = criteria[row.criterion]
        part = Fraction(Fraction(row.value) - each.low, each.high - each.low) * FULL
        given.append(Given(entries[row.submission].key, jurors[row.juror].key, part, each.slug))
    if not any(weights[one.criterion] for one in given):
        raise Refused(_("There is no finished review with a score that counts."))
    homes = {one.key: one.region.slug for one in jurors.values() if one.region}
    places = {one.key: region_of(one) for one in entries.values() if region_of(one)}
    inputs = sorted([one.submission, one.juror, one.criterion, str(one.score)] for one in given)
    return Sheet.of(given, weights, homes, places), inputs


def region_of(entry: Submission) -> str:
    country = entry.party.country
    return country.region.slug if country else ""
