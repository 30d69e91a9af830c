"""The queries over seats, memberships and bodies by which claims are proven."""

from .foundings import BUILDERS as FOUNDINGS
from .seats import BUILDERS as SEATS

BUILDERS = [*SEATS, *FOUNDINGS]
__all__ = ["BUILDERS"]
