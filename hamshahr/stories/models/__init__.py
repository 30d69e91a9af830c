from .imports import ImportedPage, StoryImport
from .indexed import IndexedStory
from .newsletters import Bounce, Delivery, Issue, OptIn, Subscriber, SubscriberStep, Telling
from .pages import FormerAddress, Newsroom, Page, PlainPage, Story
from .telling import Category, ClaimMark, Correction, Filing, Mention, Origin, Step

__all__ = [
    "Bounce",
    "Category",
    "ClaimMark",
    "Correction",
    "Delivery",
    "Filing",
    "FormerAddress",
    "ImportedPage",
    "IndexedStory",
    "Issue",
    "Mention",
    "Newsroom",
    "OptIn",
    "Origin",
    "Page",
    "PlainPage",
    "Step",
    "Story",
    "StoryImport",
    "Subscriber",
    "SubscriberStep",
    "Telling",
]
