"""The record of a deliberation as plain text: the rule, and of each entry what was said, the scores and the votes."""

from django.utils.translation import gettext as _

from hamshahr.kernel.languages import say

from .deciding import words_of
from .models import Deliberation, FinalVote, OpenEntry


def record_of(deliberation: Deliberation, entries: list[OpenEntry]) -> str:
    """The whole record; jurors stand in it by name, for it is kept among the jury and the office."""
    call = deliberation.panel.stage.call
    majority, tie = words_of(deliberation.rule)
    head = [
        _("Deliberation of the jury: %(call)s") % {"call": say(call.names)},
        _("Ranking: %(digest)s") % {"digest": deliberation.ranking.digest},
        _("An entry goes on with %(majority)s; half of the jurors who may judge it vote.") % {"majority": majority},
        _("In a tie: %(tie)s.") % {"tie": tie},
        _("Opened at %(moment)s") % {"moment": deliberation.opened_at.isoformat()},
        _("Closed at %(moment)s") % {"moment": deliberation.closed_at.isoformat()},
    ]
    return "\n".join([*head, *(line for entry in entries for line in lines_of(entry))]) + "\n"


def lines_of(entry: OpenEntry) -> list[str]:
    """One entry of the record."""
    named = {"number": entry.submission.number, "title": entry.submission.title, "rank": entry.rank}
    found = ["", _("Entry %(number)s: %(title)s; place %(rank)s before") % named]
    for said in entry.statements.select_related("juror__user"):
        found.append(f"{said.said_at.isoformat()} {said.juror}: {said.text}")
    for second in entry.second_scores.select_related("juror__user"):
        scores = {"juror": second.juror, "before": second.before, "after": second.value}
        found.append(
            _("%(juror)s: %(before)s before, %(after)s after") % scores
            if second.before is not None
            else _("%(juror)s: %(after)s after") % scores
        )
    for vote in entry.final_votes.select_related("juror__user"):
        found.append(f"{vote.juror}: {FinalVote.Choice(vote.choice).label}")
    tally = entry.verdict["tally"]
    found.append(_("%(yes)s for, %(no)s against, %(abstain)s abstentions") % tally)
    return [*found, str(OpenEntry.Outcome(entry.outcome).label)]
