"""The plaque of an honour: what its seal says, and its paper in two languages."""

import json
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import override

from hamshahr.accounts.models import User
from hamshahr.kernel.calendars import format_day
from hamshahr.kernel.digits import localise
from hamshahr.kernel.languages import direction, say
from hamshahr.seals.models import Seal
from hamshahr.seals.papers import sealed_paper
from hamshahr.seals.services import seal

from .models import Honour

KIND = "plaque"
SHEET = Path(__file__).with_name("plaque.typ")
LONGEST = 120  # of a name in the statement, which has to fit the code


@lru_cache(maxsize=1)
def sheet() -> bytes:
    return SHEET.read_bytes()


def thing_key(honour: Honour) -> str:
    return f"{KIND}:{honour.key}"


def seal_of(honour: Honour) -> Seal | None:
    """The seal of the plaque, revoked or not."""
    rows = Seal.objects.filter(thing_key=thing_key(honour)).select_related("key")
    return rows.order_by("-sealed_at", "-pk").first()


def languages_of(honour: Honour) -> list[str]:
    """The language of the entry first, then English; Persian stands beside an English entry."""
    first = honour.outcome.submission.language
    return [first, "en" if first != "en" else "fa"]


def seal_plaque(honour: Honour, *, by: User | None) -> Seal:
    """Seal the plaque as both languages say it."""
    distinction = honour.distinction
    subject = {
        "award": say(distinction.edition.award.names, "en")[:LONGEST],
        "year": str(distinction.edition.cycle_year),
        "level": str(distinction.level),
        "city": say(distinction.party.names, "en")[:LONGEST] if distinction.party else distinction.city_name[:LONGEST],
        "project": honour.outcome.submission.title[:LONGEST],
    }
    key = thing_key(honour)
    return seal(
        kind=KIND, thing_key=key, subject=subject, issued_on=honour.conferred_on, content=text_of(honour), by=by
    )


def text_of(honour: Honour) -> str:
    """The whole text that is sealed, in both languages as the plaque shows it."""
    halves = [half for language in languages_of(honour) for half in lines_of(honour, language)]
    return "\n\n".join(halves) + "\n"


def lines_of(honour: Honour, language: str) -> list[str]:
    with override(language):
        distinction, outcome = honour.distinction, honour.outcome
        named = {"award": say(distinction.edition.award.names), "year": localise(distinction.edition.cycle_year)}
        city = say(distinction.party.names) if distinction.party else distinction.city_name
        lines = [_("%(award)s, cycle of %(year)s") % named, say(outcome.level.names), city, outcome.submission.title]
        citation = say(outcome.citation)
        return [*lines, *([citation] if citation else []), format_day(honour.conferred_on)]


def plaque(honour: Honour) -> bytes:
    """The plaque as PDF/A with its seal; a revoked one says so across the sheet."""
    found = seal_of(honour)
    assert found is not None, "Every honour has its seal."
    halves = [
        {"language": language, "direction": direction(language), "lines": lines_of(honour, language)}
        for language in languages_of(honour)
    ]
    first = languages_of(honour)[0]
    with override(first):
        said = {"halves": halves, "title": halves[0]["lines"][0], "language": first, "by": halves[0]["lines"][0]}
        said["revoked"] = _("Revoked") if found.revoked_at else ""
        return sealed_paper(sheet(), {"said": json.dumps(said, ensure_ascii=False)}, found)
