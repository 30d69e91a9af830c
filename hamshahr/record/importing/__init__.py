"""Bringing tables in: tried first, then carried out row by row, and taken up again where a run was stopped."""

from . import claims
from .registry import importer_named, importers
from .reports import report_on
from .runs import carry_out, prepare, preview

__all__ = ["carry_out", "claims", "importer_named", "importers", "prepare", "preview", "report_on"]
