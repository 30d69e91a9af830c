"""A sealed paper, for the tests of this room and of those above."""

from datetime import UTC, date, datetime

from hamshahr.seals import kinds
from hamshahr.seals.services import seal

DAY, AT = date(2026, 3, 20), datetime(2026, 3, 21, 9, tzinfo=UTC)
TEXT = "گواهی می‌شود که نسرین راد در کارگاه تاب‌آوری شهری شرکت کرد."


def a_seal(world, **fields):
    kinds.register("paper", "paper", {"name": "name"})
    said = {"kind": "paper", "thing_key": "paper:1", "subject": {"name": "نسرین راد"}, "issued_on": DAY}
    return seal(**said | {"content": TEXT, "at": AT, "by": world.sara} | fields)
