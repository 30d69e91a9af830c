"""Reading proxies: those a party gave and holds, the gatherings for which it may lend its voice, what awaits it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.gatherings.models import Gathering
from hamshahr.gatherings.voices import DECIDING, voice_of, voices_in
from hamshahr.kernel.awaiting import Awaited
from hamshahr.kernel.languages import reading_language, say
from hamshahr.kernel.text import sort_key
from hamshahr.parties.models import Liaison, Party

from .. import rules
from ..models import Proxy, ProxyPage


@dataclass(frozen=True)
class Lent:
    """A proxy as one side sees it: with whom, and what it is today."""

    proxy: Proxy
    other: Party
    state: str

    @property
    def is_pending(self) -> bool:
        return self.state == rules.PENDING

    @property
    def pages(self) -> list[int]:
        """The numbers of the pages of its letter."""
        return [page.number for page in self.proxy.pages.all()]

    @property
    def word(self) -> str:
        """Its state in words."""
        return _("pending") if self.is_pending else Proxy.Closing(self.state).label


def shown(user: User) -> QuerySet[Proxy]:
    rows = Proxy.objects.visible_to(user).select_related("gathering", "giver", "holder")
    return rows.prefetch_related(Prefetch("pages", ProxyPage.objects.defer("picture")))


def given_by(party: Party, user: User, on: date) -> list[Lent]:
    """The voices a party lent, latest first."""
    return [Lent(row, row.holder, rules.state_of_proxy(row, on)) for row in shown(user).filter(giver=party)]


def held_by(party: Party, user: User, on: date) -> list[Lent]:
    """The voices a party holds or held for others, latest first."""
    return [Lent(row, row.giver, rules.state_of_proxy(row, on)) for row in shown(user).filter(holder=party)]


def coming(party: Party, user: User, on: date) -> list[Gathering]:
    """The gatherings that have not begun in which a party has a voice, soonest first."""
    rows = Gathering.objects.visible_to(user).filter(kind__in=DECIDING, body__isnull=False)
    rows = rows.filter(starts_on__ends_after=on - timedelta(days=1)).select_related("body__parent")
    return [each for each in rows.order_by("starts_on", "slug") if voice_of(party, each) is not None]


def possible_holders(gathering: Gathering, giver: Party) -> list[Party]:
    """The other parties with a voice in a gathering, in the order of the reader's alphabet."""
    grounds = voices_in(gathering.body, gathering.starts_on.first_day).values()
    language = reading_language()
    parties = [ground.party for ground in grounds if ground.party != giver]
    return sorted(parties, key=lambda party: sort_key(say(party.names), language))


def awaiting(party: Party, on: date) -> list[Awaited]:
    """Voices that a party lent to somebody who cannot speak for it any more."""
    rows = Proxy.objects.open().filter(giver=party).select_related("gathering__body__parent", "holder")
    return [each for row in rows if not rules.is_over(row.gathering, on) for each in silent(row, party)]


def silent(proxy: Proxy, party: Party) -> Iterator[Awaited]:
    """That the holder of a proxy has lost its own voice, or lent it on."""
    has_voice = voice_of(proxy.holder, proxy.gathering) is not None
    if has_voice and not proxy.gathering.proxies.open().filter(giver=proxy.holder).exists():
        return
    words = {"holder": say(proxy.holder.names), "gathering": say(proxy.gathering.names)}
    yield Awaited(
        "proxy.silent",
        _("%(holder)s cannot speak for you: %(gathering)s") % words,
        proxy.gathering.starts_on.first_day,
        Liaison.Duty.VOTES,
        _("Your voice does not count there."),
        reverse("proxies:index", args=[party.slug]),
    )
