"""The registers of awards join the office."""

from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSetGroup

from hamshahr.accounts.office import also_show
from hamshahr.accounts.office.verbs import also_called
from hamshahr.parties.models import Party

from .entry_verbs import ENTRY_VERBS
from .office.calls import CallRegister, CriterionRegister, QuestionRegister, StageRegister
from .office.entries import EntryRegister, GuidanceRegister, ScreeningRegister
from .office.registers import DistinctionRegister, EditionRegister, distinctions_of


class AwardsGroup(ModelViewSetGroup):
    menu_label = gettext_lazy("Awards")
    menu_name = "awards"
    menu_icon = "pick"
    menu_order = 500
    items = (EditionRegister, DistinctionRegister)


class CallsGroup(ViewSetGroup):
    menu_label = pgettext_lazy("open for entries", "Calls")
    menu_name = "calls"
    menu_icon = "clipboard-list"
    menu_order = 495
    items = (
        *(CallRegister, EntryRegister, ScreeningRegister, GuidanceRegister),
        *(StageRegister, CriterionRegister, QuestionRegister),
    )


also_called(
    {
        "call.drafted": gettext_lazy("call drafted"),
        "call.described": gettext_lazy("draft of a call changed"),
        "call.opened": gettext_lazy("call published"),
        "call.published": gettext_lazy("version of a call published"),
        "call.amended": gettext_lazy("call amended"),
        "call.closed": gettext_lazy("call closed"),
        "stage.added": gettext_lazy("stage added"),
        "stage.changed": gettext_lazy("stage changed"),
        "stage.amended": gettext_lazy("stage amended"),
        "stage.removed": gettext_lazy("stage taken out"),
        "criterion.added": gettext_lazy("criterion added"),
        "criterion.changed": gettext_lazy("criterion changed"),
        "criterion.amended": gettext_lazy("criterion amended"),
        "criterion.removed": gettext_lazy("criterion taken out"),
        "question.added": gettext_lazy("question added"),
        "question.changed": gettext_lazy("question changed"),
        "question.amended": gettext_lazy("question amended"),
        "question.removed": gettext_lazy("question taken out"),
        "author.invited": gettext_lazy("author invited by mail"),
        "author.link_made": gettext_lazy("link of an invitation made"),
        "author.invitation_forgotten": gettext_lazy("address of an invitation removed"),
        "author.invitation_withdrawn": gettext_lazy("invitation of an author taken back"),
        "author.invitation_accepted": gettext_lazy("invitation of an author accepted"),
        "host.sought": gettext_lazy("meeting named that looks for a host"),
        "host.chosen": gettext_lazy("host of a meeting chosen"),
        "gathering.placed": gettext_lazy("place of a meeting entered"),
        "submission.screened": gettext_lazy("entry screened"),
        "submission.copied": gettext_lazy("text for judging made"),
        "screening.appealed": gettext_lazy("appeal made"),
        "screening.appeal_decided": gettext_lazy("appeal decided"),
        "edition.added": gettext_lazy("edition entered"),
        "distinction.added": gettext_lazy("distinction entered"),
        "award.conferred": gettext_lazy("award conferred"),
        "award.shortlisted": gettext_lazy("shortlisted"),
    }
)
also_called(ENTRY_VERBS)
also_show(Party, distinctions_of)


@hooks.register("register_admin_viewset")
def calls():
    return CallsGroup()


@hooks.register("register_admin_viewset")
def awards():
    return AwardsGroup()
