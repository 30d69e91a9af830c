"""Tables of goals, topics and practices, entering at the services."""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.tables import Column, Importer, Values, partial_date, register, whole_number
from hamshahr.kernel.tables.names import name_cells, name_columns, names_in
from hamshahr.kernel.tables.outgoing import from_the_top, key_of, streamed
from hamshahr.kernel.text import isolate
from hamshahr.parties.importing import filled, key, party
from hamshahr.parties.services import describe
from hamshahr.record.facts import GROUNDS, ground_cells, grounds_in

from .models import Goal, Practice, Topic
from .services import add_goal, add_practice, add_topic, restate_practice

NAME = gettext_lazy("name")


def topic(cell: str) -> Topic:
    """A topic by its key."""
    found = Topic.objects.filter(slug=cell).first()
    if found is None:
        raise Refused(_("The topic “%(typed)s” is not in the register; enter it first.") % {"typed": isolate(cell)})
    return found


def goal(cell: str) -> Goal:
    """A goal by its number."""
    found = Goal.objects.filter(pk=whole_number(cell)).first()
    if found is None:
        raise Refused(_("The goal “%(typed)s” is not in the register; enter it first.") % {"typed": isolate(cell)})
    return found


def several(one: Callable[[str], Any]) -> Callable[[str], list | None]:
    """Things parted by semicolons."""

    def read(cell: str) -> list | None:
        return [one(part) for part in filter(None, map(str.strip, cell.replace("؛", ";").split(";")))] or None

    return read


def find_goal(values: Values) -> Goal | None:
    return Goal.objects.filter(pk=values["number"]).first()


def create_goal(values: Values, by: User | None) -> Goal:
    return add_goal(number=values["number"], by=by, **filled(names=names_in(values, "name")))


def change_goal(thing: Goal, values: Values, by: User | None) -> bool:
    return describe(thing, filled(names=names_in(values, "name", thing.names)), by=by)


def goal_rows(_user: Any) -> Iterator[Values]:
    for each in streamed(Goal.objects.order_by("number")):
        yield {"number": each.number, **name_cells("name", each.names)}


def find_topic(values: Values) -> Topic | None:
    return Topic.objects.filter(slug=values["topic_id"]).first()


def topic_fields(values: Values, known: Any = None) -> Values:
    return filled(names=names_in(values, "name", known), parent=values.get("parent"), goals=values.get("goals"))


def create_topic(values: Values, by: User | None) -> Topic:
    return add_topic(slug=values["topic_id"], by=by, **topic_fields(values))


def change_topic(thing: Topic, values: Values, by: User | None) -> bool:
    return describe(thing, topic_fields(values, thing.names), by=by)


def topic_rows(_user: Any) -> Iterator[Values]:
    for each in from_the_top(Topic.objects.select_related("parent").prefetch_related("goals").order_by("slug")):
        yield {
            "topic_id": each.slug,
            **name_cells("name", each.names),
            "parent": each.parent and each.parent.slug,
            "goals": numbers(each),
        }


def numbers(thing: Topic | Practice) -> str:
    return ";".join(str(goal.pk) for goal in thing.goals.all())


def find_practice(values: Values) -> Practice | None:
    return Practice.objects.filter(slug=values["practice_id"]).first()


def practice_fields(values: Values, known: Practice | None = None) -> Values:
    return filled(
        party=values["city_id"],
        names=names_in(values, "title", known and known.names),
        summary=names_in(values, "summary", known and known.summary),
        origin=names_in(values, "origin", known and known.origin),
        topics=values.get("topics"),
        goals=values.get("goals"),
        starts_on=values.get("start"),
        ends_on=values.get("end"),
        **grounds_in(values),
    )


def create_practice(values: Values, by: User | None) -> Practice:
    return add_practice(slug=values["practice_id"], by=by, **practice_fields(values))


def change_practice(thing: Practice, values: Values, by: User | None) -> bool:
    return restate_practice(thing, practice_fields(values, thing), by=by)


def practice_rows(user: Any) -> Iterator[Values]:
    every = Practice.objects.visible_to(user).select_related("party").prefetch_related("topics", "goals")
    for each in streamed(every.order_by("slug")):
        yield {
            "practice_id": each.slug,
            "city_id": key_of(each.party, user),
            **name_cells("title", each.names),
            **name_cells("summary", each.summary),
            **name_cells("origin", each.origin),
            "topics": ";".join(topic.slug for topic in each.topics.all()),
            "goals": numbers(each),
            "start": each.starts_on,
            "end": each.ends_on,
            **ground_cells(each),
        }


TOPIC_KEY = Column("topic_id", gettext_lazy("key"), key, is_required=True, field="slug")
GOALS = Column("goals", gettext_lazy("goals"), several(goal), also=("sdgs",))

register(
    Importer(
        name="goals",
        label=gettext_lazy("goals for sustainable development"),
        columns=(Column("number", gettext_lazy("number"), whole_number, is_required=True), *name_columns("name", NAME)),
        key=("number",),
        find=find_goal,
        create=create_goal,
        change=change_goal,
        rows=goal_rows,
        position=150,
    )
)
register(
    Importer(
        name="topics",
        label=gettext_lazy("topics"),
        columns=(
            TOPIC_KEY,
            *name_columns("name", NAME, plain=True),
            Column("parent", gettext_lazy("part of"), topic, also=("parent_topic_id",)),
            GOALS,
        ),
        key=("topic_id",),
        find=find_topic,
        create=create_topic,
        change=change_topic,
        rows=topic_rows,
        position=160,
    )
)
register(
    Importer(
        name="practices",
        label=gettext_lazy("practices"),
        columns=(
            Column("practice_id", gettext_lazy("key"), key, is_required=True, field="slug"),
            Column("city_id", gettext_lazy("city"), party, is_required=True, also=("party",), field="party"),
            *name_columns("title", gettext_lazy("title"), plain=True),
            *name_columns("summary", gettext_lazy("in a few words"), plain=True, field="summary"),
            *name_columns("origin", gettext_lazy("presented at"), plain=True, field="origin"),
            Column("topics", gettext_lazy("topics"), several(topic)),
            GOALS,
            Column("start", gettext_lazy("began"), partial_date, also=("start_year",), field="starts_on"),
            Column("end", gettext_lazy("ended"), partial_date, also=("end_year",), field="ends_on"),
            *GROUNDS,
        ),
        key=("practice_id",),
        find=find_practice,
        create=create_practice,
        change=change_practice,
        rows=practice_rows,
        position=170,
    )
)
