"""Which submissions and jurors hang together: severity can be told only where reviews lead from one to the other."""

from .results import Component
from .sheets import Sheet


def components(sheet: Sheet) -> tuple[Component, ...]:
    """The parts of the sheet that no juror joins, the largest first."""
    heads = list(range(len(sheet.submissions) + len(sheet.jurors)))

    def head(one: int) -> int:
        while heads[one] != one:
            heads[one] = heads[heads[one]]
            one = heads[one]
        return one

    for column in sheet.weighing:
        for submission, juror in zip(column.submissions, column.jurors, strict=True):
            first, second = head(submission), head(len(sheet.submissions) + juror)
            heads[max(first, second)] = min(first, second)
    parts: dict[int, tuple[list[str], list[str]]] = {}
    for place, name in enumerate((*sheet.submissions, *sheet.jurors)):
        is_juror = place >= len(sheet.submissions)
        parts.setdefault(head(place), ([], []))[is_juror].append(name)
    whole = [Component(tuple(submissions), tuple(jurors)) for submissions, jurors in parts.values()]
    return tuple(sorted(whole, key=lambda part: (-len(part.submissions), part.submissions[:1], part.jurors[:1])))
