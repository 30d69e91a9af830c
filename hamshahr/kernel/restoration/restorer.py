"""Restoration of a field: letters first, then the field's verdict, then its words."""

from dataclasses import dataclass, field

from hamshahr.kernel.restoration import edits
from hamshahr.kernel.restoration.characters import tidy
from hamshahr.kernel.restoration.edits import Change
from hamshahr.kernel.restoration.evidence import Verdict, weigh
from hamshahr.kernel.restoration.reader import Doubt, FieldReader
from hamshahr.kernel.restoration.table import WordTable, word_table
from hamshahr.kernel.restoration.words import runs


@dataclass(frozen=True)
class Restoration:
    """A restored text, every change that led to it, and the words an editor should look at."""

    text: str
    changes: list[Change] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    field: str = ""

    @property
    def source(self) -> str:
        """The text as it came."""
        return edits.undo(self.text, self.changes)


def restore(text: str, *, document: bool = False, field: str = "") -> Restoration:
    """Restore a text, line by line, or with ``document`` as one field that came by one way.

    ``field`` names where the text stood (title, lead, body); evidence never passes from one field to another.
    """
    parts = [text] if document else text.splitlines(keepends=True)
    table = word_table()
    changes: list[Change] = []
    doubts: list[Doubt] = []
    restored, offset = [], 0
    for part in parts:
        outcome = _restore_field(part, table)
        restored.append(outcome.text)
        changes += [_moved(change, offset) for change in outcome.changes]
        doubts += [doubt.moved(offset) for doubt in outcome.doubts]
        offset += len(part)
    return Restoration("".join(restored), changes, doubts, field)


def restore_lines(lines: list[str]) -> list[Restoration]:
    """Restore lines, each a field of its own."""
    return [restore(line) for line in lines]


def verdict_on(text: str) -> Verdict:
    """Whether the source of this field dropped its joined lam-alefs."""
    table = word_table()
    return weigh(runs(edits.apply(text, tidy(text, table.joins))), table)


def _restore_field(text: str, table: WordTable) -> Restoration:
    first = tidy(text, table.joins)
    tidied = edits.apply(text, first)
    words = list(runs(tidied))
    reader = FieldReader(table, weigh(words, table))
    second = reader.read(words)
    changes = edits.compose(text, first, second)
    doubts = [doubt.before(first) for doubt in reader.doubts]
    return Restoration(edits.apply(text, changes), changes, doubts)


def _moved(change: Change, offset: int) -> Change:
    return Change(change.offset + offset, change.before, change.after, change.reason, change.confidence)
