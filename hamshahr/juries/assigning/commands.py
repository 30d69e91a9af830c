"""`hamshahr assign`: three files in, an assignment with its certificate out. Nothing here or below loads Django."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hamshahr.decisions import exact_json, files
from hamshahr.kernel.speech import decimal, told
from hamshahr.kernel.speech import gettext as _
from hamshahr.kernel.speech import language as of_the_terminal

from .problem import Assigned, Infeasible
from .reading import FILES, problem_from
from .solving import assign
from .words import sentences
from .writing import assignment_as_csv, certificate_of

Tell = Callable[[str], object]


def run_assign(
    folder: Path,
    out: Path,
    certificate: Path,
    *,
    reviews: int = 3,
    region_cap: int = 2,
    seed: str = "",
    fair: bool = False,
    tell: Tell = lambda _: None,
) -> None:
    """Assign jurors to the submissions of a folder and prove it; what cannot be done is refused with its reasons."""
    tell(told(_("Reading %(file)s"), file=folder))
    problem = replace(problem_from(folder, reviews, region_cap, seed), fair=fair)
    finding = _("Assigning %(jurors)s jurors to %(submissions)s submissions, %(reviews)s each")
    tell(told(finding, jurors=len(problem.jurors), submissions=len(problem.submissions), reviews=reviews))
    answer = assign(problem)
    if isinstance(answer, Infeasible):
        raise files.BadInput("\n".join([_("No assignment keeps all rules."), *sentences(answer)]))
    inputs = {name: (folder / name).read_bytes() for name in FILES}
    files.write(certificate, exact_json.dump(certificate_of(answer, inputs)))
    files.write(out, assignment_as_csv(answer))
    tell(summary(answer))


def summary(answer: Assigned) -> str:
    """The figures of an assignment in one sentence."""
    share = decimal(f"{answer.smallest_share:.3f}", of_the_terminal())
    if answer.total == answer.best_total:
        proven = _("Total affinity %(total)s, the proven optimum; the smallest share of a best panel is %(share)s.")
        return told(proven, total=answer.total, share=share)
    given = _("Total affinity %(total)s of at most %(best)s; the smallest share of a best panel is %(share)s.")
    return told(given, total=answer.total, best=answer.best_total, share=share)
