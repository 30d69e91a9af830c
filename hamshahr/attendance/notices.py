"""The letters of this room: a person is told for whom and where they are sent."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from hamshahr.bodies.notices import tell
from hamshahr.kernel.digits import localise
from hamshahr.kernel.languages import say
from hamshahr.letters.models import Letter

from .models import Delegate


def delegate_named(delegate: Delegate) -> list[Letter]:
    """Tell somebody with an account, once, that a city sends them."""
    if delegate.user is None:
        return []

    def words() -> tuple[str, list[str]]:
        said = {
            "city": say(delegate.party.names),
            "meeting": say(delegate.gathering.names),
            "number": localise(delegate.number),
            "role": delegate.get_role_display(),
        }
        subject = _("%(city)s sends you to %(meeting)s") % said
        lead = _("You are in the delegation of %(city)s to %(meeting)s: %(role)s, number %(number)s.") % said
        way = _("There you enter that you have arrived, in the room or from afar, and ask for the floor:")
        address = settings.ADDRESS + reverse("attendance:attendance", args=[delegate.gathering.slug])
        return subject, [lead, way, address]

    key = f"delegate:{delegate.badge_code}:named"
    return tell([delegate.user], kind="delegate.named", key=key, words=words)
