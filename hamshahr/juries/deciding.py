"""How a jury's last votes decide: the engine of decisions, its majority and its rule for ties."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamshahr.decisions.verdicts import Base, Case, Choice, Member, Rule, Tie, decide
from hamshahr.decisions.verdicts.writing import verdict_as_json

from .models import Conflict, Deliberation, Juror, OpenEntry
from .queries.standings import state_of

MAJORITIES = {
    "simple": (Fraction(1, 2), True, _("more than half of the votes for and against")),
    "two thirds": (Fraction(2, 3), False, _("two thirds of the votes for and against")),
}
TIES = {
    Tie.REJECTED: pgettext_lazy("rule for a tie", "the entry does not go on"),
    Tie.CHAIR: pgettext_lazy("rule for a tie", "the chair decides"),
}
QUORUM = Fraction(1, 2)


def rule_for(said: Mapping[str, str]) -> Rule:
    """The rule of a deliberation; half of the jurors who may judge an entry must vote on it."""
    share, strict, _words = MAJORITIES[said["majority"]]
    return Rule(QUORUM, share, strict, Base.CAST, weighted=False, max_proxies_per_holder=0, tie=Tie(said["tie"]))


def words_of(said: Mapping[str, str]) -> tuple[str, str]:
    """The majority and the rule for a tie, in the reader's language."""
    return str(MAJORITIES[said["majority"]][2]), str(TIES[Tie(said["tie"])])


def decided(deliberation: Deliberation, entries: list[OpenEntry]) -> dict[int, dict[str, Any]]:
    """The verdict on each entry: who is kept from it is not entitled, who has voted is present."""
    rule = rule_for(deliberation.rule)
    jurors = list(Juror.objects.judging().filter(panel=deliberation.panel_id))
    barred = Conflict.objects.standing().filter(juror__in=jurors, submission__in=[one.submission_id for one in entries])
    kept = set(barred.values_list("juror", "submission"))
    return {
        entry.pk: verdict_on(entry, rule, [one for one in jurors if (one.pk, entry.submission_id) not in kept])
        for entry in entries
    }


def verdict_on(entry: OpenEntry, rule: Rule, jurors: list[Juror]) -> dict[str, Any]:
    votes = {vote.juror_id: Choice(vote.choice) for vote in entry.final_votes.all()}
    members = tuple(Member(juror.key, Fraction(1), True, juror.pk in votes) for juror in jurors)
    cast = {juror.key: votes[juror.pk] for juror in jurors if juror.pk in votes}
    chair = next((cast.get(juror.key) for juror in jurors if juror.is_chair), None)
    verdict = decide(Case(entry.key, rule, members, (), cast, casting_vote=chair))
    return verdict_as_json(verdict) | {"tied": verdict.is_tied}


def settled(deliberation: Deliberation, entries: list[OpenEntry], verdicts: dict[int, dict[str, Any]]) -> set[int]:
    """The entries that go on: those adopted, and where there are more than places, those with the most votes for.

    Equal votes go by the mean of the second scores, and equal means by the rank before.
    """
    ranking = deliberation.ranking
    sure = sum(state_of(row, ranking.places) == "in" for row in ranking.result["submissions"])
    adopted = [entry for entry in entries if verdicts[entry.pk]["outcome"] == "adopted"]
    adopted.sort(key=lambda entry: (-verdicts[entry.pk]["tally"]["yes"], -second_mean(entry), entry.rank, entry.pk))
    return {entry.pk for entry in adopted[: max(0, ranking.places - sure)]}


def second_mean(entry: OpenEntry) -> Fraction:
    """The mean of the second scores of an entry, exactly; nought where nobody gave one."""
    values = [Fraction(one.value) for one in entry.second_scores.all()]
    return sum(values, Fraction(0)) / len(values) if values else Fraction(0)
