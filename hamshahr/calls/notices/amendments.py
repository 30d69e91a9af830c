"""The letter that a call was amended."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.bodies.notices import tell
from hamshahr.kernel.digits import localise
from hamshahr.kernel.languages import comma, say
from hamshahr.letters.models import Letter

from ..models import CallVersion
from ..queries.versions import Difference, differences
from .readers import who_began


def call_amended(version: CallVersion) -> list[Letter]:
    """Tell everybody who began an entry what changed, in their language, and where both versions are read."""
    call = version.call
    older = call.versions.filter(number__lt=version.number).order_by("-number").first()

    def words() -> tuple[str, list[str]]:
        named = {"call": say(call.names), "number": localise(version.number)}
        subject = _("%(call)s: the call was changed") % named
        lead = _("The call in which you began an entry stands in version %(number)s from now on.") % named
        places = dict.fromkeys(place_of(one) for one in differences(older, version)) if older else {}
        changed = _("Changed: %(places)s") % {"places": comma().join(places)}
        address = settings.ADDRESS + reverse("calls:version", args=[call.slug, version.number])
        return subject, [lead, say(version.changes), changed, _("What was changed, word by word:"), address]

    on = timezone.localdate(version.published_at)
    return tell(who_began(call, on), kind="call.amended", key=f"call:{call.pk}:version:{version.number}", words=words)


def place_of(difference: Difference) -> str:
    return f"{difference.place} ({difference.label})" if difference.place else difference.label
