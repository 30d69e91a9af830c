"""Who may lend a voice, and what stands in the way of lending one and of taking it back."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hamshahr.accounts.models import User
from hamshahr.bodies.applied import Within
from hamshahr.bodies.models import Rule
from hamshahr.bodies.rules import may_keep_bodies, may_keep_body
from hamshahr.bodies.statute_book import StatuteBook
from hamshahr.gatherings.models import Gathering
from hamshahr.gatherings.voices import DECIDING, voice_of
from hamshahr.kernel.citing import cited
from hamshahr.kernel.digits import localise
from hamshahr.kernel.languages import reading_language, say
from hamshahr.parties.models import Liaison, Party

from ..models import SEEING_DUTIES, Proxy

PENDING = "pending"


def has_duty(user: User, party: Party, duties: tuple[str, ...]) -> bool:
    if not user.is_authenticated or not user.is_active:
        return False
    return user.liaisons.on(timezone.localdate()).filter(party=party, duty__in=duties).exists()


def may_see_proxies(user: User, party: Party) -> bool:
    """Whoever is contact of a party, has its votes, or reads everything at its desk."""
    return has_duty(user, party, SEEING_DUTIES)


def may_lend(user: User, party: Party) -> bool:
    """Whoever has the votes of a party, and its contact."""
    return has_duty(user, party, (Liaison.Duty.CONTACT, Liaison.Duty.VOTES))


def may_keep_proxies(user: User, gathering: Gathering) -> bool:
    """The secretariat, or whoever keeps the body that meets."""
    return may_keep_bodies(user) or (gathering.body is not None and may_keep_body(user, gathering.body))


def obstacle_to_lend(gathering: Gathering, giver: Party, *, on: date) -> str | None:
    """Why a party cannot lend its voice for a gathering that day, to whomever, or None."""
    if gathering.body is None or gathering.kind not in DECIDING:
        return _("Nothing is put to the vote at this gathering.")
    if gathering.starts_on is None:
        return _("This gathering has no day yet.")
    if gathering.starts_on.last_day < on:
        return _("This gathering has begun; a voice is lent before.")
    words = {"city": say(giver.names), "body": say(gathering.body.names)}
    if voice_of(giver, gathering) is None:
        return _("%(city)s has no voice in %(body)s on the day of the gathering.") % words
    lent = gathering.proxies.open().filter(giver=giver).select_related("holder").first()
    if lent is not None:
        return _("The voice is lent to %(holder)s already; withdraw that first.") % {"holder": say(lent.holder.names)}
    return None


def obstacle_to_hold(gathering: Gathering, giver: Party, holder: Party) -> str | None:
    """Why this party cannot hold the voice of that one in the gathering, or None."""
    words = {"city": say(holder.names), "body": say(gathering.body.names)}
    if giver == holder:
        return _("A voice is lent to another member, not to oneself.")
    if voice_of(holder, gathering) is None:
        return _("%(city)s has no voice in %(body)s on the day of the gathering.") % words
    if gathering.proxies.open().filter(giver=holder).exists():
        return _("%(city)s has lent its own voice and will not be there.") % words
    return obstacle_of_circle(gathering, giver, holder) or obstacle_of_limit(gathering, holder)


def obstacle_of_limit(gathering: Gathering, holder: Party) -> str | None:
    """Why the statutes let this party hold no further voice, or None."""
    rule = rule_of_limit(gathering)
    if rule is None or gathering.proxies.open().filter(holder=holder).count() < rule.values["maximum"]:
        return None
    most, words = rule.values["maximum"], {"city": say(holder.names)}
    if most == 0:
        return cited(_("No voice is lent."), rule.article, reading_language())
    sentence = ngettext(
        "A member holds at most %(number)s proxy, and %(city)s has it.",
        "A member holds at most %(number)s proxies, and %(city)s has them.",
        most,
    )
    return cited(sentence % {**words, "number": localise(most)}, rule.article, reading_language())


def obstacle_of_circle(gathering: Gathering, giver: Party, holder: Party) -> str | None:
    """Why the statutes let these two not lend to each other, or None: they are not of one region or country."""
    rule = rule_of_proxies(gathering, "within")
    if rule is None or rule.values["within"] == Within.BODY:
        return None
    words = {"giver": say(giver.names), "holder": say(holder.names)}
    if rule.values["within"] == Within.REGION:
        shared = [party.country.region_id if party.country else None for party in (giver, holder)]
        sentence = _("A voice is lent within a region, and %(holder)s is not of the region of %(giver)s.")
    else:
        shared = [party.country_id for party in (giver, holder)]
        sentence = _("A voice is lent within a country, and %(holder)s is not of the country of %(giver)s.")
    if shared[0] is not None and shared[0] == shared[1]:
        return None
    return cited(sentence % words, rule.article, reading_language())


def rule_of_limit(gathering: Gathering) -> Rule | None:
    """The rule in force on the day of the gathering that says how many voices one member may hold."""
    return rule_of_proxies(gathering, "maximum")


def asks_written_proxies(gathering: Gathering) -> bool:
    """Whether the statutes ask for the mandate in writing, so that the signed letter is attached."""
    rule = rule_of_proxies(gathering, "written")
    return rule is not None and rule.values["written"]


def rule_of_proxies(gathering: Gathering, value: str) -> Rule | None:
    """The rule on proxies in force on the day of the gathering that sets a value."""
    return StatuteBook(gathering.starts_on.first_day).rule_with(gathering.body_id, Rule.Topic.PROXY, value)


def obstacle_to_close(proxy: Proxy, *, on: date) -> str | None:
    """Why a proxy cannot be taken back or become void that day, or None."""
    if proxy.closed_on is not None:
        return _("This proxy is closed: %(cause)s.") % {"cause": proxy.get_closing_display()}
    if on < proxy.given_on:
        return _("The proxy was given later.")
    return None


def obstacle_to_withdraw(proxy: Proxy, *, on: date) -> str | None:
    """Why the giver cannot take the voice back that day, or None."""
    if is_over(proxy.gathering, on):
        return _("The gathering has been held.")
    return obstacle_to_close(proxy, on=on)


def is_over(gathering: Gathering, on: date) -> bool:
    """Whether the last day of a gathering lies behind for sure."""
    last = gathering.ends_on or gathering.starts_on
    return last is not None and last.last_day < on


def state_of_proxy(proxy: Proxy, on: date) -> str:
    """Pending, or what became of it by that day."""
    if proxy.closed_on is not None and proxy.closed_on <= on:
        return proxy.closing
    return Proxy.Closing.HELD if is_over(proxy.gathering, on) else PENDING
