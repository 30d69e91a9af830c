"""Prints every measure of Persian restoration: ``python bench/restoration.py [-v]``; -v shows the misses too."""

import gettext
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from hamshahr.kernel.restoration import restore
from hamshahr.kernel.restoration.letters import HALF_SPACE, LETTERS
from hamshahr.kernel.restoration.tests import damage, trials
from hamshahr.kernel.restoration.tests.measures import Tally

SEEDS = range(10)
TABLE = Path(__file__).resolve().parent.parent / "hamshahr/kernel/restoration/words.gz"


def main() -> None:
    """Run every trial and print its figures."""
    is_verbose = "-v" in sys.argv
    print("goals: lams 98/98, damaged words wrong 0.6 %, glued 2 % / 95 %, chars 0.7 %, half-spaces 90 %, clean 0.5 %")
    for name, tally in tallies():
        print(line(name, tally))
        if is_verbose:
            for restored, correct in dict.fromkeys(tally.misses):
                print(f"    - {restored}\n    + {correct}".replace(HALF_SPACE, "~"))
    print_article()
    print_catalogues()
    print_speed()


def tallies() -> Iterator[tuple[str, Tally]]:
    """The trials on the development lines, on the lines for tuning and on those held out."""
    for kind in ("pdf", "glued", "chars", "clean"):
        trial = trials.as_document if kind == "pdf" else trials.by_line
        yield f"dev {kind}", trial(trials.dev_pairs(kind))
    yield "dev pdf, each line alone", trials.by_line(trials.dev_pairs("pdf"))
    for part in ("tuning", "held_out"):
        prose, headlines = trials.sample(f"{part}_prose"), trials.sample(f"{part}_headlines")
        yield f"{part} pdf", trials.over_seeds(prose, damage.as_pdf, trials.as_document, SEEDS)
        yield f"{part} glued", trials.over_seeds(headlines, damage.as_glued, trials.by_line, SEEDS)
        yield f"{part} chars", trials.over_seeds(prose, damage.as_careless, trials.by_line, SEEDS)
        yield f"{part} clean", trials.by_line([(text, text) for text in prose + headlines])
    pairs = trials.sample("tuning_pairs")
    yield "ambiguous pairs pdf", trials.over_seeds(pairs, damage.as_pdf, trials.as_document, SEEDS)
    yield "ambiguous pairs clean", trials.by_line([(text, text) for text in pairs])


def line(name: str, tally: Tally) -> str:
    """One row of figures."""
    row = f"{name:26} words wrong {tally.error:6.2%} (before {tally.error_before:6.1%})"
    row += f", lines right {tally.lines_right:6.1%}"
    if tally.lams_lost or tally.lams_put:
        row += f", lams {tally.recall:.1%} / {tally.precision:.1%} of {tally.lams_lost}"
    if tally.half_spaces:
        row += f", half-spaces {tally.half_space_recall:.1%} of {tally.half_spaces}"
    return row


def print_article() -> None:
    """The founding article's body."""
    outcome = restore(trials.article_body(), document=True)
    lams = sum("lost lam" in change.reason for change in outcome.changes)
    print(f"founding article: {lams} lams put back (13 were lost), {len(outcome.doubts)} words in doubt")


def print_catalogues() -> None:
    """Persian translations in the installed packages are clean: no lam may be put into them."""
    words = lams = 0
    for text in set(catalogue_lines()):
        words += len(text.split())
        lams += sum("lost lam" in change.reason for change in restore(text).changes)
    print(f"translation catalogues: {lams} lams put into {words} clean words")


def catalogue_lines() -> Iterator[str]:
    """Lines of the Persian message catalogues of this environment."""
    for path in Path(sys.prefix).glob("lib/*/site-packages/**/locale/fa/LC_MESSAGES/*.mo"):
        with path.open("rb") as source:
            catalogue = gettext.GNUTranslations(source)._catalog
        for message in catalogue.values():
            yield from (part for part in message.splitlines() if any(letter in LETTERS for letter in part))


def print_speed() -> None:
    """Characters a second on fresh text, and the time to start."""
    lines = [pair[0] for seed in range(100, 110) for pair in trials.damaged(prose(), damage.as_pdf, seed)]
    text = "\n".join(lines)
    begun = time.process_time()
    restore(text, document=True)
    restore(text)
    rate = 2 * len(text) / (time.process_time() - begun)
    code = "from hamshahr.kernel.restoration import restore; restore('اصاح')"
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, cwd=TABLE.parents[3])
    started = time.perf_counter() - begun
    print(f"speed {rate:,.0f} characters/s, start {started:.2f} s, table {TABLE.stat().st_size:,} bytes")


def prose() -> list[str]:
    """All running text of the samples."""
    return trials.sample("tuning_prose") + trials.sample("held_out_prose")


if __name__ == "__main__":
    main()
