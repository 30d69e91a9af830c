"""A jury as the problem of its assignment: who may read what, who suits, and how much each takes on."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.utils import timezone

from hamshahr.calls.models import Answer, Question, Submission
from hamshahr.practices.vocabulary import Vocabulary

from ..assigning.problem import TOPICS, Problem
from ..assigning.problem import Juror as Reader
from ..assigning.problem import Submission as Entry
from ..judged import judged_by
from ..mixed import COUNTRIES, GENDERS
from ..models import Conflict, Juror, Panel

CHOSEN = (Question.Kind.CHOICE, Question.Kind.CHOICES)


@dataclass(frozen=True)
class Pairing:
    """The problem with the rows that its names stand for, and the topics by their places in its digits."""

    problem: Problem
    entries: dict[str, Submission]
    jurors: dict[str, Juror]
    topics: list[str]


def pairing_of(panel: Panel, *, fair: bool = False, wishes: Collection[str] = ()) -> Pairing:
    """The problem of a jury as things stand now."""
    entries = {one.key: one for one in judged_by(panel).select_related("party")}
    rows = panel.jurors.judging().select_related("user", "panel__stage")
    jurors = {one.key: one for one in rows}
    vocabulary = Vocabulary()
    about = topics_of(entries, vocabulary)
    known = {key: broad(one.topics, vocabulary) for key, one in jurors.items()}
    topics = sorted({slug for each in (*about.values(), *known.values()) for slug in each})[:TOPICS]
    standing = Conflict.objects.standing().filter(juror__panel=panel)
    problem = Problem(
        [entry_of(one, panel, digits(about[key], topics)) for key, one in entries.items()],
        [reader_of(one, digits(known[key], topics), GENDERS in wishes) for key, one in jurors.items()],
        frozenset(standing.values_list("submission__key", "juror__key")),
        reviews=panel.reviews_each,
        region_cap=panel.region_cap or panel.reviews_each,
        seed=panel.seed,
        even=True,
        fair=fair,
        mixes_genders=GENDERS in wishes,
        mixes_countries=COUNTRIES in wishes,
    )
    return Pairing(problem, entries, jurors, topics)


def entry_of(one: Submission, panel: Panel, topics: tuple[int, ...]) -> Entry:
    """An entry with the languages in which this jury can read it: its own and those it is translated into."""
    languages = frozenset({one.language, *panel.languages})
    return Entry(one.key, str(one.party_id), one.party.country_id or "", languages, topics)


def reader_of(one: Juror, topics: tuple[int, ...], by_gender: bool) -> Reader:
    """A juror; who is not free while the stage lasts takes nothing on, who has no region is of a region alone.

    What a juror said of the own gender is read only for panels that are to be mixed by it.
    """
    limits = (one.min_load, one.max_load) if is_free(one) else (0, 0)
    region = str(one.region_id) if one.region_id else f"alone {one.key}"
    home = str(one.party_id or ""), one.country_id or "", region
    return Reader(one.key, *home, frozenset(one.languages), topics, *limits, one.gender if by_gender else "")


def is_free(one: Juror) -> bool:
    """Whether a juror has a free day between now and the end of the stage."""
    closes = one.panel.stage.closes_at
    too_early = one.free_until is not None and one.free_until < timezone.localdate()
    too_late = one.free_from is not None and closes is not None and one.free_from > timezone.localdate(closes)
    return not (too_early or too_late)


def topics_of(entries: dict[str, Submission], vocabulary: Vocabulary) -> dict[str, set[str]]:
    """The broad topics of each entry: those among its choices in the form, and its framework where that is one."""
    found: dict[str, set[str]] = defaultdict(set)
    for key, one in entries.items():
        found[key] |= broad([one.framework], vocabulary)
    chosen = Answer.objects.filter(submission__in=list(entries.values()), question__kind__in=CHOSEN)
    for key, value in chosen.values_list("submission__key", "value"):
        found[key] |= broad(value if isinstance(value, list) else [value], vocabulary)
    return found


def broad(slugs: list, vocabulary: Vocabulary) -> set[str]:
    """The topics under no other that these are, or are part of."""
    found = (vocabulary.by_slug.get(slug) for slug in slugs if isinstance(slug, str))
    over = (vocabulary.over(topic.pk) for topic in found if topic is not None)
    return {slug for each in over for slug in each if vocabulary.by_slug[slug].parent_id is None}


def digits(named: set[str], topics: list[str]) -> tuple[int, ...]:
    return tuple(int(place < len(topics) and topics[place] in named) for place in range(TOPICS))
