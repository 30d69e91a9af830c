"""The letters of this room: a person is asked to judge. No letter tells of a score, a comment or a conflict."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from hamshahr.bodies.notices import tell
from hamshahr.kernel.languages import say
from hamshahr.letters.models import Letter

from .models import Juror


def juror_invited(juror: Juror) -> list[Letter]:
    """Ask a person to join a jury; the letter leads to the page where the person answers."""

    def words() -> tuple[str, list[str]]:
        call = juror.panel.stage.call
        said = {"call": say(call.names), "body": say(call.body.names)}
        subject = _("Will you judge: %(call)s") % said
        lead = _("%(body)s asks you to join the jury of %(call)s.") % said
        way = _("There you accept or decline, and say which languages you read and how many entries you can take on:")
        address = settings.ADDRESS + reverse("juries:invitation", args=[juror.key])
        quiet = _("Until the result is public, please tell nobody that you are on this jury.")
        return subject, [lead, way, address, quiet]

    return tell([juror.user], kind="juror.invited", key=f"juror:{juror.key}:invited", words=words)
