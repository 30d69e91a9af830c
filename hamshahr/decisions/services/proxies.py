"""Voices lent and taken back; a voice falls with the seat it hangs from, and is spent with its gathering."""

from datetime import date, datetime, timedelta

from django.db import transaction

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.bodies.hanging import Lost
from hamshahr.bodies.models import Mandate
from hamshahr.gatherings.models import Gathering
from hamshahr.gatherings.voices import voice_of
from hamshahr.kernel.drawing import Paper
from hamshahr.kernel.errors import Refused
from hamshahr.meetings.models import Session
from hamshahr.parties.models import Party

from .. import notices, rules
from ..models import Proxy, ProxyPage

Closing = Proxy.Closing


@transaction.atomic
def lend_proxy(
    *,
    gathering: Gathering,
    giver: Party,
    holder: Party,
    letter: str,
    on: date,
    by: User | None,
    paper: Paper | None = None,
) -> Proxy:
    """Lend a party's voice to another for one gathering, with the pages of the signed letter; sent twice, done once."""
    gathering = locked_gathering(gathering)
    fields = {"giver": giver, "holder": holder, "letter": letter.strip(), "given_on": on}
    fields["digest"] = paper.digest if paper else ""
    if same := gathering.proxies.open().filter(**fields).first():
        return same
    lock_ground(gathering, giver)
    obstacle = rules.obstacle_to_lend(gathering, giver, on=on) or rules.obstacle_to_hold(gathering, giver, holder)
    if obstacle:
        raise Refused(obstacle)
    ground = voice_of(giver, gathering)
    hangs = {"mandate": ground} if isinstance(ground, Mandate) else {"membership": ground}
    proxy = Proxy(gathering=gathering, given_by=by, **fields, **hangs)
    proxy.full_clean()
    proxy.save()
    pages = enumerate(paper.pages if paper else (), start=1)
    ProxyPage.objects.bulk_create(ProxyPage(proxy=proxy, number=place, picture=picture) for place, picture in pages)
    log.write("proxy.lent", proxy, by=by, changes=log.difference({}, log.fields_of(proxy)))
    notices.proxy_lent(proxy)
    return proxy


def locked_gathering(gathering: Gathering) -> Gathering:
    """The gathering, which two who lend to one holder cannot pass at once."""
    rows = Gathering.objects.select_for_update(of=["self"])
    return rows.select_related("body__parent").get(pk=gathering.pk)


def lock_ground(gathering: Gathering, giver: Party) -> None:
    """Hold the seat or membership, so that it is not lost between the question and the act."""
    if gathering.body is None or gathering.starts_on is None:
        return
    ground = voice_of(giver, gathering)
    if ground is not None:
        type(ground).objects.select_for_update(of=["self"]).get(pk=ground.pk)


@transaction.atomic
def withdraw_proxy(*, proxy: Proxy, on: date, by: User | None, reason: str = "", at: datetime | None = None) -> Proxy:
    """Take a lent voice back, before its gathering is over."""
    proxy = locked(proxy)
    if obstacle := rules.obstacle_to_withdraw(proxy, on=on):
        raise Refused(obstacle)
    close(proxy, Closing.WITHDRAWN, on=on, by=by, reason=reason, at=at)
    notices.proxy_withdrawn(proxy)
    return proxy


@transaction.atomic
def void_proxy(
    *, proxy: Proxy, closing: str, on: date, by: User | None, reason: str = "", at: datetime | None = None
) -> Proxy:
    """Make a lent voice void: its giver came, or the seat it hangs from was lost."""
    proxy = locked(proxy)
    if obstacle := rules.obstacle_to_close(proxy, on=on):
        raise Refused(obstacle)
    close(proxy, closing, on=on, by=by, reason=reason, at=at)
    notices.proxy_void(proxy)
    return proxy


def locked(proxy: Proxy) -> Proxy:
    rows = Proxy.objects.select_for_update(of=["self"])
    return rows.select_related("gathering__body", "giver", "holder").get(pk=proxy.pk)


def close(proxy: Proxy, closing: str, *, on: date, by: User | None, reason: str, at: datetime | None = None) -> None:
    """Write what became of a proxy, from which minute where that is known, and the act."""
    before = log.fields_of(proxy)
    proxy.closing, proxy.closed_on, proxy.closed_by, proxy.reason = closing, on, by, reason
    proxy.closed_at = at
    proxy.full_clean()
    proxy.save()
    verb = "proxy.withdrawn" if closing == Closing.WITHDRAWN else "proxy.closed"
    log.write(verb, proxy, by=by, reason=reason, changes=log.difference(before, log.fields_of(proxy)))


def arrived(session: Session, party: Party, at: datetime, by: User | None) -> None:
    """Make void what a party lent, from the minute in which the first of its delegates is there."""
    open_ones = Proxy.objects.open().filter(gathering=session.gathering, giver=party)
    for proxy in open_ones.select_related("gathering").order_by("pk"):
        day = max(proxy.given_on, at.astimezone(session.place_zone).date())
        void_proxy(proxy=proxy, closing=Closing.ARRIVED, on=day, by=by, at=at)


def fall(lost: Lost) -> None:
    """Make void what hangs from a lost seat or membership, for the gatherings from that day on.

    What was given after somebody else filled the seat stays; a loss entered late reaches back to its own day.
    """
    hanging = {"mandate": lost.ground} if isinstance(lost.ground, Mandate) else {"membership": lost.ground}
    for proxy in Proxy.objects.open().filter(**hanging).select_related("gathering").order_by("pk"):
        is_earlier = proxy.gathering.starts_on is not None and proxy.gathering.starts_on.last_day < lost.on
        is_of_next = lost.until is not None and lost.until <= proxy.given_on
        if not is_earlier and not is_of_next:
            day = max(proxy.given_on, lost.on)
            void_proxy(proxy=proxy, closing=Closing.LOST, on=day, by=lost.by, reason=lost.reason)


def close_proxies(*, on: date, by: User | None = None) -> list[Proxy]:
    """Close what was lent for gatherings that are over; the calendar asks this every day."""
    begun = Proxy.objects.open().filter(gathering__starts_on__begins_by=on).select_related("gathering")
    return [spend(proxy, by=by) for proxy in begun.order_by("pk") if rules.is_over(proxy.gathering, on)]


@transaction.atomic
def spend(proxy: Proxy, *, by: User | None) -> Proxy:
    """Close one proxy on the day after its gathering."""
    proxy = locked(proxy)
    last = proxy.gathering.ends_on or proxy.gathering.starts_on
    if rules.obstacle_to_close(proxy, on=proxy.given_on) is None:
        on = max(proxy.given_on, last.last_day + timedelta(days=1))
        close(proxy, Closing.HELD, on=on, by=by, reason="")
    return proxy
