"""The registers of practices join the office."""

from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSetGroup

from hamshahr.accounts.office import also_act, also_show
from hamshahr.accounts.office.verbs import also_called
from hamshahr.comments.office.registers import CLOSE, REOPEN, said_under
from hamshahr.parties.models import Party

from .models import Practice
from .office.registers import GoalRegister, PracticeRegister, TopicRegister, practices_of


class PracticesGroup(ModelViewSetGroup):
    menu_label = gettext_lazy("Practices")
    menu_name = "practices"
    menu_icon = "openquote"
    menu_order = 550
    items = (PracticeRegister, TopicRegister, GoalRegister)


also_called(
    {
        "goal.added": gettext_lazy("goal entered"),
        "topic.added": gettext_lazy("topic entered"),
        "practice.added": gettext_lazy("practice entered"),
        "practice.published": gettext_lazy("practice published"),
    }
)
also_show(Party, practices_of)
also_act(Practice, CLOSE, REOPEN)
also_show(Practice, said_under)


@hooks.register("register_admin_viewset")
def practices():
    return PracticesGroup()
