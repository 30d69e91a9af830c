"""Tables of gatherings and of the parts that parties took in them, entering at the services."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from i18nfield.strings import LazyI18nString

from hamshahr.accounts.models import User
from hamshahr.bodies.importing import body
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.tables import CellRefused, Column, Importer, Values, one_of, partial_date, register, whole_number
from hamshahr.kernel.tables.names import name_cells, name_columns, names_in
from hamshahr.kernel.tables.outgoing import from_the_top, key_of, streamed
from hamshahr.kernel.text import fold, isolate
from hamshahr.parties.importing import country, filled, key, party
from hamshahr.parties.importing.rows import party_cells
from hamshahr.parties.models import Party
from hamshahr.parties.services import add_party, describe
from hamshahr.record.facts import GROUNDS, ground_cells, grounds_in, restate

from .models import Gathering, Part
from .services import add_gathering, take_part

TOLD_PLAINLY = ("kind", "series", "number", "mode", "organiser", "participants", "delegations")
PLAIN = ("kind", "series", "number", "body", "parent", "place", "country", "mode", "organiser")


def gathering(cell: str) -> Gathering:
    """A gathering by its key."""
    found = Gathering.objects.filter(slug=cell).first()
    if found is None:
        raise Refused(_("The gathering “%(typed)s” is not in the register; enter it first.") % {"typed": isolate(cell)})
    return found


def find_gathering(values: Values) -> Gathering | None:
    return Gathering.objects.filter(slug=values["gathering_id"]).first()


def gathering_fields(values: Values, known: Gathering | None = None) -> Values:
    own = {name: values[name] for name in PLAIN if name in values}
    return own | filled(
        names=names_in(values, "title", known and known.names),
        place_name=values.get("place_words"),
        starts_on=values.get("start"),
        ends_on=values.get("end"),
        host_name=values.get("host"),
        participants=values.get("participants"),
        delegations=values.get("delegations"),
        **grounds_in(values),
    )


def create_gathering(values: Values, by: User | None) -> Gathering:
    return add_gathering(slug=values["gathering_id"], by=by, **gathering_fields(values))


def change_gathering(thing: Gathering, values: Values, by: User | None) -> bool:
    return describe(thing, gathering_fields(values, thing), by=by)


def gathering_rows(user: Any) -> Iterator[Values]:
    every = Gathering.objects.visible_to(user).select_related("body", "parent", "place")
    for gathering in from_the_top(every.order_by("slug")):
        yield {
            "gathering_id": gathering.slug,
            **name_cells("title", gathering.names),
            **{name: getattr(gathering, name) for name in TOLD_PLAINLY},
            "body": key_of(gathering.body, user),
            "parent": key_of(gathering.parent, user),
            "place": key_of(gathering.place, user),
            "country": gathering.country_id,
            "place_words": gathering.place_name,
            "start": gathering.starts_on,
            "end": gathering.ends_on,
            "host": gathering.host_name,
            **ground_cells(gathering),
        }


def party_in(values: Values) -> Party | None:
    """The party of a row: by its key, or by the words of the source, which a draft may bear already."""
    if "city_id" in values:
        return values["city_id"]
    if "city" not in values:
        raise CellRefused("city_id", _("The row names no party; write its key, or its name as the source has it."))
    return Party.objects.filter(sort_names__folded=fold(values["city"]), merged_into=None).order_by("pk").first()


def find_part(values: Values) -> Part | None:
    same = Part.objects.filter(gathering=values["gathering_id"], party=party_in(values), role=values["role"])
    return same.select_related("gathering").first() if party_in(values) else None


def create_part(values: Values, by: User | None) -> Part:
    """Enter a part; a city that no source places becomes a draft, seen by the office until it is identified."""
    return take_part(
        gathering=values["gathering_id"],
        party=party_in(values) or add_party(names=LazyI18nString({"en": values["city"]}), live=False, by=by),
        role=values["role"],
        by=by,
        **grounds_in(values),
    )


def change_part(thing: Part, values: Values, by: User | None) -> bool:
    return restate(thing, grounds_in(values), by=by, happened_on=thing.gathering.starts_on)


def part_rows(user: Any) -> Iterator[Values]:
    gatherings, parties = Gathering.objects.visible_to(user), Party.objects.visible_to(user)
    every = Part.objects.filter(gathering__in=gatherings, party__in=parties).select_related("gathering", "party")
    for part in streamed(every.order_by("gathering__slug", "role", "party__slug")):
        yield {
            "gathering_id": part.gathering.slug,
            **party_cells(part.party, user),
            "role": part.role,
            **ground_cells(part),
        }


register(
    Importer(
        name="gatherings",
        label=gettext_lazy("gatherings"),
        columns=(
            Column("gathering_id", gettext_lazy("key"), key, is_required=True, field="slug"),
            Column("kind", gettext_lazy("kind"), one_of(Gathering.Kind), is_required=True, also=("type",)),
            *name_columns("title", gettext_lazy("title"), plain=True),
            Column("series", gettext_lazy("series")),
            Column("number", gettext_lazy("number in the series"), whole_number),
            Column("body", gettext_lazy("of the body"), body, also=("body_id",)),
            Column("parent", gettext_lazy("part of"), gathering, also=("parent_id",)),
            Column("place", gettext_lazy("city"), party, also=("place_city_id",)),
            Column("place_words", gettext_lazy("place in words"), field="place_name"),
            Column("country", gettext_lazy("country"), country),
            Column("mode", gettext_lazy("form"), one_of(Gathering.Mode)),
            Column("start", gettext_lazy("starts on"), partial_date, field="starts_on"),
            Column("end", gettext_lazy("last day"), partial_date, field="ends_on"),
            Column("host", gettext_lazy("host in words"), field="host_name"),
            Column("organiser", gettext_lazy("organiser")),
            Column("participants", gettext_lazy("participants")),
            Column("delegations", gettext_lazy("delegations")),
            *GROUNDS,
        ),
        key=("gathering_id",),
        find=find_gathering,
        create=create_gathering,
        change=change_gathering,
        rows=gathering_rows,
        position=110,
    )
)
register(
    Importer(
        name="participations",
        label=gettext_lazy("parts in gatherings"),
        columns=(
            Column("gathering_id", gettext_lazy("gathering"), gathering, is_required=True, field="gathering"),
            Column("city_id", gettext_lazy("party"), party, also=("party",), field="party"),
            Column("city", gettext_lazy("city as the source names it")),
            Column("role", gettext_lazy("part"), one_of(Part.Role), is_required=True),
            *GROUNDS,
        ),
        key=("gathering_id", "city_id", "city", "role"),
        find=find_part,
        create=create_part,
        change=change_part,
        rows=part_rows,
        position=120,
    )
)
