"""Proxies, motions, elections and decisions in writing join the office; meetings get what decisions give them."""

from django.utils.translation import gettext_lazy
from wagtail import hooks

from hamshahr.accounts.office import also_act, also_show
from hamshahr.accounts.office.verbs import also_called
from hamshahr.bodies.models import Body
from hamshahr.bodies.office import worked
from hamshahr.gatherings.models import Gathering
from hamshahr.meetings.models import AgendaItem

from .office.motions import (
    ASK,
    BLOCK,
    CALL_ELECTION,
    DOCKET,
    ElectionRegister,
    MotionRegister,
    NominationRegister,
    WrittenRegister,
)
from .office.proxies import LEND, ProxyRegister, proxies_of
from .office.worked import work_out

also_called(
    {
        "proxy.lent": gettext_lazy("voice lent"),
        "proxy.withdrawn": gettext_lazy("voice taken back"),
        "proxy.closed": gettext_lazy("proxy closed"),
        "motion.drafted": gettext_lazy("motion drafted"),
        "motion.written": gettext_lazy("text of a motion written"),
        "motion.translated": gettext_lazy("motion translated"),
        "motion.translation_confirmed": gettext_lazy("translation of a motion confirmed"),
        "motion.amended": gettext_lazy("motion amended"),
        "motion.stepped": gettext_lazy("motion taken a step"),
        "motion.blocked": gettext_lazy("motion put into a block"),
        "motion.taken_out": gettext_lazy("motion taken out of a block"),
        "block.made": gettext_lazy("block of motions made"),
        "docket.begun": gettext_lazy("way of motions begun"),
        "roll.closed": gettext_lazy("roll of a ballot signed"),
        "docket.set": gettext_lazy("way of motions set"),
        "amendment.filed": gettext_lazy("amendment filed"),
        "amendment.withdrawn": gettext_lazy("amendment withdrawn"),
        "amendment.fallen": gettext_lazy("amendment fallen"),
        "amendment.placed": gettext_lazy("amendment given its place in the vote"),
        "amendment.stepped": gettext_lazy("amendment taken a step"),
        "vote.put": gettext_lazy("put to the vote"),
        "vote.decided": gettext_lazy("decided by vote"),
        "election.called": gettext_lazy("election called"),
        "election.listed": gettext_lazy("list of candidates closed"),
        "election.put": gettext_lazy("round of an election opened"),
        "election.counted": gettext_lazy("round of an election counted"),
        "election.seated": gettext_lazy("elected given their seats"),
        "electoral_list.added": gettext_lazy("list of candidates added"),
        "nomination.filed": gettext_lazy("candidature filed"),
        "nomination.supported": gettext_lazy("candidature signed"),
        "nomination.accepted": gettext_lazy("candidature accepted"),
        "nomination.refused": gettext_lazy("candidature refused"),
        "nomination.withdrawn": gettext_lazy("candidature withdrawn"),
        "round.opened": gettext_lazy("round opened"),
        "round.counted": gettext_lazy("round counted"),
        "written.asked": gettext_lazy("decision in writing asked for"),
        "written.sent": gettext_lazy("member asked in writing"),
        "written.answered": gettext_lazy("answered in writing"),
        "written.ended": gettext_lazy("decision in writing ended"),
        "written.laid_before": gettext_lazy("laid before a session"),
    }
)
worked.register(work_out)
also_act(Gathering, LEND)
also_show(Gathering, proxies_of)
also_act(Gathering, DOCKET)
also_act(AgendaItem, BLOCK)
also_act(AgendaItem, CALL_ELECTION)
also_act(Body, ASK)


@hooks.register("register_admin_viewset")
def proxies():
    return ProxyRegister()


@hooks.register("register_admin_viewset")
def motions():
    return MotionRegister()


@hooks.register("register_admin_viewset")
def elections():
    return ElectionRegister()


@hooks.register("register_admin_viewset")
def nominations():
    return NominationRegister()


@hooks.register("register_admin_viewset")
def written():
    return WrittenRegister()
