"""Rolls join the office; gatherings get the act that computes theirs."""

from django.utils.translation import gettext_lazy
from wagtail import hooks

from hamshahr.accounts.office import also_act, also_show
from hamshahr.accounts.office.verbs import also_called
from hamshahr.gatherings.models import Gathering

from .office import COMPUTE, RollRegister, rolls_of

also_called({"roll.computed": gettext_lazy("roll computed"), "roll.frozen": gettext_lazy("roll frozen")})
also_act(Gathering, COMPUTE)
also_show(Gathering, rolls_of)


@hooks.register("register_admin_viewset")
def rolls():
    return RollRegister()
