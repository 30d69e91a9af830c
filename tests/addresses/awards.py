"""The addresses of outcomes and honours."""

from hamshahr.awards.models import Honour
from hamshahr.awards.tests.builders import released

from . import ANYBODY, TO_SIGN_IN

OWN = (200, 404, 200, 404, 404, 404, TO_SIGN_IN)
TABLE = {
    "awards:index": ((), ANYBODY),
    "awards:export": (("csv",), ANYBODY),
    "awards:honour": (("honour",), ANYBODY),
    "awards:plaque": (("honour",), ANYBODY),
    "awards:entry": (("honoured entry",), OWN),
    "awards:result": (("award-2026",), ANYBODY),
}


def things(world, _made):
    """A released award in which Mashhad has won."""
    call = released(world).call
    return {"honour": Honour.objects.get().key, "honoured entry": call.submissions.get(number=1).key}
