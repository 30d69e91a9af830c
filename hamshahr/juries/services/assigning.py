"""A whole jury is assigned by a run, at the proven optimum; after a late change with as few changes as can be."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.digits import localise
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.languages import listed

from .. import rules
from ..assigning import words
from ..assigning.problem import Assigned, Infeasible
from ..assigning.reading import FILES
from ..assigning.reasons import reasons_for
from ..assigning.repairing import repair
from ..assigning.solving import assign
from ..assigning.writing import certificate_of, files_of
from ..mixed import unmixed, wishes_of, without_genders
from ..models import Assignment, AssignmentRun, Panel
from ..queries.pairing import Pairing, pairing_of
from .panels import locked_panel
from .releasing import release_all

State = Assignment.State
ANEW = gettext_noop("The jury was assigned anew.")
Pair = tuple[str, str]


@transaction.atomic
def assign_panel(
    *, panel: Panel, by: User | None, fair: bool = False, wishes: Collection[str] = (), at: datetime | None = None
) -> AssignmentRun:
    """Give every entry its jurors, whatever stood before; before the first review is begun.

    ``wishes`` are panels of more than one gender and one juror of a country, as far as they can be had.
    """
    panel = locked_panel(panel)
    if obstacle := rules.obstacle_to_assign(panel, at=at or timezone.now()):
        raise Refused(obstacle)
    pairing = pairing_of(panel, fair=fair, wishes=wishes)
    return recorded(panel, pairing, assign(pairing.problem), by)


@transaction.atomic
def reassign(*, panel: Panel, by: User | None, at: datetime | None = None) -> AssignmentRun:
    """Fill what a late conflict or a withdrawal left empty; what stands stays, and most of all what is begun."""
    panel = locked_panel(panel)
    if obstacle := rules.obstacle_to_repair(panel, at=at or timezone.now()):
        raise Refused(obstacle)
    last = panel.runs.first()
    pairing = pairing_of(panel, wishes=last.figures.get("wishes", []) if last else [])
    standing = Assignment.objects.active().filter(juror__panel=panel)
    kept = frozenset(standing.values_list("submission__key", "juror__key"))
    begun = frozenset(standing.filter(review__isnull=False).values_list("submission__key", "juror__key"))
    return recorded(panel, pairing, repair(pairing.problem, kept, begun), by)


def recorded(panel: Panel, pairing: Pairing, answer: Assigned | Infeasible, by: User | None) -> AssignmentRun:
    """Write the run with its proof and its pairs; what it leaves out is released."""
    if isinstance(answer, Infeasible):
        raise Refused("\n".join([gettext("No assignment keeps all rules."), *why_not(answer, pairing)]))
    rows = Assignment.objects.filter(juror__panel=panel).select_related("juror__user", "submission")
    known = {(row.submission.key, row.juror.key): row for row in rows.select_for_update(of=["self"])}
    active = {pair for pair, row in known.items() if row.state == State.ACTIVE}
    run = AssignmentRun(panel=panel, made_at=timezone.now(), made_by=by, seed=panel.seed)
    run.certificate, run.figures, run.kept = proof_of(answer), figures_of(answer), len(active & set(answer.pairs))
    run.full_clean()
    log.save(run, "assignment.made", by=by)
    gone = [known[pair].pk for pair in active - set(answer.pairs)]
    if gone:
        release_all(Assignment.objects.filter(pk__in=gone), by=by, because=ANEW)
    give_each(run, pairing, known, [pair for pair in answer.pairs if pair not in active], by)
    return run


def give_each(
    run: AssignmentRun, pairing: Pairing, known: dict[Pair, Assignment], pairs: Iterable[Pair], by: User | None
) -> None:
    """Write the new pairs and those taken up again, each with its reasons and an act of its own."""
    reasons = reasons_for(pairing.problem, pairing.topics)
    fresh, again, before = [], [], {}
    for pair in pairs:
        row = known.get(pair) or Assignment(submission=pairing.entries[pair[0]], juror=pairing.jurors[pair[1]])
        before[pair] = log.fields_of(row) if row.pk else {}
        (again if row.pk else fresh).append(row)
        row.run, row.state, row.released_because, row.reasons = run, State.ACTIVE, "", reasons(*pair)
    Assignment.objects.bulk_create(fresh, batch_size=500)
    Assignment.objects.bulk_update(again, ["run", "state", "released_because", "reasons"], batch_size=500)
    changed = [
        (row, log.difference(before[row.submission.key, row.juror.key], log.fields_of(row))) for row in (*fresh, *again)
    ]
    if changed:
        log.write_each("assignment.given", changed, by=by)


def proof_of(answer: Assigned) -> dict[str, Any]:
    """The files of the problem as they were assigned, and the certificate that belongs to them."""
    files = dict(zip(FILES, files_of(without_genders(answer.problem)), strict=True))
    certificate = certificate_of(answer, {name: text.encode() for name, text in files.items()})
    return {"files": files, "certificate": certificate, "pairs": [list(pair) for pair in answer.pairs]}


def figures_of(answer: Assigned) -> dict[str, Any]:
    loads = answer.loads.values()
    return {
        "entries": len(answer.problem.submissions),
        "jurors": len(answer.problem.jurors),
        "reviews": len(answer.pairs),
        "total": answer.total,
        "best_total": answer.best_total,
        "smallest_share": f"{answer.smallest_share:.3f}",
        "least_load": min(loads),
        "most_load": max(loads),
        "wishes": wishes_of(answer.problem),
        "unmixed": unmixed(answer),
    }


def why_not(answer: Infeasible, pairing: Pairing) -> list[str]:
    """The report of an impossible assignment, with the numbers of the entries and the names of the jurors."""
    names = {key: localise(one.number or 0) for key, one in pairing.entries.items()}
    names |= {key: str(one) for key, one in pairing.jurors.items()}

    def fill(sentence: str, **values: Any) -> str:
        return sentence % {name: localise(each) if isinstance(each, int) else each for name, each in values.items()}

    voice = words.Voice(gettext, lambda one: names.get(one, one), fill, lambda parts: listed(*parts))
    return words.sentences(answer, voice)
