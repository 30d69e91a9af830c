"""Proxies join the office; gatherings get what decisions give them."""

from django.utils.translation import gettext_lazy
from wagtail import hooks

from hamshahr.accounts.office import also_act, also_show
from hamshahr.accounts.office.verbs import also_called
from hamshahr.bodies.office import worked
from hamshahr.gatherings.models import Gathering

from .office.proxies import LEND, ProxyRegister, proxies_of
from .office.worked import work_out

also_called(
    {
        "proxy.lent": gettext_lazy("voice lent"),
        "proxy.withdrawn": gettext_lazy("voice taken back"),
        "proxy.closed": gettext_lazy("proxy closed"),
    }
)
worked.register(work_out)
also_act(Gathering, LEND)
also_show(Gathering, proxies_of)


@hooks.register("register_admin_viewset")
def proxies():
    return ProxyRegister()
