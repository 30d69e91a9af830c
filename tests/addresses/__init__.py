"""Which address answers whom: each of the later rooms tells its own, with the things its addresses name."""

import pkgutil
from importlib import import_module

ROLES = ("secretariat", "keeper", "contact", "other contact", "juror", "visitor", "stranger")
ANYBODY = (200,) * 7
TO_SIGN_IN = 302
# secretariat, keeper of one body, contact of Mashhad, contact of Seoul, juror, visitor, stranger
MEMBERS = (200, 200, 200, 200, 200, 200, TO_SIGN_IN)
SECRETARIAT = (200, 403, 403, 403, 403, 403, TO_SIGN_IN)
DESK = (404, 404, 200, 404, 404, 404, TO_SIGN_IN)
DESK_OR_OFFICE = (200, 404, 200, 404, 404, 404, TO_SIGN_IN)
KEPT_OR_OWN = (200, 404, 200, 404, 404, 404, 404)
IN_THE_ROOM = (200, 404, 200, 404, 404, 404, 404)
POSTED = (405, 405, 405, 405, 405, 405, TO_SIGN_IN)
PROVE_AGAIN = (302,) * 7
NO_CODES_YET = (404, 404, 404, 404, 404, 404, TO_SIGN_IN)
VOICE_LETTER = (200, 404, 200, 200, 404, 404, TO_SIGN_IN)
CALLED = (200, 403, 200, 403, 403, 403, TO_SIGN_IN)
GONE = (404,) * 7
LAPSED = (410,) * 7
ONLY_POSTED = (405,) * 7
ELSEWHERE = (302,) * 7


def told_by_rooms():
    """The modules beside this one; each has a TABLE and makes its things."""
    return [import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
