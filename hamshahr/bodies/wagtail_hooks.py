"""The registers of bodies join the office; parties get what bodies give them."""

from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSetGroup

from hamshahr.accounts.office import also_act, also_show
from hamshahr.parties.models import Party

from .models import Body
from .office import acts, registers, seats, statutes


class BodiesGroup(ModelViewSetGroup):
    menu_label = gettext_lazy("Bodies")
    menu_name = "bodies"
    menu_icon = "group"
    menu_order = 200
    items = (
        *(registers.BodyRegister, seats.OfficeRegister, seats.MandateRegister, registers.MembershipRegister),
        *(registers.HostingRegister, registers.DecisionRegister, statutes.StatuteRegister),
        *(seats.LocalOfficeRegister, seats.SeatFlagRegister),
    )


also_show(Body, statutes.statutes_of)
also_act(Party, acts.TAKE_LOCAL_OFFICE)
also_show(Party, seats.memberships_of, seats.mandates_of, seats.local_offices_of)


@hooks.register("register_admin_viewset")
def bodies():
    return BodiesGroup()
