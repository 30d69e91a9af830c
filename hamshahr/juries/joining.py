"""What this room tells the rooms below it: its sealed papers, the letters it looks at last, its links."""

from django.utils.translation import gettext_lazy as _

from hamshahr.calls.further import lead_from_calls
from hamshahr.letters.services import look_before_sending
from hamshahr.seals import kinds

from . import public_letters
from .pages import lead_to_vote
from .services.deliberating import KIND


def join() -> None:
    """Called once, when the house is set up."""
    fields = {"call": _("call"), "entries": _("entries deliberated"), "going_on": _("entries that go on")}
    kinds.register(KIND, _("record of a deliberation"), fields)
    lead_from_calls(lead_to_vote)
    look_before_sending(public_letters.KIND, public_letters.look)
