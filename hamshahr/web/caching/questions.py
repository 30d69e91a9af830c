"""What a page asks the store while it is made: discovered, not declared, so that no view can forget to say."""

from datetime import datetime
from typing import Any

from django.db import connection

from .clock import HOURS, asks_the_hour
from .marks import Mark, tables_in

READING = ("SELECT", "WITH")


class Questions:
    """Listens to every statement of one request."""

    def __init__(self, begun: datetime) -> None:
        self.begun = begun
        self.asked: set[str] = set()
        self.asked_of_the_hour: set[str] = set()
        self.only_reads = True

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.asked.add(sql)
        if many or connection.in_atomic_block or not sql.lstrip("( \n").upper().startswith(READING):
            self.only_reads = False
        if asks_the_hour(sql, params, self.begun):
            self.asked_of_the_hour.add(sql)
        return execute(sql, params, many, context)

    @property
    def tables(self) -> set[str]:
        return {table for sql in self.asked for table in tables_in(sql)}

    @property
    def knows_its_hours(self) -> bool:
        """Whether each question with the present moment in it is about rows whose next moment is known."""
        return not any(HOURS.keys().isdisjoint(tables_in(sql)) for sql in self.asked_of_the_hour)

    def marks_among(self, standing: list[Mark]) -> list[Mark] | None:
        """The marks of the tables that were read, as they stood before; None where the page cannot be kept."""
        tables = self.tables
        marks = [mark for mark in standing if mark[0] in tables]
        is_known = tables and tables == {place for place, _mark in marks}
        return marks if is_known and self.only_reads and self.knows_its_hours else None
