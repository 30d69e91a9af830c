"""The registers of bodies join the office; parties get what bodies give them."""

from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSetGroup

from hamshahr.accounts.office import also_act, also_show
from hamshahr.accounts.office.verbs import also_called
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


also_called(
    {
        "body.founded": gettext_lazy("body founded"),
        "body.dissolved": gettext_lazy("body dissolved"),
        "office.founded": gettext_lazy("office founded"),
        "decision.numbered": gettext_lazy("decision given its number"),
        "decision.recorded": gettext_lazy("decision recorded"),
        "hosting.began": gettext_lazy("hosting begun"),
        "hosting.ended": gettext_lazy("hosting ended"),
        "local_office.taken": gettext_lazy("local office taken"),
        "local_office.ended": gettext_lazy("local office ended"),
        "mandate.granted": gettext_lazy("mandate granted"),
        "mandate.ended": gettext_lazy("mandate ended"),
        "mandate.reopened": gettext_lazy("end of the mandate taken back"),
        "membership.joined": gettext_lazy("became a member"),
        "membership.left": gettext_lazy("left"),
        "membership.moved": gettext_lazy("step of the membership"),
        "membership.admitted": gettext_lazy("admitted"),
        "membership.suspended": gettext_lazy("suspended"),
        "membership.resumed": gettext_lazy("suspension lifted"),
        "membership.excluded": gettext_lazy("excluded"),
        "step.taken": gettext_lazy("step taken"),
        "seat.left": gettext_lazy("left the seat"),
        "seat.proposed": gettext_lazy("successor proposed"),
        "seat.filled": gettext_lazy("seat filled"),
        "seat.flagged": gettext_lazy("seat put in question"),
        "seat.cleared": gettext_lazy("decided on the seat"),
        "statute.adopted": gettext_lazy("statutes adopted"),
        "statute.ended": gettext_lazy("statutes replaced by a later version"),
        "rule.adopted": gettext_lazy("rule adopted"),
    }
)
also_show(Body, statutes.statutes_of)
also_act(Party, acts.TAKE_LOCAL_OFFICE)
also_show(Party, seats.memberships_of, seats.mandates_of, seats.local_offices_of)


@hooks.register("register_admin_viewset")
def bodies():
    return BodiesGroup()
