"""What the front page says of the network: its facts, its members by place, who holds what, what is new."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Avg, Count, F, Func, IntegerField, Model, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Floor
from django.utils.timezone import localdate

from hamshahr.accounts.models import User
from hamshahr.accounts.visibility import notes_at
from hamshahr.bodies.models import Body, Holding, Hosting, Mandate, Membership
from hamshahr.calls.models import Distinction, Edition
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.dates import NO, YES, PartialDate, holds_on
from hamshahr.kernel.http import address_of
from hamshahr.kernel.prepared import Prepared
from hamshahr.parties.models import Party, Person, Region, visible_party
from hamshahr.record.kinds import KINDS, hidden_sources
from hamshahr.record.models import Confidence, Entry

from ..dossier.reading import with_sources

Kind = Body.Kind
ORDER = [Kind.OFFICE, Kind.COMMITTEE, Kind.BOARD]  # the narrower circle first
MOST_MANDATES = 200
WINDOW, LATEST = 300, 50  # entries looked at and read for the news of the record: one gathering leaves many
MOST_NEWS, OF_ONE_THING = 6, 2
MOST_SEATS, FEW = 8, 3
FINENESS, COARSEST = ((400, 1), (1000, 4), (2000, 6)), 10  # up to so many members, squares of so many degrees


def number_of(rows: QuerySet) -> Subquery:
    """How many rows there are, as a column of another query."""
    counted = rows.order_by().annotate(rows_there=Func(F("pk"), function="COUNT")).values("rows_there")
    return Subquery(counted, output_field=IntegerField())


def network(user: User) -> Body | None:
    """The association of this installation with its seat, its founding and the sizes of its registers; one query."""
    return next(iter(network_rows(user, slug=settings.NETWORK)), None)


@Prepared
def network_rows(user: User, *, slug: str) -> QuerySet[Body]:
    bodies = Body.objects.visible_to(user)
    seats = Hosting.objects.filter(body=OuterRef("pk"), ends_on=None).filter(visible_party(user, "host__"))
    seats = seats.order_by(F("starts_on").desc(nulls_last=True), "pk")
    founding = Gathering.objects.visible_to(user).filter(
        kind=Gathering.Kind.FOUNDING_MEETING, starts_on=OuterRef("founded_on")
    )
    honours = Distinction.objects.exclude(level=Distinction.Level.SHORTLISTED)
    seated = Mandate.objects.filter(Q(party=None) | visible_party(user, "party__"))
    return bodies.filter(slug=slug).annotate(
        seat_names=Subquery(seats.values("host__names")[:1]),
        seat_slug=Subquery(seats.values("host__slug")[:1]),
        memberships_number=number_of(Membership.objects.filter(body=OuterRef("pk"))),
        founders=Subquery(founding.values("delegations")[:1]),
        founding_slug=Subquery(founding.values("slug")[:1]),
        founding_place=Subquery(founding.values("place__names")[:1]),
        gatherings_number=number_of(Gathering.objects.visible_to(user)),
        mandates_number=number_of(seated.filter(office__body__in=bodies)),
        distinctions_number=number_of(honours.filter(edition__in=Edition.objects.visible_to(user))),
    )


class Cell(NamedTuple):
    """Members of one region and confidence in one square of the globe."""

    south: float
    west: float
    confidence: str
    region: int | None
    number: int
    latitude: float | None
    longitude: float | None


def degrees_for(number: int) -> int:
    """How wide the squares are in which members are counted: where there are many, more of them share one disc."""
    return next((degrees for most, degrees in FINENESS if number <= most), COARSEST)


def members_by_place(body: Body, user: User) -> list[Cell]:
    """The members of a body, one row for each square, region and confidence; one query."""
    return [Cell(*row) for row in cells(user, degrees_for(body.memberships_number), localdate(), body=body.pk)]


@Prepared
def cells(user: User, degrees: int, day: date, *, body: int) -> QuerySet:
    members = Membership.objects.visible_to(user).members(day).filter(body=body).order_by()
    place = "party__place__"
    south, west = (Floor(F(f"{place}{name}") / Value(float(degrees))) for name in ("latitude", "longitude"))
    counted = members.annotate(south=south * Value(float(degrees)), west=west * Value(float(degrees)))
    grouped = counted.values_list("south", "west", "confidence", "party__country__region")
    return grouped.annotate(Count("pk"), Avg(f"{place}latitude"), Avg(f"{place}longitude"))


@Prepared
def regions(_user: User) -> QuerySet:
    """The regions by their keys, to be named beside their numbers."""
    return Region.objects.values_list("pk", "slug", "names")


@dataclass
class Post:
    """An office with those who hold it today or, where nobody surely does, held it in its latest known term."""

    office: Any
    mandates: list[Mandate]
    is_in_force: bool

    @property
    def starts_on(self) -> PartialDate:
        """When the first of them began."""
        return min(mandate.starts_on for mandate in self.mandates)

    @property
    def ends_on(self) -> PartialDate | None:
        return self.mandates[0].ends_on

    @property
    def confidence(self) -> str:
        """As sure as the least sure of them."""
        return max((mandate.confidence for mandate in self.mandates), key=Confidence.values.index)

    @property
    def others(self) -> int:
        """How many seats there are beside those that are named."""
        return max(len(self.mandates) - MOST_SEATS, 0)


def posts(body: Body, user: User, today: date) -> list[Post]:
    """The offices of the board of a network, the presidency first; one query."""
    by_office: dict[int, list[Mandate]] = {}
    for mandate in board_mandates(user, network=body.network):
        by_office.setdefault(mandate.office_id, []).append(mandate)
    found = [post for mandates in by_office.values() if (post := post_of(mandates, today))]
    return sorted(of_latest_term(found), key=lambda post: place_of(post.office))


def of_latest_term(found: list[Post]) -> list[Post]:
    """Without the posts that nobody holds and whose last term ended long before that of the others."""
    ends = [post.ends_on.last_day for post in found if not post.is_in_force and post.ends_on]
    since = max(ends, default=date(1900, 1, 1)) - timedelta(days=366)
    return [post for post in found if post.is_in_force or (post.ends_on and post.ends_on.last_day >= since)]


def place_of(office: Any) -> tuple[int, int, int, int]:
    return ORDER.index(office.body.kind), office.body.position, office.position, office.pk


@Prepared
def board_mandates(user: User, *, network: str) -> QuerySet[Mandate]:
    """The latest mandates in the board of the network and in the circles under it, each with its last holder."""
    boards = Q(kind=Kind.BOARD) | Q(parent__kind=Kind.BOARD)
    organs = Body.objects.visible_to(user).filter(boards, network=network, kind__in=ORDER)
    last = Holding.objects.filter(mandate=OuterRef("pk"), person__in=Person.objects.visible_to(user))
    last = last.order_by(F("starts_on").desc(nulls_last=True), "-pk")
    return (
        Mandate.objects.filter(visible_party(user, "party__"), office__body__in=organs)
        .exclude(starts_on=None)
        .annotate(
            person_names=Subquery(last.values("person__names")[:1]),
            person_slug=Subquery(last.values("person__slug")[:1]),
        )
        .select_related("office__body", "party__place")
        .defer("note", "source", "office__body__rules_in_short", "office__body__source", "party__about")
        .defer(*notes_at("office__body", "party"))
        .order_by("-starts_on", "pk")[:MOST_MANDATES]
    )


def post_of(mandates: list[Mandate], today: date) -> Post | None:
    """Those of the mandates in one office that are in force today, or those that ended together as the last."""
    in_force = [each for each in mandates if holds_on(each.starts_on, each.ends_on, today) == YES]
    if in_force:
        return Post(in_force[0].office, in_force, True)
    ended = [each for each in mandates if each.ends_on and holds_on(each.starts_on, each.ends_on, today) == NO]
    if not ended:
        return None
    last = max(each.ends_on for each in ended)
    return Post(ended[0].office, [each for each in ended if each.ends_on == last], False)


@dataclass
class News:
    """What the record says last: a sentence, where it leads, and the parties of which it is true."""

    sentence: str
    address: str
    entry: Entry
    parties: list[Party]

    @property
    def others(self) -> int:
        """How many parties there are beside the few that are named."""
        return max(len(self.parties) - FEW, 0)


def news(user: User, today: date) -> list[News]:
    """The latest entries of the record by the day on which they happened; what is said of several parties, once."""
    entries = [entry for entry in latest_entries(user, types_of_sources(), today) if entry.kind in KINDS]
    found: dict[tuple, News] = {}
    for entry in with_sources(entries, [], user):
        kind = KINDS[entry.kind]
        sentence, address = kind.sentence(entry), kind.address(entry)
        item = found.setdefault((sentence, address), News(sentence, address, entry, []))
        item.parties.append(entry.party)
    return varied(found.values())[:MOST_NEWS]


def types_of_sources() -> tuple[int, ...]:
    """What the visibility of entries names: the keys of the models they rest on, which a restored store gives anew."""
    return tuple(ContentType.objects.get_for_model(model).pk for model in models_of_sources())


@cache
def models_of_sources() -> tuple[type[Model], ...]:
    """The models of which some may be hidden; the rooms name them once, when they are up."""
    return tuple(hidden_sources())


@Prepared
def latest_entries(user: User, _types: tuple[int, ...], today: date) -> QuerySet[Entry]:
    latest = Entry.objects.filter(happened_on__begins_by=today).order_by("-happened_on", "id")
    window = latest.values("pk")[:WINDOW]  # taken from the index alone, before anything is joined
    entries = Entry.objects.current().visible_to(user).filter(pk__in=window).order_by("-happened_on", "id")
    return entries.select_related("party").defer("note", "citation", "party__about", *notes_at("party"))[:LATEST]


def varied(items: Iterable[News]) -> list[News]:
    """Not more than a few sentences that lead to the same thing."""
    told: Counter = Counter()
    kept = []
    for item in items:
        told[item.address] += 1
        if told[item.address] <= OF_ONE_THING:
            kept.append(item)
    return kept


def figures(body: Body, members: int) -> list[tuple[str, int, str]]:
    """The sizes of the registers, each with the address of its list."""
    return [
        ("members", members, f"{address_of('parties:directory')}?status=member"),
        ("gatherings", body.gatherings_number, address_of("gatherings:index")),
        ("mandates", body.mandates_number, address_of("bodies:index")),
        ("distinctions", body.distinctions_number, address_of("editions:index")),
    ]
