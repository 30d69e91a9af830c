"""What this room tells the rooms below it: its sealed papers, the letters it looks at last, its links."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from hamshahr.accounts.models import User
from hamshahr.calls.further import lead_from_calls
from hamshahr.calls.models import Call
from hamshahr.kernel.languages import say
from hamshahr.letters.services import look_before_sending
from hamshahr.seals import kinds
from hamshahr.seals.saying import as_named

from . import public_letters
from .pages import lead_to_vote
from .services.deliberating import KIND


def told_of_deliberation(said: Mapping[str, str], thing_key: str, user: User) -> dict[str, str]:
    """The call and its body by their names in the language of the reader."""
    calls = Call.objects.visible_to(user).filter(stages__panel__deliberation__key=thing_key.rpartition(":")[2])
    call = calls.select_related("body").first()
    return {} if call is None else {"call": as_named(said["call"], call.names), "issuer": say(call.body.names)}


def join() -> None:
    """Called once, when the house is set up."""
    fields = {
        "call": _("call"),
        "issuer": _("issued by"),
        "entries": _("entries deliberated"),
        "going_on": _("entries that go on"),
    }
    kinds.register(KIND, _("record of a deliberation"), fields, told=told_of_deliberation)
    lead_from_calls(lead_to_vote)
    look_before_sending(public_letters.KIND, public_letters.look)
