"""What hangs from a thing, as small tables on its page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.functional import Promise

from hamshahr.kernel.office.shown import shown


@dataclass
class Section:
    """A table on the page of a thing: its title, its headings, and its rows; a row may lead to a thing of its own."""

    title: str | Promise
    headings: Sequence[str | Promise]
    rows: list["Line"] = field(default_factory=list)

    def add(self, *cells: Any, thing: models.Model | None = None, state: str = "") -> None:
        """One row; its first cell leads to ``thing``."""
        from .registers import address_of  # noqa: PLC0415  a register holds sections, and a section asks for registers

        self.rows.append(Line([shown(cell) for cell in cells], address_of(thing) if thing is not None else "", state))

    def add_all(self, rows: Iterable[tuple]) -> "Section":
        for row in rows:
            self.add(*row)
        return self


@dataclass
class Line:
    cells: list[Any]
    address: str = ""
    state: str = ""
