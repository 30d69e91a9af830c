"""Outcomes and honours join the office."""

from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup

from hamshahr.accounts.office.verbs import also_called

from .office.registers import HonourRegister, LevelRegister, OutcomeRegister, ReleaseRegister

also_called(
    {
        "level.named": gettext_lazy("level named"),
        "outcome.prepared": gettext_lazy("outcome prepared"),
        "release.planned": gettext_lazy("hour of the release set"),
        "release.letters_reviewed": gettext_lazy("letters looked through"),
        "release.applied": gettext_lazy("outcomes released"),
        "outcome.released": gettext_lazy("outcomes released"),
        "award.submitted": gettext_lazy("submitted entry entered into the record"),
        "honour.conferred": gettext_lazy("honour conferred"),
        "practice.taken_back": gettext_lazy("case taken out of the exchange with the leave"),
        "practice.published_again": gettext_lazy("case published again"),
        "honour.prize_set": gettext_lazy("prize set"),
        "honour.accepted": gettext_lazy("honour accepted"),
        "honour.paid": gettext_lazy("prize paid"),
        "honour.revoked": gettext_lazy("honour revoked"),
    }
)


class OutcomesGroup(ViewSetGroup):
    menu_label = gettext_lazy("Outcomes")
    menu_name = "outcomes"
    menu_icon = "pick"
    menu_order = 436
    items = (OutcomeRegister, ReleaseRegister, HonourRegister, LevelRegister)


@hooks.register("register_admin_viewset")
def outcomes():
    return OutcomesGroup()
