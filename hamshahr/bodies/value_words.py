"""The values of rules as plain sentences: whole ones, with the numbers of the reader."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hamshahr.kernel.digits import localise, number

from .applied import BaseOf, Counted, MotionKind, SessionKind, Silence, Tie, Votes, Within


def days(value: int) -> str:
    return ngettext("%(shown)s day", "%(shown)s days", value) % {"shown": number(value)}


def years(value: int) -> str:
    return ngettext("%(shown)s year", "%(shown)s years", value) % {"shown": number(value)}


def suspended_after(value: int) -> str:
    sentence = ngettext(
        "Suspended is who owes the fee of %(shown)s year.", "Suspended is who owes the fees of %(shown)s years.", value
    )
    return sentence % {"shown": number(value)}


def notice_of(value: int) -> str:
    sentence = ngettext(
        "Who withdraws gives notice %(shown)s month ahead.", "Who withdraws gives notice %(shown)s months ahead.", value
    )
    return sentence % {"shown": number(value)}


def past_term(value: Any) -> str:
    if value == "prolonged":
        return _("A seat past its term is prolonged until a successor is chosen.")
    return _("A seat past its term is vacant.")


def members_only(value: Any) -> str:
    return _("Seats are for members only.") if value else _("Seats are open to others than members.")


def by_whom(value: Any) -> str:
    if value == "party":
        return _("The city that holds the seat names who steps in.")
    return _("Who steps in is named by: %(who)s.") % {"who": value}


def fee_paid(value: int) -> str:
    if value == -1:
        return _("Only who paid the fee of the year before votes.")
    return _("Only who paid the fee of the year votes.")


def chosen(sentences: Mapping[str, str | Promise], otherwise: str | Promise) -> Callable[[Any], str]:
    """The sentence of a word; the general one for a word of no sentence."""
    return lambda value: str(sentences[value]) if value in sentences else str(otherwise) % {"what": value}


base = chosen(
    {
        BaseOf.MEMBERS: gettext_lazy("Counted among all members."),
        BaseOf.PRESENT: gettext_lazy("Counted among those present or represented."),
        BaseOf.CAST: gettext_lazy("Counted among the votes cast."),
        BaseOf.WITH_ABSTENTIONS: gettext_lazy("Counted among the votes cast, abstentions included."),
    },
    gettext_lazy("Counted among: %(what)s."),
)
motion = chosen(
    {
        MotionKind.STATUTES: gettext_lazy("Applies to changes of the statutes."),
        MotionKind.ADMISSION: gettext_lazy("Applies to admissions."),
        MotionKind.EXCLUSION: gettext_lazy("Applies to suspensions and exclusions."),
        MotionKind.DUES: gettext_lazy("Applies to the dues."),
        MotionKind.BUDGET: gettext_lazy("Applies to budget and accounts."),
        MotionKind.ELECTION: gettext_lazy("Applies to elections."),
        MotionKind.DISSOLUTION: gettext_lazy("Applies to the dissolution."),
        MotionKind.PROCEDURE: gettext_lazy("Applies to points of order."),
    },
    gettext_lazy("Applies to: %(what)s."),
)
session = chosen(
    {
        SessionKind.ORDINARY: gettext_lazy("Applies to ordinary sessions."),
        SessionKind.EXTRAORDINARY: gettext_lazy("Applies to extraordinary sessions."),
        SessionKind.WRITTEN: gettext_lazy("Applies to the written procedure."),
    },
    gettext_lazy("Applies to: %(what)s."),
)
tie = chosen(
    {
        Tie.CHAIR: gettext_lazy("With as many for as against, the chair has the casting vote."),
        Tie.SECOND_ROUND: gettext_lazy("With as many for as against, a second round follows."),
        Tie.LOT: gettext_lazy("With as many for as against, the lot decides, drawn from a published seed."),
        Tie.REJECTED: gettext_lazy("With as many for as against, the motion is rejected."),
    },
    gettext_lazy("With as many for as against: %(what)s."),
)
counted = chosen(
    {
        Counted.REPRESENTED: gettext_lazy("Those present and those represented count."),
        Counted.PRESENT: gettext_lazy("Only those who are there themselves count."),
    },
    gettext_lazy("Counted are: %(what)s."),
)
within = chosen(
    {
        Within.REGION: gettext_lazy("Who holds a proxy is of the region of its giver."),
        Within.COUNTRY: gettext_lazy("Who holds a proxy is of the country of its giver."),
        Within.BODY: gettext_lazy("Who holds a proxy is a member of this body itself."),
    },
    gettext_lazy("Who holds a proxy shares with its giver: %(what)s."),
)
double = chosen(
    {
        Votes.POPULATION: gettext_lazy("The majority must stand by population as well."),
        Votes.DUES: gettext_lazy("The majority must stand by dues as well."),
    },
    gettext_lazy("The majority must stand by this as well: %(what)s."),
)
votes = chosen(
    {
        Votes.EQUAL: gettext_lazy("Every member has one vote."),
        Votes.DUES: gettext_lazy("A member's vote weighs as much as its dues."),
        Votes.POPULATION: gettext_lazy("A member's vote weighs as much as its population."),
    },
    gettext_lazy("Votes: %(what)s."),
)
silence = chosen(
    {
        Silence.ASSENT: gettext_lazy("Who does not answer in time agrees."),
        Silence.NO_VOTE: gettext_lazy("Who does not answer in time has not voted."),
    },
    gettext_lazy("Silence means: %(what)s."),
)


def call(value: Any) -> str:
    return _("Applies to a second call.") if value == 2 else _("Applies to the first call.")


def minutes(value: int) -> str:
    sentence = ngettext(
        "A second call follows after %(shown)s minute at the earliest.",
        "A second call follows after %(shown)s minutes at the earliest.",
        value,
    )
    return sentence % {"shown": number(value)}


def places(value: Mapping[str, int]) -> str:
    seats = _(", ").join(f"{region}: {number(seats)}" for region, seats in value.items())
    return _("Seats by region: %(seats)s.") % {"seats": seats}


def elected_by(value: str) -> str:
    return _("Chosen by the sections.") if value == "sections" else _("Chosen by: %(whom)s.") % {"whom": value}


def acting_until(value: str) -> str:
    return _("Until the next board.") if value == "next board" else _("Until: %(what)s.") % {"what": value}


# What each value means, in the order of the sentences; what is not here is shown by its name.
WORDS: dict[str, Callable[[Any], str]] = {
    "motion": motion,
    "session": session,
    "call": call,
    "for": lambda value: _("Applies to the office “%(office)s”.") % {"office": value},
    "office": lambda value: _("Who steps in: the holder of the office “%(office)s”.") % {"office": value},
    "body": lambda value: _("That office is one of: %(body)s.") % {"body": value},
    "by": by_whom,
    "until": acting_until,
    "past_term": past_term,
    "members_only": members_only,
    "members_of": lambda value: _("Members are those of: %(body)s.") % {"body": value},
    "grace_days": lambda value: _("Period of grace: %(days)s.") % {"days": days(value)},
    "suspended_days": lambda value: _("Suspension lasts at most %(days)s.") % {"days": days(value)},
    "suspended_after_years": suspended_after,
    "withdrawal_months": notice_of,
    "withdrawal_at_year_end": lambda value: _("Who withdraws leaves at the end of a year.") if value else "",
    "active_after_days": lambda value: _("An admitted city is a full member after %(days)s.") % {"days": days(value)},
    "maximum": lambda value: _("At most: %(number)s.") % {"number": number(value)},
    "days": lambda value: _("At least %(days)s ahead.") % {"days": days(value)},
    "video": lambda value: _("May be held by video.") if value else _("Is held in person."),
    "assembly_years": lambda value: _("The assembly meets at least once in %(years)s.") % {"years": years(value)},
    "years": lambda value: _("The term lasts %(years)s.") % {"years": years(value)},
    "fee_paid_of_year": fee_paid,
    "votes": votes,
    "elected_by": elected_by,
    "fraction": lambda value: _("The share needed: %(fraction)s.") % {"fraction": localise(value)},
    "strict": lambda value: _("More than that share is needed.") if value else _("That share is enough."),
    "base": base,
    "minimum": lambda value: _("At least: %(number)s.") % {"number": number(value)},
    "counted": counted,
    "after_minutes": minutes,
    "after_days": lambda value: _("A second call follows after %(days)s at the earliest.") % {"days": days(value)},
    "double": double,
    "double_fraction": lambda value: _("The share needed there: %(fraction)s.") % {"fraction": localise(value)},
    "tie": tie,
    "within": within,
    "written": lambda value: _("A proxy is given in writing.") if value else _("A proxy may be given by word."),
    "void_on_arrival": lambda value: _("A proxy is void when its giver comes.") if value else "",
    "only_when_absent": lambda value: (
        _("A substitute sits only while the titular is absent.") if value else _("A substitute has no voice.")
    ),
    "political_mandate": lambda value: (
        _("A substitute holds a political mandate.") if value else _("A substitute need not hold a political mandate.")
    ),
    "cut_off_days": lambda value: _("Who is entitled is settled %(days)s before the meeting.") % {"days": days(value)},
    "regional": places,
    "gender_floor": lambda value: _("At least %(fraction)s of each gender.") % {"fraction": localise(value)},
    "governments": lambda value: (
        _("A nomination is signed by at least this many local governments: %(number)s.") % {"number": number(value)}
    ),
    "countries": lambda value: _("They are of at least this many countries: %(number)s.") % {"number": number(value)},
    "regions": lambda value: _("They are of at least this many regions: %(number)s.") % {"number": number(value)},
    "silence_days": lambda value: _("Answers are awaited for %(days)s.") % {"days": days(value)},
    "silence": silence,
}
