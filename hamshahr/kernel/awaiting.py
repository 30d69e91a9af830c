"""One line of a desk: what awaits a party, in whichever room it arises."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Awaited:
    """What awaits a party: until when, whose duty it is, and what happens if it is missed.

    ``kind`` is a word for the machine (``seat.expiring``), ``owner_duty`` the liaison duty that owns it, ``address``
    the page where it is done; ``title`` and ``consequence`` are sentences for the reader.
    """

    kind: str
    title: str
    due_on: date | None
    owner_duty: str
    consequence: str
    address: str
