"""Entries of a call brought in from a table, and taken out as one."""

from .leaving import columns_of, rows_of
from .tables import importer_of, read
from .trying import carry_out, tried

__all__ = ["carry_out", "columns_of", "importer_of", "read", "rows_of", "tried"]
