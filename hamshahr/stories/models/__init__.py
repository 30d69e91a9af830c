from .imports import ImportedPage, StoryImport
from .pages import FormerAddress, Newsroom, Page, PlainPage, Story
from .telling import Category, ClaimMark, Correction, Filing, Mention, Origin, Step

__all__ = [
    "Category",
    "ClaimMark",
    "Correction",
    "Filing",
    "FormerAddress",
    "ImportedPage",
    "Mention",
    "Newsroom",
    "Origin",
    "Page",
    "PlainPage",
    "Step",
    "Story",
    "StoryImport",
]
