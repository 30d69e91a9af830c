"""A file of entries, CSV, XLSX or JSON, as one table with a column for each question of its call."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.languages import LANGUAGES
from hamshahr.kernel.tables import Column, Importer, Table, Values, read_table
from hamshahr.kernel.tables.table import MOST_BYTES, columns_of, rows_of
from hamshahr.kernel.text import fold
from hamshahr.parties.importing import party

from ..models import Call, Question, Submission
from ..services.entering import begin_submission, save_answer
from .cells import cell_of, reader_of

HEAD = ("city", "title", "language", "framework")
MOST_ENTRIES = 1000
NOT_A_TABLE = gettext_lazy("The file is not a list of entries; bring CSV, XLSX, or JSON with one object for each.")


def read(raw: bytes, name: str) -> Table:
    """The table in a file, whichever of the three it is; raises nothing but ``Refused``."""
    is_json = raw.lstrip()[:1] in {b"[", b"{"}
    table = table_of_json(raw, name) if is_json else read_table(raw, name)
    if len(table.rows) > MOST_ENTRIES:
        raise Refused(_("At most a thousand entries are brought in at a time; divide the file."))
    return table


def table_of_json(raw: bytes, name: str) -> Table:
    """A list of objects, or an object with such a list, as a table of cells."""
    if len(raw) > MOST_BYTES:
        raise Refused(_("The file is larger than 20 MB; divide it into several files."))
    try:
        content = json.loads(raw.decode("utf-8-sig"), parse_constant=no_constant)
    except (ValueError, RecursionError) as error:
        raise Refused(str(NOT_A_TABLE)) from error
    if isinstance(content, dict):
        content = next((each for each in content.values() if isinstance(each, list)), None)
    if not isinstance(content, list) or not all(isinstance(each, dict) for each in content) or not content:
        raise Refused(str(NOT_A_TABLE))
    columns = columns_of(list(dict.fromkeys(str(key) for each in content for key in each)))
    records = [[cell_in(each.get(column)) for column in columns] for each in content]
    rows = list(rows_of(enumerate(records, start=1), columns))
    return Table(name, columns, rows, hashlib.sha256(raw).hexdigest())


def no_constant(word: str) -> None:
    raise ValueError(word)


def cell_in(value: Any) -> str:
    """One plain value of JSON as a cell."""
    if value is None:
        return ""
    plain = value if isinstance(value, list) else [value]
    if not all(isinstance(each, str | int | float | bool) for each in plain):
        raise Refused(str(NOT_A_TABLE))
    return str(cell_of(value))


def language(cell: str) -> str:
    for code, its_name in LANGUAGES:
        if fold(cell) in {code, fold(its_name)}:
            return code
    raise Refused(_("Write a language by its letters, such as fa."))


def importer_of(call: Call, at: datetime) -> Importer:
    """How a row becomes an entry of this call, by the services that its entrants use."""
    entering = Entering(call, list(call.questions.standing().order_by("position", "pk")), at)
    return Importer(
        name="submissions",
        label=gettext_lazy("entries of a call"),
        columns=(*HEAD_COLUMNS, *entering.columns),
        key=("city", "title"),
        find=entering.find,
        create=entering.create,
        change=entering.change,
        rows=lambda _user: (),
    )


HEAD_COLUMNS = (
    Column("city", gettext_lazy("city"), party, is_required=True),
    Column("title", gettext_lazy("title"), is_required=True),
    Column("language", gettext_lazy("language"), language, is_required=True),
    Column("framework", gettext_lazy("framework")),
)


@dataclass(frozen=True)
class Entering:
    """Rows entering one call at one moment."""

    call: Call
    questions: list[Question]
    at: datetime

    @property
    def columns(self) -> list[Column]:
        return [Column(question.slug, question.names, reader_of(question)) for question in self.questions]

    def find(self, values: Values) -> Submission | None:
        """The entry of the same city and title that was not withdrawn."""
        standing = self.call.submissions.exclude(state=Submission.State.WITHDRAWN).filter(party=values["city"])
        return next((each for each in standing if fold(each.title) == fold(values["title"])), None)

    def create(self, values: Values, by: User) -> Submission:
        fields = {name: values[name] for name in ("title", "language", "framework") if name in values}
        entry = begin_submission(call=self.call, party=values["city"], by=by, at=self.at, **fields)
        self.change(entry, values, by)
        return entry

    def change(self, entry: Submission, values: Values, by: User) -> bool:
        """Save the answers that differ; whether any did."""
        standing = {answer.question_id: answer for answer in entry.answers.all()}
        is_changed = False
        for question in self.questions:
            before = standing.get(question.pk)
            if question.slug not in values or (before is not None and before.value == values[question.slug]):
                continue
            fields = {"value": values[question.slug], "version": before.version if before else 0}
            save_answer(submission=entry, question=question, by=by, at=self.at, **fields)
            is_changed = True
        return is_changed
