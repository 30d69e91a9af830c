"""Proxies in the office: their register, and the acts of those who keep the roll."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column

from hamshahr.accounts.office import Register, Section, address_of
from hamshahr.bodies.office.registers import OfBodies
from hamshahr.kernel.office import fields
from hamshahr.kernel.office.acts import Act, ActForm
from hamshahr.parties.models import Party
from hamshahr.parties.office.search import found_parties

from .. import rules, services
from ..models import Proxy


class LendForm(ActForm):
    giver = fields.thing(Party, gettext_lazy("Who lends the voice"))
    holder = fields.thing(Party, gettext_lazy("Who holds it"))
    letter = fields.line(
        gettext_lazy("Written proxy"),
        required=True,
        help_text=gettext_lazy("Number and day of the signed letter, and who signed it."),
    )


class WithdrawForm(ActForm):
    reason = fields.line(gettext_lazy("Reason"), required=True)


class ArrivedForm(ActForm):
    on = fields.day(gettext_lazy("Came on"))
    reason = fields.line(gettext_lazy("Reason"))
    field_order = ["on", "reason"]

    def prepare(self):
        self.fields["on"].initial = timezone.localdate()

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return on


def to_proxy(_gathering, proxy):
    return address_of(proxy)


def of_closed(proxy):
    """Why nothing can be done with this proxy any more."""
    return rules.obstacle_to_close(proxy, on=max(proxy.given_on, timezone.localdate()))


def may_keep(user, proxy):
    return rules.may_keep_proxies(user, proxy.gathering)


LEND = Act(
    name="lend",
    label=gettext_lazy("enter a proxy"),
    form=LendForm,
    may=rules.may_keep_proxies,
    applies=lambda gathering: gathering.body is not None and not rules.is_over(gathering, timezone.localdate()),
    do=lambda gathering, by, **typed: services.lend_proxy(gathering=gathering, on=timezone.localdate(), by=by, **typed),
    explanation=gettext_lazy("For a city that sends its signed letter on paper; both sides see it on their desk."),
    done=gettext_lazy("The proxy was entered."),
    to=to_proxy,
)
WITHDRAW = Act(
    name="withdraw",
    label=gettext_lazy("withdraw for the giver"),
    form=WithdrawForm,
    may=may_keep,
    obstacle=lambda proxy: rules.obstacle_to_withdraw(proxy, on=timezone.localdate()),
    do=lambda proxy, by, **typed: services.withdraw_proxy(proxy=proxy, on=timezone.localdate(), by=by, **typed),
    done=gettext_lazy("The proxy was withdrawn."),
)
ARRIVED = Act(
    name="arrived",
    label=gettext_lazy("the giver came"),
    form=ArrivedForm,
    may=may_keep,
    obstacle=of_closed,
    do=lambda proxy, by, **typed: services.void_proxy(proxy=proxy, closing=Proxy.Closing.ARRIVED, by=by, **typed),
    explanation=gettext_lazy("Whoever comes speaks for itself: the proxy is void from that day on."),
    done=gettext_lazy("The proxy is void."),
)


def word_of(proxy):
    """What a proxy is today."""
    state = rules.state_of_proxy(proxy, timezone.localdate())
    return _("pending") if state == rules.PENDING else Proxy.Closing(state).label


class StateOfProxy(Column):
    def get_value(self, proxy):
        return word_of(proxy)


class ProxyRegister(OfBodies, Register):
    model = Proxy
    path = "gathering__body"
    name = "office_proxies"
    url_prefix = "proxies"
    icon = "mail"
    menu_label = gettext_lazy("Proxies")
    menu_name = "proxies"
    menu_order = 410
    add_to_admin_menu = True
    list_display = ("giver", "holder", "gathering", "given_on", StateOfProxy("state", label=gettext_lazy("State")))
    list_filter = {"gathering": ["exact"], "closing": ["exact"], "closed_on": ["isnull"]}
    acts = (ARRIVED, WITHDRAW)

    def listed(self, user):
        return self.kept(user).select_related("giver", "holder", "gathering")

    @property
    def search(self):
        return lambda rows, words: (
            rows.filter(giver__in=found_parties(words)) | rows.filter(holder__in=found_parties(words))
        )

    def remarks(self, thing):
        return [_("The proxy today: %(state)s.") % {"state": word_of(thing)}]


def proxies_of(gathering, user):
    """On the page of a gathering: whose voice is lent to whom."""
    section = Section(_("Proxies"), (_("who lends the voice"), _("who holds it"), _("lent on"), _("state")))
    for row in gathering.proxies.select_related("giver", "holder", "gathering"):
        section.add(row.giver, row.holder, row.given_on, word_of(row), thing=row)
    return section
