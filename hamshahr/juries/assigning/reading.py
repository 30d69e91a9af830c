"""A problem from the three files of ``hamshahr assign``, checked row by row; the format is public."""

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from unicodedata import category

from hamshahr.decisions import files
from hamshahr.decisions.files import BadInput
from hamshahr.kernel.speech import gettext as _
from hamshahr.kernel.speech import told

from .problem import TOPICS, Juror, Problem, Submission

SUBMISSIONS, JURORS, CONFLICTS = FILES = ("submissions.csv", "jurors.csv", "declared_conflicts.csv")
COLUMNS = {
    SUBMISSIONS: ("submission", "city", "country", "region", "languages", "topics"),
    JURORS: ("juror", "city", "country", "region", "languages", "gender", "topics", "min_load", "max_load"),
    CONFLICTS: ("submission", "juror"),
}
LONGEST, SHOWN = 200, 40
UNFIT = {"Cc", "Zl", "Zp"}  # controls and ends of lines, which no name of a thing holds
MOST_LOAD = 1_000_000
MOST_PAIRS = 200_000_000

Row = dict[str, str]


def problem_from(folder: Path, reviews: int, region_cap: int, seed: str = "") -> Problem:
    """The problem that the files of a folder state."""
    submissions = things_of(folder, SUBMISSIONS, "submission", submission_from)
    jurors = things_of(folder, JURORS, "juror", juror_from)
    if len(submissions) * len(jurors) > MOST_PAIRS:
        raise BadInput(told(_("There are more than %(most)s pairs of a submission and a juror."), most=MOST_PAIRS))
    conflicts = set()
    for place, row in rows_of(folder, CONFLICTS):
        for word, known in (("submission", submissions), ("juror", jurors)):
            if row[word] not in known:
                unknown = _("%(name)s stands in no row of %(file)s.")
                file = SUBMISSIONS if word == "submission" else JURORS
                raise BadInput(told(unknown, name=row[word][:SHOWN], file=file), row=place)
        conflicts.add((row["submission"], row["juror"]))
    found = [*submissions.values()], [*jurors.values()], frozenset(conflicts)
    return Problem(*found, reviews=reviews, region_cap=region_cap, seed=seed)


def things_of(folder: Path, file: str, word: str, made: Callable) -> dict:
    """The things of a file by their names, none twice."""
    things = {}
    for place, row in rows_of(folder, file):
        name = row[word]
        if not name:
            raise BadInput(told(_("the column %(column)s is empty."), column=word), row=place)
        if name in things:
            raise BadInput(told(_("%(name)s stands in an earlier row already."), name=name), row=place)
        things[name] = made(row, place)
    if not things:
        raise BadInput(told(_("%(file)s has no row below its head."), file=file))
    return things


def rows_of(folder: Path, file: str) -> Iterator[tuple[str, Row]]:
    """Each row with its place in words; columns may stand in any order, and others beside them."""
    try:
        text = files.read(folder / file)
    except BadInput as refusal:
        raise BadInput(str(refusal), row=file) from refusal
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        head = [word.strip() for word in next(reader, [])]
        for column in COLUMNS[file]:
            if head.count(column) != 1:
                raise BadInput(told(_("the head must name the column %(column)s once."), column=column), row=file)
        for values in reader:
            if any(value.strip() for value in values):
                place = told(_("%(file)s, row %(number)s"), file=file, number=reader.line_num)
                yield place, row_from(head, values, place)
    except csv.Error as fault:
        place = told(_("%(file)s, row %(number)s"), file=file, number=reader.line_num)
        raise BadInput(told(_("this is no row of values (%(fault)s)."), fault=fault), row=place) from fault


def row_from(head: list[str], values: list[str], place: str) -> Row:
    if len(values) != len(head):
        wrong = _("there are %(number)s values for %(columns)s columns.")
        raise BadInput(told(wrong, number=len(values), columns=len(head)), row=place)
    if any(len(value) > LONGEST for value in values):
        raise BadInput(told(_("a value has more than %(most)s letters."), most=LONGEST), row=place)
    if unfit := next((value for value in values if any(category(letter) in UNFIT for letter in value)), None):
        wrong = _("%(typed)s holds a letter that nobody can see.")
        raise BadInput(told(wrong, typed=ascii(unfit[:SHOWN])), row=place)
    return {column: value.strip() for column, value in zip(head, values, strict=True)}


def submission_from(row: Row, place: str) -> Submission:
    return Submission(
        row["submission"],
        row["city"],
        row["country"],
        languages_from(row["languages"], place),
        topics_from(row["topics"], place),
        row["region"],
    )


def juror_from(row: Row, place: str) -> Juror:
    least, most = (load_from(row[word], place) for word in ("min_load", "max_load"))
    if least > most:
        wrong = _("the least number of reviews, %(least)s, is more than the most, %(most)s.")
        raise BadInput(told(wrong, least=least, most=most), row=place)
    return Juror(
        row["juror"],
        row["city"],
        row["country"],
        row["region"],
        languages_from(row["languages"], place),
        topics_from(row["topics"], place),
        least,
        most,
        row["gender"],
    )


def languages_from(text: str, place: str) -> frozenset[str]:
    """The languages of ``a+b``."""
    languages = frozenset(word.strip() for word in text.split("+"))
    if "" in languages:
        raise BadInput(told(_("%(typed)s is no list of languages like fa+en."), typed=ascii(text[:SHOWN])), row=place)
    return languages


def topics_from(text: str, place: str) -> tuple[int, ...]:
    """The weight of each topic, a digit each."""
    if len(text) != TOPICS or not (text.isascii() and text.isdecimal()):
        wrong = _("%(typed)s is not a row of %(number)s digits, one a topic.")
        raise BadInput(told(wrong, typed=ascii(text[:SHOWN]), number=TOPICS), row=place)
    return tuple(map(int, text))


def load_from(text: str, place: str) -> int:
    if not (text.isascii() and text.isdecimal()) or len(text) > len(str(MOST_LOAD)) or int(text) > MOST_LOAD:
        wrong = _("%(typed)s is not a number of reviews from 0 to %(most)s.")
        raise BadInput(told(wrong, typed=ascii(text[:SHOWN]), most=MOST_LOAD), row=place)
    return int(text)
