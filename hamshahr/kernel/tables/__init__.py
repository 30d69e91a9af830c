"""Tables that people bring, as CSV or XLSX: read within limits, raising nothing but ``Refused``."""

from .cells import one_of, partial_date, real_number, text, whole_number, yes_or_no
from .importers import IMPORTERS, CellRefused, Column, Importer, Values, register
from .reading import read_table
from .table import Row, Table

__all__ = [
    "IMPORTERS",
    "CellRefused",
    "Column",
    "Importer",
    "Row",
    "Table",
    "Values",
    "one_of",
    "partial_date",
    "read_table",
    "real_number",
    "register",
    "text",
    "whole_number",
    "yes_or_no",
]
