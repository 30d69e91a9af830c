"""``hamshahr restore-text``: damaged lines in, restored lines out, with a report of every change."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TextIO

from hamshahr.kernel.restoration.restorer import Restoration, restore


def run(document: bool, report: Path | None, source: TextIO, target: TextIO) -> None:
    """Restore ``source`` into ``target``; with ``document`` the whole input is judged as one field.

    The report has one JSON object a line: a change with its line, or a word in doubt. Offsets count letters of
    the source from the start of the line, or of the whole input with ``document``.
    """
    entries: list[dict] = []
    if document:
        outcome = restore(source.read(), document=True)
        target.write(outcome.text)
        entries += _entries(outcome, line=None)
    else:
        for number, line in enumerate(source, start=1):
            outcome = restore(line)
            target.write(outcome.text)
            entries += _entries(outcome, line=number)
    if report is not None:
        report.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in entries), encoding="utf-8")


def _entries(outcome: Restoration, line: int | None) -> Iterator[dict]:
    place = {} if line is None else {"line": line}
    for change in outcome.changes:
        yield {"kind": "change", **place, **asdict(change)}
    for doubt in outcome.doubts:
        yield {"kind": "doubt", **place, **asdict(doubt)}
