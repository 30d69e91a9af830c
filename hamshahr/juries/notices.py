"""The letters of this room ask to judge and to deliberate. No letter tells of a score, a comment or a conflict."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from hamshahr.bodies.notices import tell
from hamshahr.kernel.languages import say
from hamshahr.letters.models import Letter

from .models import Conflict, Deliberation, Juror


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


def deliberation_opened(deliberation: Deliberation) -> list[Letter]:
    """Ask the members of the jury to deliberate; who is kept from every open entry is not asked."""
    call = deliberation.panel.stage.call

    def words() -> tuple[str, list[str]]:
        subject = _("The jury deliberates: %(call)s") % {"call": say(call.names)}
        lead = _("The scores do not settle every entry. Give each that is open a second score and your last vote:")
        address = settings.ADDRESS + reverse("juries:deliberation", args=[deliberation.key])
        quiet = _("What you read there is for the jury alone.")
        return subject, [lead, address, quiet]

    asked = [juror.user for juror in voters_of(deliberation)]
    return tell(asked, kind="deliberation.opened", key=f"deliberation:{deliberation.key}:opened", words=words)


def voters_of(deliberation: Deliberation) -> list[Juror]:
    """The members of the jury who may vote on one of the open entries at least."""
    entries = set(deliberation.entries.values_list("submission", flat=True))
    kept: dict[int, set[int]] = {}
    standing = Conflict.objects.standing().filter(juror__panel=deliberation.panel_id, submission__in=entries)
    for juror, entry in standing.values_list("juror", "submission"):
        kept.setdefault(juror, set()).add(entry)
    rows = deliberation.panel.jurors.judging().select_related("user").order_by("pk")
    return [juror for juror in rows if entries - kept.get(juror.pk, set())]
