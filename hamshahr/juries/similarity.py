"""Which texts repeat each other: runs of words on folded text, rare ones weighing more; nothing leaves the machine.

What an entry shares with a text that is in nearly every entry, such as the words of a form, weighs nearly nothing. A
translation is not found: the words are others.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log

from hamshahr.kernel.text import fold

RUN = 4
LEAST_SHARE, MOST_OTHERS, MOST_SENTENCES = 0.12, 5, 5
LEAST_OF_SENTENCE = 0.5
WORD = re.compile(r"\w+")
SENTENCE = re.compile(r"[^.!?؟\n]+[.!?؟]?")


@dataclass(frozen=True, slots=True)
class Shared:
    """How much of a text stands in another, and which of its sentences beside which of the other's."""

    other: str
    share: float
    sentences: tuple[tuple[str, str], ...]


def runs_of(text: str) -> frozenset[tuple[str, ...]]:
    """Every run of so many words, folded: letters, digits and joiners of all scripts are alike."""
    words = WORD.findall(fold(text))
    return frozenset(tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def likenesses(texts: Mapping[str, str], among: Iterable[str]) -> dict[str, list[Shared]]:
    """For each of ``among`` the texts it shares most with, the greatest share first."""
    runs = {name: runs_of(text) for name, text in texts.items()}
    held = Counter(run for found in runs.values() for run in found)
    holders: dict[tuple[str, ...], list[str]] = {}
    for name, found in runs.items():
        for run in found:
            if held[run] > 1:
                holders.setdefault(run, []).append(name)
    weight = {run: log(1 + len(texts) / number) for run, number in held.items()}
    return {name: most_alike(name, texts, runs, holders, weight) for name in among if runs.get(name)}


def most_alike(name, texts, runs, holders, weight) -> list[Shared]:
    """What one text shares with each other one, as a share of its own weight."""
    whole = sum(weight[run] for run in runs[name]) or 1.0
    got: dict[str, float] = {}
    for run in sorted(runs[name]):
        for other in holders.get(run, ()):
            if other != name:
                got[other] = got.get(other, 0.0) + weight[run]
    shares = sorted(((part / whole, other) for other, part in got.items()), key=lambda one: (-one[0], one[1]))
    kept = [(share, other) for share, other in shares if share >= LEAST_SHARE][:MOST_OTHERS]
    return [Shared(other, round(share, 3), sentences_shared(texts[name], texts[other])) for share, other in kept]


def sentences_shared(text: str, other: str) -> tuple[tuple[str, str], ...]:
    """The sentences of a text of which half or more stands in one sentence of the other, in their order."""
    theirs = [(sentence, runs_of(sentence)) for sentence in sentences(other)]
    found = []
    for sentence in sentences(text):
        runs = runs_of(sentence)
        if not runs:
            continue
        part, best = max(((len(runs & each) / len(runs), said) for said, each in theirs), default=(0.0, ""))
        if part >= LEAST_OF_SENTENCE:
            found.append((sentence, best))
    return tuple(found[:MOST_SENTENCES])


def sentences(text: str) -> list[str]:
    return [said for each in SENTENCE.findall(text) if (said := " ".join(each.split()))]
