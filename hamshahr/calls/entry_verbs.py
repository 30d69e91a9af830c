"""What the acts on entries are called in the log."""

from django.utils.translation import gettext_lazy as _

ENTRY_VERBS = {
    "submission.begun": _("entry begun"),
    "submission.described": _("entry described"),
    "submission.handed_in": _("entry handed in"),
    "submission.submitted": _("entry submitted"),
    "submission.waits": _("entry waits again"),
    "submission.taken_back": _("entry taken back"),
    "submission.withdrawn": _("entry withdrawn"),
    "submission.endorsed": _("entry endorsed"),
    "endorsement.withdrawn": _("endorsement taken back"),
    "author.added": _("author added"),
    "author.ended": _("author writes no longer"),
    "partner.invited": _("partner asked"),
    "partner.accepted": _("partner accepted"),
    "partner.declined": _("partner declined"),
    "partner.released": _("partner no longer asked"),
    "attachment.brought": _("file brought"),
    "attachment.removed": _("file taken out"),
    "guidance.asked": _("guidance asked for"),
    "guidance.given": _("guidance given"),
}
