"""Acts in the words of the reader; the rooms above add their own, and a verb without words shows as it is stored."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, str | Promise] = {
    "thing.described": _("described"),
    "thing.hidden": _("taken from the public"),
    "translation.confirmed": _("translation confirmed"),
    "language.bound": _("authentic language set"),
    "user.added": _("account made"),
    "user.described": _("account changed"),
    "invitation.sent": _("invitation sent"),
    "invitation.written": _("invitation written"),
    "invitation.withdrawn": _("invitation withdrawn"),
    "invitation.accepted": _("invitation accepted"),
    "staff_duty.began": _("duty in the secretariat begun"),
    "staff_duty.started": _("duty in the secretariat begun"),
    "staff_duty.ended": _("duty in the secretariat ended"),
}


def also_called(words: dict[str, str | Promise]) -> None:
    """The words of a room for its own acts; called from its hooks."""
    WORDS.update(words)


def words_for(verb: str) -> str:
    return str(WORDS.get(verb, verb))
