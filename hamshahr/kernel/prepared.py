"""Questions of the public to the store, whose SQL is written once and asked again with other values.

Over a wide join Django takes ten times longer to write the SQL than the store to answer it. What a signed-in reader may
see shapes the question, so theirs are written each time.
"""

from collections.abc import Callable, Hashable, Iterable
from functools import lru_cache, update_wrapper
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models import signals
from django.db.models.base import ModelState
from django.db.models.query import ModelIterable, ValuesListIterable, get_related_populators
from i18nfield.fields import I18nFieldMixin
from i18nfield.strings import LazyI18nString

Value = int | str | list[int]
FIRST_MARK = 2**62  # what no row has stands in for the values while the SQL is written
LONGEST, MOST_KEPT = 512, 256


@lru_cache(maxsize=20_000)
def parsed(text: str) -> Any:
    return LazyI18nString(text).data


def names_of(text: str | None, _expression: Any, _connection: Any) -> LazyI18nString:
    """Names in several languages; the same stored text is parsed once."""
    names = LazyI18nString(None)
    data = parsed(text) if text is not None else None
    names.data = dict(data) if isinstance(data, dict) else data
    return names


SHORT_WAYS = {I18nFieldMixin.from_db_value: names_of}


class Statement:
    """The SQL of one queryset, and how its rows become what the queryset gives."""

    def __init__(self, queryset: models.QuerySet, marks: dict[Any, tuple[str, int | None]]) -> None:
        compiler = queryset.query.get_compiler(using=DEFAULT_DB_ALIAS)
        self.sql, params = compiler.as_sql()
        self.params = [(param, marks.get(param)) for param in params]
        asked = {mark for _param, mark in self.params}
        if queryset._prefetch_related_lookups or not asked >= set(marks.values()):
            raise ValueError(f"This question to {queryset.model.__name__} cannot be prepared.")
        found = compiler.get_converters([column[0] for column in compiler.select])
        self.converters = [
            (place, SHORT_WAYS.get(getattr(convert, "__func__", None), convert), expression)
            for place, (converters, expression) in found.items()
            for convert in converters
        ]
        self.shape = {ModelIterable: Models, ValuesListIterable: Rows}[queryset._iterable_class](compiler)

    def ask(self, values: dict[str, Value]) -> list[Any]:
        """The answer for these values."""
        connection = connections[DEFAULT_DB_ALIAS]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, [bound(param, mark, values) for param, mark in self.params])
            rows = cursor.fetchall()
        return [self.shape.of(self.converted(row, connection)) for row in rows]

    def converted(self, row: tuple, connection: Any) -> list[Any]:
        changed = list(row)
        for place, convert, expression in self.converters:
            changed[place] = convert(changed[place], expression, connection)
        return changed


class Rows:
    """Rows as they come, which is the order of the fields that ``values_list`` was given."""

    def __init__(self, _compiler: Any) -> None:
        pass

    def of(self, row: list[Any]) -> tuple:
        return tuple(row)


class Models:
    """Rows as models with their relations and annotations, as ``ModelIterable`` makes them."""

    def __init__(self, compiler: Any) -> None:
        columns = compiler.klass_info["select_fields"]
        self.columns = slice(columns[0], columns[-1] + 1)
        self.names = [column[0].target.attname for column in compiler.select[self.columns]]
        self.make = maker_of(compiler.klass_info["model"])
        self.relations = relations(get_related_populators(compiler.klass_info, compiler.select, DEFAULT_DB_ALIAS))
        self.annotations = list(compiler.annotation_col_map.items())

    def of(self, row: list[Any]) -> models.Model:
        found = self.make(DEFAULT_DB_ALIAS, self.names, row[self.columns])
        for relation in self.relations:
            relation.populate(row, found)
        for name, place in self.annotations:
            setattr(found, name, row[place])
        return found


class Relation:
    """What ``select_related`` brought along in a row, as ``RelatedPopulator`` makes it."""

    def __init__(self, populator: Any) -> None:
        if populator.reorder_for_init:
            raise ValueError("Models that inherit from others in the store are not prepared.")
        self.columns, self.names = slice(populator.cols_start, populator.cols_end), populator.init_list
        self.key, self.make = populator.cols_start + populator.pk_idx, maker_of(populator.model_cls)
        self.relations = relations(populator.related_populators)
        self.tell_the_row, self.tell_the_thing = populator.local_setter, populator.remote_setter

    def populate(self, row: list[Any], owner: models.Model) -> None:
        if row[self.key] is None:
            self.tell_the_row(owner, None)
            return
        found = self.make(DEFAULT_DB_ALIAS, self.names, row[self.columns])
        for relation in self.relations:
            relation.populate(row, found)
        self.tell_the_row(owner, found)
        self.tell_the_thing(found, owner)


def relations(populators: Iterable[Any]) -> list[Relation]:
    return [Relation(populator) for populator in populators]


def maker_of(model: type[models.Model]) -> Callable[..., models.Model]:
    """``from_db``, or the short way to the same where a model has nothing of its own to do when it is made."""
    listened = any(signal.has_listeners(model) for signal in (signals.pre_init, signals.post_init))
    is_plain = model.__init__ is models.Model.__init__ and model.from_db.__func__ is models.Model.from_db.__func__
    if listened or not is_plain:
        return model.from_db

    def make(alias: str, names: list[str], values: list[Any]) -> models.Model:
        found = model.__new__(model)
        found._state = state = ModelState()
        state.db, state.adding = alias, False
        found.__dict__.update(zip(names, values, strict=True))
        return found

    return make


class Prepared:
    """A function that gives a queryset for a user, as one that gives its rows; the public's SQL is written once.

    Positional arguments shape the question; keywords are values in it: a number, a text or a list of numbers.
    """

    def __init__(self, build: Callable[..., models.QuerySet]) -> None:
        self.build = build
        self.kept: dict[Hashable, Statement] = {}
        update_wrapper(self, build)

    def __call__(self, user: Any, *shape: Hashable, **values: Value) -> list[Any]:
        values = {name: padded(value) if isinstance(value, list) else value for name, value in values.items()}
        sizes = [len(value) for value in values.values() if isinstance(value, list)]
        if not is_public(user) or not all(0 < size <= LONGEST for size in sizes):
            return list(self.build(user, *shape, **values))
        key = (*shape, *sizes)
        if key not in self.kept:
            if len(self.kept) >= MOST_KEPT:
                self.kept.clear()
            stand_ins = {name: stand_in(value, number) for number, (name, value) in enumerate(values.items())}
            self.kept[key] = Statement(self.build(AnonymousUser(), *shape, **stand_ins), marks_of(stand_ins))
        return self.kept[key].ask(values)


def is_public(user: Any) -> bool:
    return not (getattr(user, "is_authenticated", False) or getattr(user, "is_secretariat", False))


def padded(values: list[int]) -> list[int]:
    """The numbers with the last one repeated until they are 1, 2, 4, 8 and so on: few lengths, few statements."""
    return values + values[-1:] * ((1 << max(len(values) - 1, 0).bit_length()) - len(values))


def stand_in(value: Value, number: int) -> Value:
    """What no row has, of the type and length of the value."""
    if isinstance(value, list):
        return [FIRST_MARK + 1000 * (number + 1) + place for place in range(len(value))]
    return f"\x1a{number}" if isinstance(value, str) else FIRST_MARK + number


def marks_of(stand_ins: dict[str, Value]) -> dict[Any, tuple[str, int | None]]:
    """Which value, and which of a list, is to stand where a stand-in stands."""
    marks: dict[Any, tuple[str, int | None]] = {}
    for name, value in stand_ins.items():
        if isinstance(value, list):
            marks |= {each: (name, place) for place, each in enumerate(value)}
        else:
            marks[value] = (name, None)
    return marks


def bound(param: Any, mark: tuple[str, int | None] | None, values: dict[str, Value]) -> Any:
    """The value where its stand-in was, of the type that the driver was to be given."""
    if mark is None:
        return param
    name, place = mark
    value = values[name]
    return type(param)(value if place is None else value[place])  # type: ignore[index]  only lists have places
