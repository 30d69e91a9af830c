"""Every step of a count as a whole sentence with named places, in the language that is asked for."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from hamshahr.decisions.counting.results import Amount, Count, Step
from hamshahr.kernel.speech import decimal, gettext, listed, shown
from hamshahr.kernel.speech import gettext_noop as _

SENTENCES = {
    "first preferences": _("First preferences of %(candidate)s: %(total)s."),
    "approvals": _("Ballots that approve of %(candidate)s: %(total)s."),
    "points": _("Points of %(candidate)s: %(total)s."),
    "elected by total": _("%(candidate)s is elected with %(total)s."),
    "more than half": _("%(candidate)s has %(total)s of %(valid)s valid ballots, more than half, and is elected."),
    "stand again": _("Some places are left; these stand again in the next round: %(candidates)s."),
    "majority": _("%(candidate)s is elected in the first round: %(total)s, and %(majority)s are more than half."),
    "second round": _("Nobody has the %(majority)s that are more than half; a second round between %(candidates)s."),
    "second votes": _("Second round, votes for %(candidate)s: %(total)s."),
    "pair": _("Ballots that prefer %(candidate)s to %(other)s: %(there)s; the other way round: %(back)s."),
    "pair equal": _("As many ballots prefer %(candidate)s to %(other)s as the other way round: %(there)s."),
    "unbeaten": _("Place %(place)s goes to %(candidate)s, whom nobody left beats along strongest chains."),
    "chain": _("The strongest chain from %(candidate)s to %(other)s is %(there)s, back it is %(back)s."),
    "quota": _("Valid ballots: %(valid)s; seats: %(seats)s; this makes a quota of %(quota)s."),
    "quota reached": _("%(candidate)s reaches the quota of %(quota)s with %(total)s and is elected."),
    "last vacancies": _("As many candidates are left as vacancies: %(candidate)s is elected with %(total)s."),
    "surplus": _("The surplus of %(candidate)s is transferred: %(surplus)s of %(total)s."),
    "excluded": _("%(candidate)s has the fewest votes, %(total)s, and is excluded."),
    "parcel": _(
        "Papers that go on at the value %(value)s: %(papers)s; of these, %(stranded)s name nobody who is left."
    ),
    "gain": _("%(candidate)s gains %(gain)s and has %(total)s."),
    "seat": _("Seat %(place)s goes to %(candidate)s with the highest average, %(average)s; its seats: %(held)s."),
    "kept out by quota": _("%(candidate)s has %(total)s and would be elected, but a quota gives the seat to another."),
    "let in by quota": _("%(candidate)s is elected with %(total)s, so that the quotas are met."),
    "stage": _("Stage %(stage)s ends; non-transferable so far: %(lost)s."),
    "tie by stage": _("%(candidates)s are tied; stage %(stage)s is the latest that parts them: %(chosen)s."),
    "tie by lot": _("%(candidates)s are tied; the lots from the published seed favour %(winners)s."),
    "tie by list": _("%(candidates)s are tied; no seed was published, so the order of the list favours %(winners)s."),
}
NAMED = ("candidate", "other", "chosen")
LISTED = ("candidates", "winners")


def sentences(count: Count, names: Sequence[str], language: str = "en") -> Iterator[str]:
    """Every step of a count in words, in the order in which it was made."""
    return (sentence(step, names, language) for step in count.steps)


def sentence(step: Step, names: Sequence[str], language: str = "en") -> str:
    """One step in words."""
    figures = {key: written(key, one, names, language) for key, one in step.figures.items()}
    return gettext(SENTENCES[step.kind], language) % figures


def written(key: str, figure: Any, names: Sequence[str], language: str) -> str:
    if key in NAMED:
        return shown(names[figure], language)
    if key in LISTED:
        return listed([shown(names[one], language) for one in figure], language)
    return decimal(five_places(figure), language) if isinstance(figure, Fraction) else shown(figure, language)


def five_places(amount: Amount) -> str:
    """An amount with five decimals; what lies behind them is cut off, never rounded."""
    units = amount.numerator * 100_000 // amount.denominator
    return f"{units // 100_000}.{units % 100_000:05}"
