"""Runs of the restorer over samples, each giving a tally."""

import random
from collections.abc import Callable, Iterable
from pathlib import Path

from hamshahr.kernel.restoration import restore, undo
from hamshahr.kernel.restoration.tests.measures import Tally

SAMPLES = Path(__file__).with_name("samples")
BODY_STARTS, BODY_ENDS = "بیش از 3دهه", "آدرس کوتاه"


def dev_pairs(kind: str) -> list[tuple[str, str]]:
    """The damaged and correct lines of one kind."""
    rows = [line.split("\t") for line in (SAMPLES / "persian_dev.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    return [(damaged, correct) for damaged, correct, its_kind in rows if its_kind == kind]


def sample(name: str) -> list[str]:
    """The clean lines of one sample."""
    return (SAMPLES / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def article_body() -> str:
    """The body of the founding article, which is one field."""
    page = (SAMPLES / "seed_article.txt").read_text(encoding="utf-8")
    return page[page.index(BODY_STARTS) : page.index(BODY_ENDS)]


def damaged(lines: Iterable[str], kind: Callable[[str, random.Random], str], seed: int = 1) -> list[tuple[str, str]]:
    """The lines with this damage done to them."""
    dice = random.Random(seed)
    return [(kind(line, dice), line) for line in lines]


def by_line(pairs: Iterable[tuple[str, str]]) -> Tally:
    """Restore each line by itself."""
    tally = Tally()
    for source, correct in pairs:
        outcome = restore(source)
        assert undo(outcome.text, outcome.changes) == source
        tally.add(source, outcome.text, correct)
    return tally


def as_document(pairs: list[tuple[str, str]]) -> Tally:
    """Restore all lines as one field."""
    source = "\n".join(line for line, _ in pairs)
    outcome = restore(source, document=True)
    assert undo(outcome.text, outcome.changes) == source
    tally = Tally()
    for (line, correct), restored in zip(pairs, outcome.text.split("\n"), strict=True):
        tally.add(line, restored, correct)
    return tally


def over_seeds(lines: list[str], kind: Callable, trial: Callable[..., Tally], seeds: Iterable[int]) -> Tally:
    """One tally over several throws of the dice; each throw is a document of its own."""
    total = Tally()
    for seed in seeds:
        total += trial(damaged(lines, kind, seed))
    return total
