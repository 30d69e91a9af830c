"""Which panels of an assignment are not mixed as was wished, and what the page says of it; nobody's gender is told."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hamshahr.calls.models import Submission
from hamshahr.kernel.digits import localise
from hamshahr.kernel.languages import listed

from .assigning.mixing import Wishes
from .assigning.problem import Assigned, Problem

GENDERS, COUNTRIES = "genders", "countries"


def wishes_of(problem: Problem) -> list[str]:
    """The wishes that were asked for, as the figures of a run keep them."""
    asked = {GENDERS: problem.mixes_genders, COUNTRIES: problem.mixes_countries}
    return [name for name, is_asked in asked.items() if is_asked]


def unmixed(answer: Assigned) -> dict[str, list[str]]:
    """By each wish the keys of the entries whose panel is not as wished."""
    jurors = {one.id: one for one in answer.problem.jurors}
    panels: dict[str, list] = defaultdict(list)
    for submission, juror in answer.pairs:
        panels[submission].append(jurors[juror])
    asked = {name: Wishes(**{name: True}) for name in wishes_of(answer.problem)}
    return {name: [key for key, panel in panels.items() if wish.broken(panel)] for name, wish in asked.items()}


def without_genders(problem: Problem) -> Problem:
    """The problem as its files state it: the proof of the total does not need what jurors said of their gender."""
    return replace(problem, jurors=[replace(one, gender="") for one in problem.jurors])


def mixture_in_words(figures: Mapping[str, Any], entries: Mapping[str, Submission]) -> list[str]:
    """What became of each wish, with the numbers of the entries that the reader may know of."""
    found = figures.get("unmixed", {})
    told = []
    for name in figures.get("wishes", []):
        keys = found.get(name, [])
        numbers = sorted(entries[key].number or 0 for key in keys if key in entries)
        said = {"count": localise(len(keys)), "entries": listed(*map(localise, numbers)) if numbers else "—"}
        told.append(sentence_of(name, len(keys)) % said)
    return told


def sentence_of(name: str, count: int) -> str:
    """What is said of a wish that so many panels do not meet, and what would mend it."""
    if not count:
        met = {
            GENDERS: _("Every panel has more than one gender, as was wished."),
            COUNTRIES: _("No panel has two jurors of a country, as was wished."),
        }
        return met[name]
    if name == GENDERS:
        return ngettext(
            "More than one gender was wished; %(count)s panel has it not (entries: %(entries)s). Invite more jurors of "
            "another gender who may read it, or ask jurors to say theirs.",
            "More than one gender was wished; %(count)s panels have it not (entries: %(entries)s). Invite more jurors "
            "of another gender who may read them, or ask jurors to say theirs.",
            count,
        )
    return ngettext(
        "One juror of a country was wished; %(count)s panel has two (entries: %(entries)s). Invite jurors of other "
        "countries who may read it.",
        "One juror of a country was wished; %(count)s panels have two (entries: %(entries)s). Invite jurors of other "
        "countries who may read them.",
        count,
    )
