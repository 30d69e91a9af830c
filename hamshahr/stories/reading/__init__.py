"""The reading half of the importer: pages of other desks, damaged as they are, read into fields with a way back."""

from .bundles import Bundle, open_bundle, read_page
from .fields import FieldRead
from .links import Link
from .moments import Moment
from .pages import Block, Correction, PageRead, Picture, Timings, Unread, block_of, digest_of

__all__ = [
    "Block",
    "Bundle",
    "Correction",
    "FieldRead",
    "Link",
    "Moment",
    "PageRead",
    "Picture",
    "Timings",
    "Unread",
    "block_of",
    "digest_of",
    "open_bundle",
    "read_page",
]
