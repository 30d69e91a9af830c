"""Reading delegations: the list in protocol order, one city's own, and which cities have named nobody yet."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.gatherings.models import Gathering
from hamshahr.gatherings.voices import DECIDING, voices_in
from hamshahr.kernel.awaiting import Awaited
from hamshahr.kernel.languages import say
from hamshahr.kernel.text import fold
from hamshahr.meetings.circle import day_of
from hamshahr.parties.models import Liaison, Party, PartyName, Region, visible_party

from .. import protocol
from ..models import Delegate, Delegation
from ..models.delegations import NAMING_DUTIES

ROLES = list(Delegate.Role)


@dataclass(frozen=True)
class Listed:
    """One city of the list: what it holds in the body, whether it has a voice, and whom it sends."""

    party: Party
    office: str
    has_voice: bool
    delegates: list[Delegate]

    @property
    def head(self) -> Delegate | None:
        return next((each for each in self.delegates if each.role == Delegate.Role.HEAD), None)


def delegations_of(gathering: Gathering, user: User) -> list[Listed]:
    """The cities that have a voice or send somebody, in protocol order."""
    rows = Delegate.objects.sent().filter(gathering=gathering).select_related("delegation__party")
    sent = defaultdict(list)
    for delegate in rows.filter(visible_party(user, "delegation__party__")):
        sent[delegate.delegation.party_id].append(delegate)
    ranks, voices = protocol.ranks(gathering)
    parties = Party.objects.filter(pk__in={*voices, *sent}).filter(visible_party(user))
    ordered = protocol.in_order(parties.select_related("country__region"), ranks)
    return [
        Listed(party, ranks[party.pk].office if party.pk in ranks else "", party.pk in voices, seated(sent[party.pk]))
        for party in ordered
    ]


def region_of(party: Party) -> Region | None:
    return party.country.region if party.country else None


def regions_of(listed: list[Listed]) -> list[Region]:
    """The regions of these cities, in the alphabet of their addresses."""
    found = {region.slug: region for each in listed if (region := region_of(each.party)) is not None}
    return [found[slug] for slug in sorted(found)]


def narrowed(listed: list[Listed], filters: Mapping[str, str], *, sees_names: bool) -> list[Listed]:
    """The cities with a name (or that of a delegate, for who reads those), of a region, that named somebody or not."""
    if wanted := fold(filters.get("q") or ""):
        cities = set(PartyName.objects.filter(folded__contains=wanted).values_list("party", flat=True))
        listed = [each for each in listed if each.party.pk in cities or (sees_names and sends(each, wanted))]
    if region := filters.get("region"):
        listed = [each for each in listed if (its := region_of(each.party)) is not None and its.slug == region]
    if named := filters.get("named"):
        listed = [each for each in listed if bool(each.delegates) is (named == "yes")]
    return listed


def sends(each: Listed, wanted: str) -> bool:
    return any(wanted in fold(delegate.person_name) for delegate in each.delegates)


def seated(delegates: list[Delegate]) -> list[Delegate]:
    """The people of one delegation in their order."""
    return sorted(delegates, key=lambda each: (ROLES.index(Delegate.Role(each.role)), each.position, each.pk))


def own_parties(user: User, gathering: Gathering) -> list[Party]:
    """The cities for which a user names the delegation."""
    if not user.is_authenticated or not user.is_active:
        return []
    day = day_of(gathering)
    own = user.liaisons.on(timezone.localdate()).filter(duty__in=NAMING_DUTIES).values("party")
    parties = Party.objects.filter(pk__in=own, merged_into=None).order_by("slug")
    invited = set(gathering.parts.filter(party__in=own).values_list("party", flat=True))
    return [
        party
        for party in parties
        if party.pk in invited or (day and party.pk in voices_in(gathering.body, day, party=party))
    ]


def own_delegates(user: User, gathering: Gathering) -> list[Delegate]:
    """The delegate that a user is at a meeting: one or none."""
    if not user.is_authenticated:
        return []
    rows = Delegate.objects.sent().filter(gathering=gathering, user=user)
    return list(rows.select_related("delegation__party", "gathering__body"))


def awaiting(party: Party, on: date) -> list[Awaited]:
    """Meetings to come in which a city has a voice and for which it has named nobody."""
    soon = Gathering.objects.filter(
        live=True,
        kind__in=DECIDING,
        body__isnull=False,
        sessions__ends_at__gte=datetime.combine(on, time.min, UTC) - timedelta(days=1),
        sessions__closed_at=None,
        sessions__cancelled_at=None,
    )
    named = Delegation.objects.filter(party=party, delegates__withdrawn_at=None, delegates__isnull=False)
    found = []
    for gathering in soon.exclude(pk__in=named.values("gathering")).distinct().select_related("body__parent"):
        day = day_of(gathering)
        if day is not None and party.pk in voices_in(gathering.body, day, party=party):
            found.append(to_name(party, gathering, day))
    return found


def to_name(party: Party, gathering: Gathering, day: date) -> Awaited:
    return Awaited(
        "delegation.missing",
        _("Name your delegation: %(meeting)s") % {"meeting": say(gathering.names)},
        day,
        Liaison.Duty.VOTES,
        _("Nobody of the city is let in, counted or heard."),
        reverse("attendance:delegation", args=[gathering.slug, party.slug]),
    )
