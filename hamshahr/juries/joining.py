"""What this room tells the rooms below it: the kind of paper it has sealed, and the letters it looks at last."""

from django.utils.translation import gettext_lazy as _

from hamshahr.letters.services import look_before_sending
from hamshahr.seals import kinds

from . import public_letters
from .services.deliberating import KIND


def join() -> None:
    """Called once, when the house is set up."""
    fields = {"call": _("call"), "entries": _("entries deliberated"), "going_on": _("entries that go on")}
    kinds.register(KIND, _("record of a deliberation"), fields)
    look_before_sending(public_letters.KIND, public_letters.look)
