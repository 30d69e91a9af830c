"""Reads of this room: the register of honours, the result of a call with its numbers, what awaits a city."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.calls.models import Call, Submission
from hamshahr.calls.queries import judged
from hamshahr.juries.models import OpenEntry, Ranking, Review
from hamshahr.kernel.awaiting import Awaited
from hamshahr.kernel.http import address_of
from hamshahr.kernel.languages import say
from hamshahr.kernel.text import fold
from hamshahr.parties.models import Liaison, Party, PartyName, visible_party

from .models import Honour, Level, Outcome


def honours(user: User, *, q: str = "", award: str = "", year: str = "") -> QuerySet[Honour]:
    """The register of honours, narrowed; revoked ones stand in it."""
    rows = Honour.objects.visible_to(user).filter(visible_party(user, "distinction__party__"))
    rows = rows.select_related("distinction__edition__award", "distinction__party", "outcome__level")
    rows = rows.select_related("outcome__submission")
    if word := fold(q):
        named = PartyName.objects.filter(folded__contains=word).values("party")
        rows = rows.filter(Q(distinction__party__in=named) | Q(outcome__submission__title__icontains=q))
    if award:
        rows = rows.filter(distinction__edition__award__slug=award)
    if year.isdecimal():
        rows = rows.filter(distinction__edition__cycle_year=int(year[:4]))
    return rows.order_by("-conferred_on", "outcome__level__position", "pk")


def choices(user: User) -> tuple[list[tuple[str, str]], list[int]]:
    """The awards and the years of the register."""
    rows = Honour.objects.visible_to(user).order_by()
    awards = rows.values_list("distinction__edition__award__slug", "distinction__edition__award__names").distinct()
    years = rows.values_list("distinction__edition__cycle_year", flat=True).distinct()
    return sorted((slug, say(names)) for slug, names in awards), sorted(years, reverse=True)


@dataclass(frozen=True)
class Figures:
    """The numbers of a call, each counted from its records."""

    entries: int
    cities: int
    countries: int
    eligible: int


def figures_of(call: Call) -> Figures:
    """How many were handed in, from how many cities and countries, and how many were let in; two queries."""
    handed_in = Submission.objects.standing().filter(call=call).order_by()
    counted = handed_in.aggregate(
        entries=Count("pk"),
        cities=Count("party", distinct=True),
        countries=Count("party__country", distinct=True),
    )
    return Figures(**counted, eligible=judged(call).count())


@dataclass(frozen=True)
class Reached:
    """A level with the entries whose highest it is, and how many came to it or higher."""

    level: Level
    outcomes: list[Outcome]
    number: int


def reached(call: Call, user: User) -> list[Reached]:
    """The levels of a call from the highest down; two queries."""
    rows = Outcome.objects.visible_to(user).filter(call=call, level__isnull=False)
    rows = rows.filter(visible_party(user, "submission__party__"))
    rows = list(rows.select_related("submission__party__country", "level", "honour").order_by("submission__number"))
    found, number = [], 0
    for level in call.levels.order_by("position"):
        own = [outcome for outcome in rows if outcome.level_id == level.pk]
        number += len(own)
        found.append(Reached(level, own, number))
    return found


def held() -> QuerySet[Call]:
    """The calls whose outcomes are being prepared or stand under embargo."""
    begun = Q(outcomes__isnull=False) | Q(release__isnull=False)
    return Call.objects.filter(begun, release__applied_at=None).values("pk")


def order_of(ranking: Ranking) -> list[str]:
    """The keys of the entries of a ranking, the first one first; what its jury let go on stands before what it did not.

    Where a deliberation over this ranking is closed, its votes say so; otherwise the places of the ranking do.
    """
    keys = [row["submission"] for row in ranking.result["submissions"]]
    voted = OpenEntry.objects.filter(deliberation__ranking=ranking, deliberation__closed_at__isnull=False)
    goes_on = {key: place < ranking.places for place, key in enumerate(keys)}
    goes_on |= {row.submission.key: row.outcome == OpenEntry.Outcome.IN for row in voted.select_related("submission")}
    return sorted(keys, key=lambda key: not goes_on[key])


def feedback_of(submission: Submission) -> list[str]:
    """The words of jurors to the entrant, as far as each juror approved them; no juror is named."""
    rows = Review.objects.filter(assignment__submission=submission, feedback_approved=True, recused_at=None)
    return list(rows.exclude(done_at=None).exclude(feedback="").order_by("nonce").values_list("feedback", flat=True))


def awaiting(party: Party, _on: date) -> list[Awaited]:
    """Honours that the city has not accepted yet."""
    rows = Honour.objects.filter(distinction__party=party, accepted_on=None, revoked_on=None)
    return [
        Awaited(
            kind="honour.accept",
            title=_("Accept: %(level)s, %(award)s")
            % {"level": say(row.outcome.level.names), "award": say(row.distinction.edition.award.names)},
            due_on=None,
            owner_duty=Liaison.Duty.CONTACT,
            consequence=_("A prize is paid after the city has accepted it."),
            address=address_of("awards:honour", row.key),
        )
        for row in rows.select_related("distinction__edition__award", "outcome__level").order_by("pk")
    ]
