"""The letters of proxies: who holds a voice learns of it, and both sides learn when it falls."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.bodies.notices import tell
from hamshahr.kernel.calendars import format_day
from hamshahr.kernel.languages import say
from hamshahr.letters.models import Letter
from hamshahr.parties.models import Liaison, Party

from ..models import Proxy


def readers(parties: Iterable[Party], on: date) -> list[User]:
    """Who has the votes of these parties that day, and their contacts."""
    duty = Q(duty=Liaison.Duty.VOTES) | Q(duty=Liaison.Duty.CONTACT)
    rows = Liaison.objects.on(on).filter(duty, party__in=list(parties))
    return list(User.objects.filter(pk__in=rows.values("user"), is_active=True).order_by("pk"))


def named(proxy: Proxy) -> dict[str, str]:
    gathering = proxy.gathering
    return {
        "giver": say(proxy.giver.names),
        "holder": say(proxy.holder.names),
        "gathering": say(gathering.names),
        "day": gathering.starts_on.show() if gathering.starts_on else "",
        "letter": proxy.letter,
        "reason": proxy.reason,
        "closed": format_day(proxy.closed_on) if proxy.closed_on else "",
    }


def address_of(party: Party) -> str:
    return settings.ADDRESS + reverse("proxies:index", args=[party.slug])


def proxy_lent(proxy: Proxy) -> list[Letter]:
    """Tell those who hold a voice now."""

    def words() -> tuple[str, list[str]]:
        subject = _("%(giver)s lends you its voice") % named(proxy)
        opening = _("%(giver)s lends %(holder)s its voice for one gathering: %(gathering)s, %(day)s.") % named(proxy)
        written = _("Written proxy: %(letter)s.") % named(proxy)
        return subject, [opening, written, address_of(proxy.holder)]

    to = readers([proxy.holder], proxy.given_on)
    return tell(to, kind="proxy.lent", key=f"proxy:{proxy.pk}:lent", words=words)


def proxy_withdrawn(proxy: Proxy) -> list[Letter]:
    """Tell those who held a voice that it was taken back."""

    def words() -> tuple[str, list[str]]:
        subject = _("%(giver)s takes its voice back") % named(proxy)
        opening = _("%(giver)s has taken its voice back for: %(gathering)s, %(day)s.") % named(proxy)
        return subject, [opening, *reasons(proxy), address_of(proxy.holder)]

    to = readers([proxy.holder], proxy.closed_on)
    return tell(to, kind="proxy.withdrawn", key=f"proxy:{proxy.pk}:closed", words=words)


def proxy_void(proxy: Proxy) -> list[Letter]:
    """Tell both sides that a voice is lent no longer, and why."""
    letters = []
    for party in (proxy.giver, proxy.holder):
        to = readers([party], proxy.closed_on)
        key = f"proxy:{proxy.pk}:closed:{party.pk}"
        letters += tell(to, kind="proxy.void", key=key, words=lambda party=party: void_words(proxy, party))
    return letters


def void_words(proxy: Proxy, party: Party) -> tuple[str, list[str]]:
    """What both sides read; each gets the address of its own list."""
    subject = _("The voice of %(giver)s is lent to %(holder)s no longer") % named(proxy)
    opening = _("For this gathering %(holder)s no longer holds the voice of %(giver)s: %(gathering)s, %(day)s.")
    return subject, [opening % named(proxy), cause_of(proxy), *reasons(proxy), address_of(party)]


def cause_of(proxy: Proxy) -> str:
    """Why it is void, in a sentence."""
    if proxy.closing == Proxy.Closing.ARRIVED:
        return _("%(giver)s came itself (%(closed)s) and speaks for itself.") % named(proxy)
    return _("The seat or membership that gave %(giver)s its voice was lost or put in question on %(closed)s.") % named(
        proxy
    )


def reasons(proxy: Proxy) -> list[str]:
    return [_("Reason: %(reason)s") % named(proxy)] if proxy.reason else []
