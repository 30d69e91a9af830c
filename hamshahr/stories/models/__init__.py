from .pages import FormerAddress, Newsroom, Page, PlainPage, Story
from .telling import Category, ClaimMark, Correction, Filing, Mention, Origin, Step

__all__ = [
    "Category",
    "ClaimMark",
    "Correction",
    "Filing",
    "FormerAddress",
    "Mention",
    "Newsroom",
    "Origin",
    "Page",
    "PlainPage",
    "Step",
    "Story",
]
