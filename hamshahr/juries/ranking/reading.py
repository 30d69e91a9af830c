"""Scores from a table with the columns submission, juror, score, checked row by row (`hamshahr rank`).

Further columns are criterion, weight, juror_country and submission_country. A row without a score stands for a score
that was not given: it punishes nobody.
"""

import csv
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache
from io import StringIO

from hamshahr.decisions.files import BadInput
from hamshahr.kernel.speech import gettext as _
from hamshahr.kernel.speech import told

from .sheets import Given, Sheet

NEEDED = ("submission", "juror", "score")
FURTHER = ("criterion", "weight", "juror_country", "submission_country")
LONGEST_NAME, LONGEST_NUMBER, MOST_PLACES, MOST_DIGITS = 200, 24, 6, 9
SHOWN = 40


class Said:
    """What rows say of one thing, which must be the same wherever it is said."""

    def __init__(self, sentence: str) -> None:
        self.sentence, self.values, self.rows = sentence, {}, {}

    def note(self, name: str, value: object, row: int) -> None:
        if self.values.setdefault(name, value) != value:
            raise BadInput(told(self.sentence, name=name[:SHOWN], row=self.rows[name]), row=at(row))
        self.rows.setdefault(name, row)


def at(row: int) -> str:
    return told(_("row %(number)s"), number=row)


def sheet_from(text: str) -> Sheet:
    """The sheet of scores that a table holds; anything that is none refuses the whole table, with row and reason."""
    seen: dict[tuple[str, str, str], int] = {}
    given, weights = [], Said(_("criterion %(name)s has another weight in row %(row)s."))
    homes = Said(_("juror %(name)s has another country in row %(row)s."))
    places = Said(_("submission %(name)s has another country in row %(row)s."))
    for row, cells in rows_of(text):
        submission, juror = (named(cells[column], column, row) for column in NEEDED[:2])
        criterion = cells.get("criterion", "")[:LONGEST_NAME]
        if (first := seen.setdefault((submission, juror, criterion), row)) != row:
            twice = _("juror %(juror)s has scored submission %(submission)s in row %(first)s already.")
            raise BadInput(told(twice, juror=juror[:SHOWN], submission=submission[:SHOWN], first=first), row=at(row))
        if "weight" in cells:
            weights.note(criterion, weight_from(cells["weight"], row), row)
        if "juror_country" in cells:
            homes.note(juror, cells["juror_country"], row)
        if "submission_country" in cells:
            places.note(submission, cells["submission_country"], row)
        if cells["score"]:
            given.append(Given(submission, juror, number_from(cells["score"], row), criterion))
    if not any(weights.values.get(one.criterion, 1) > 0 for one in given):
        raise BadInput(_("There is no score under a criterion with weight in the file."))
    return Sheet.of(given, weights.values, known(homes), known(places))


def known(said: Said) -> dict[str, str]:
    return {name: value for name, value in said.values.items() if value}


def rows_of(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows below the heading with the number of the line on which each ends, their cells without spaces around."""
    if "\0" in text:
        raise BadInput(_("the text holds a letter that is none."), row=at(text.count("\n", 0, text.index("\0")) + 1))
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        heading = [name.strip().lower() for name in next(reader)]
        check(heading)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(heading):
                wrong = _("there are %(cells)s cells; the heading has %(columns)s columns.")
                raise BadInput(told(wrong, cells=len(cells), columns=len(heading)), row=at(reader.line_num))
            yield reader.line_num, dict(zip(heading, (cell.strip() for cell in cells), strict=True))
    except csv.Error as fault:
        raise BadInput(
            told(_("this is not a row of a table: %(fault)s."), fault=fault), row=at(reader.line_num)
        ) from fault


def check(heading: list[str]) -> None:
    """A heading names every column that is needed, none twice and none that nobody reads."""
    row = at(1)
    if lacking := [name for name in NEEDED if name not in heading]:
        raise BadInput(told(_("the column %(name)s is lacking."), name=lacking[0]), row=row)
    for name in heading:
        if name not in NEEDED + FURTHER:
            known_names = ", ".join(NEEDED + FURTHER)
            unknown = _("the column %(name)s is not known; these are: %(known)s.")
            raise BadInput(told(unknown, name=ascii(name[:SHOWN]), known=known_names), row=row)
        if heading.count(name) > 1:
            raise BadInput(told(_("the column %(name)s stands twice."), name=name), row=row)


def named(name: str, column: str, row: int) -> str:
    if not 0 < len(name) <= LONGEST_NAME:
        must = _("a name in the column %(column)s must have 1 to %(most)s letters.")
        raise BadInput(told(must, column=column, most=LONGEST_NAME), row=at(row))
    return name


def weight_from(text: str, row: int) -> Fraction:
    """The weight of a criterion: 1 where none is given, nought for one that only informs."""
    weight = number_from(text, row) if text else Fraction(1)
    if weight < 0:
        raise BadInput(_("a weight is not below nought."), row=at(row))
    return weight


def number_from(text: str, row: int) -> Fraction:
    """A decimal as a fraction, exactly."""
    number = fraction(text)
    if number is None:
        wrong = _("%(typed)s is no number of at most %(most)s decimals.")
        raise BadInput(told(wrong, typed=ascii(text[:SHOWN]), most=MOST_PLACES), row=at(row))
    return number


@lru_cache(maxsize=4096)
def fraction(text: str) -> Fraction | None:
    try:
        number = Decimal(text.replace("٫", ".")) if len(text) <= LONGEST_NUMBER else Decimal("NaN")
    except InvalidOperation:
        return None
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or exponent < -MOST_PLACES or number.adjusted() >= MOST_DIGITS:
        return None
    return Fraction(number)
