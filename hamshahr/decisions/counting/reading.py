"""Ballots from rows of ``count,3>1>4``, checked row by row; the format is public (`hamshahr count`).

A row whose count is followed by nothing ("12,") stands for blank ballots: they are reported as cast and enter no count.
Anything else that is no ranking refuses the whole file: whether a spoilt paper is valid is settled before it is typed.
"""

from collections.abc import Sequence

from hamshahr.decisions.counting.ballots import MOST_CANDIDATES, Ballots
from hamshahr.decisions.files import BadInput, lines
from hamshahr.kernel.speech import gettext as _
from hamshahr.kernel.speech import told

MOST_DIGITS = 12
LONGEST_NAME = 500
SHOWN = 40
POSITIONS = {str(number): number - 1 for number in range(1, MOST_CANDIDATES + 1)}


def candidates_from(text: str) -> tuple[str, ...]:
    """The names of the candidates, one a row in the order of their numbers."""
    names: dict[str, int] = {}
    rows = lines(text.rstrip())
    for number, row in enumerate(rows, start=1):
        name = " ".join(row.split())
        if not 0 < len(name) <= LONGEST_NAME:
            raise BadInput(
                told(_("a name must have 1 to %(most)s letters."), most=LONGEST_NAME),
                row=told(_("candidates, row %(number)s"), number=number),
            )
        if name in names:
            raise BadInput(
                told(_("%(name)s stands in row %(row)s already."), name=name, row=names[name]),
                row=told(_("candidates, row %(number)s"), number=number),
            )
        names[name] = number
    if len(names) > MOST_CANDIDATES:
        raise BadInput(
            told(
                _("There are %(number)s candidates; at most %(most)s can be counted."),
                number=len(names),
                most=MOST_CANDIDATES,
            )
        )
    return tuple(names)


def ballots_from(text: str, candidates: Sequence[str] | None = None) -> Ballots:
    """The ballots of a file; without names the highest number that a ballot ranks is the number of candidates."""
    papers: dict[bytes, int] = {}
    for written, (number, row) in grouped(text).items():
        ranking = ranking_from(written, row, candidates)
        papers[ranking] = papers.get(ranking, 0) + number
    blank = papers.pop(b"", 0)
    papers = {ranking: number for ranking, number in papers.items() if number}
    if not papers:
        raise BadInput(_("There is no valid ballot in the file."))
    names = tuple(candidates or (f"candidate {one + 1}" for one in range(max(map(max, papers)) + 1)))
    return Ballots(names, papers, blank)


def grouped(text: str) -> dict[str, tuple[int, int]]:
    """How many ballots each ranking has, as it is written, and the row where it stands first."""
    groups: dict[str, tuple[int, int]] = {}
    for row, line in enumerate(lines(text), start=1):
        number, comma, ranking = line.partition(",")
        if not (comma and number.isdecimal() and len(number) <= MOST_DIGITS):
            if not line.strip():
                continue
            number = number_from(number, comma, row)
        earlier = groups.get(ranking)
        groups[ranking] = (int(number), row) if earlier is None else (earlier[0] + int(number), earlier[1])
    return groups


def number_from(number: str, comma: str, row: int) -> str:
    """A number of ballots with spaces around it, or the reason why it is none."""
    number = number.strip()
    if not comma:
        raise BadInput(_("a row must read count,ranking as in 12,3>1>4."), row=told(_("row %(number)s"), number=row))
    if not number.isdecimal():
        raise BadInput(
            told(_("%(typed)s is not a number of ballots."), typed=ascii(number[:SHOWN])),
            row=told(_("row %(number)s"), number=row),
        )
    if len(number) > MOST_DIGITS:
        raise BadInput(
            told(_("a number of ballots has at most %(most)s digits."), most=MOST_DIGITS),
            row=told(_("row %(number)s"), number=row),
        )
    return number


def ranking_from(written: str, row: int, candidates: Sequence[str] | None) -> bytes:
    """One ranking as positions from 0; the common case takes one pass, what fails is looked at closely."""
    try:
        ranking = bytes([POSITIONS[one] for one in written.split(">")])
    except KeyError:
        ranking = ranking_explained(written, row)
    if len(set(ranking)) < len(ranking):
        twice = next(one for one in ranking if ranking.count(one) > 1)
        raise BadInput(
            told(_("candidate %(twice)s is ranked twice."), twice=twice + 1), row=told(_("row %(number)s"), number=row)
        )
    if candidates is not None and ranking and max(ranking) >= len(candidates):
        raise BadInput(
            told(
                _("there is no candidate %(number)s; the list has %(candidates)s."),
                number=max(ranking) + 1,
                candidates=len(candidates),
            ),
            row=told(_("row %(number)s"), number=row),
        )
    return ranking


def ranking_explained(written: str, row: int) -> bytes:
    """A ranking with spaces or digits of another script, a blank one, or the reason why it is none."""
    if not written.strip():
        return b""
    ranking = []
    for one in written.split(">"):
        number = one.strip()
        if not number.isdecimal() or len(number) > MOST_DIGITS:
            raise BadInput(
                told(_("%(typed)s is not the number of a candidate."), typed=ascii(number[:SHOWN])),
                row=told(_("row %(number)s"), number=row),
            )
        if not 1 <= int(number) <= MOST_CANDIDATES:
            raise BadInput(
                told(
                    _("candidates are numbered from 1 to %(most)s, not %(number)s."),
                    most=MOST_CANDIDATES,
                    number=int(number),
                ),
                row=told(_("row %(number)s"), number=row),
            )
        ranking.append(int(number) - 1)
    return bytes(ranking)
