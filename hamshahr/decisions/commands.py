"""`hamshahr decide` and `hamshahr count`: files in, the public formats out. Nothing here or below loads Django."""

import sys
from collections.abc import Callable
from pathlib import Path

from hamshahr.decisions import counting, exact_json, files
from hamshahr.decisions.counting.reading import ballots_from, candidates_from
from hamshahr.decisions.counting.writing import count_as_json
from hamshahr.decisions.verdicts import decide, words
from hamshahr.decisions.verdicts.reading import cases_from
from hamshahr.decisions.verdicts.writing import verdict_as_json
from hamshahr.kernel.speech import gettext as _
from hamshahr.kernel.speech import language as of_the_terminal
from hamshahr.kernel.speech import listed, told

Tell = Callable[[str], object]


def run_decide(
    cases_path: Path, out: Path | None = None, *, explain: bool = False, tell: Tell = lambda _: None
) -> None:
    """Answer every case of a file under its rule; ``explain`` tells every step in words as well."""
    tell(told(_("Reading %(file)s"), file=cases_path))
    cases = cases_from(exact_json.parse(files.read(cases_path)))
    verdicts = []
    for case in cases:
        verdict = decide(case)
        verdicts.append(verdict_as_json(verdict))
        if explain:
            tell("\n".join([told(_("Case %(name)s:"), name=case.name), *words.sentences(verdict, of_the_terminal())]))
    deliver(exact_json.dump(verdicts), out)
    tell(told(_("%(number)s cases decided"), number=len(cases)))


def run_count(
    ballots_path: Path,
    out: Path | None = None,
    *,
    method: counting.Method,
    seats: int = 1,
    candidates_path: Path | None = None,
    seed: str | None = None,
    language: str = "en",
    tell: Tell = lambda _: None,
) -> None:
    """Count the ballots of a file; ties that the method leaves open go by the lots of ``seed``, else by the list."""
    tell(told(_("Reading %(file)s"), file=ballots_path))
    names = candidates_from(files.read(candidates_path)) if candidates_path else None
    ballots = ballots_from(files.read(ballots_path), names)
    if seats > len(ballots.candidates):
        few = _("There are %(seats)s seats for %(candidates)s candidates.")
        raise files.BadInput(told(few, seats=seats, candidates=len(ballots.candidates)))
    if seed is not None and seed.encode(errors="ignore").decode() != seed:
        raise files.BadInput(_("The seed holds a letter that cannot be written as UTF-8."))
    if seats > 1 and method in counting.ONE_SEAT:
        raise files.BadInput(told(_("%(method)s fills one seat, not %(seats)s."), method=method, seats=seats))
    counting_now = _("Counting %(valid)s valid ballots for %(candidates)s candidates, %(blank)s blank")
    numbers = {"valid": ballots.valid, "candidates": len(ballots.candidates), "blank": ballots.blank}
    tell(told(counting_now, **numbers))
    count = counting.count(method, ballots, seats, seed)
    deliver(exact_json.dump(count_as_json(count, ballots, method, seats, language)), out)
    tell(told(_("Elected: %(names)s"), names=listed([ballots.candidates[one] for one in count.elected])))


def deliver(text: str, out: Path | None) -> None:
    """Write the answer into the file, or onto standard output as UTF-8 whatever the terminal believes."""
    if out is not None:
        files.write(out, text)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()
