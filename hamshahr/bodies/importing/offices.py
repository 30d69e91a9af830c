"""Offices of bodies, and the posts at home by virtue of which people hold them."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from i18nfield.strings import LazyI18nString

from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.tables import Column, Importer, Values, one_of, partial_date, register, whole_number, yes_or_no
from hamshahr.kernel.tables.names import name_columns, named_alike, names_in, texts_of
from hamshahr.kernel.text import fold, isolate, slug
from hamshahr.parties.importing import filled, party, region
from hamshahr.parties.models import Party, Person
from hamshahr.parties.services import add_person, describe
from hamshahr.record.facts import GROUNDS, grounds_in, restate

from ..models import Body, LocalOffice, Office
from ..services import found_office, take_local_office
from . import rows
from .bodies import body

# "acting president, then president" is the office of president, and how the mandate began.
_BEGINNING = re.compile(r"^(acting|interim)\s+|,\s*then\s+.*$", re.IGNORECASE)
PLAIN = ("seats", "region", "way", "term_years", "needs_local_office", "keeps_register", "position")


def bare_title(title: str) -> str:
    """The title of an office without how somebody came into it."""
    return _BEGINNING.sub("", title).strip()


def office_of(where: Body, title: str) -> Office | None:
    """The office of a body by its key or by its title in any language."""
    offices = list(where.offices.all())
    keyed = [office for office in offices if office.slug == slug(bare_title(title))]
    return next(iter(keyed or named_alike(offices, {"en": bare_title(title)})), None)


def office_named(where: Body, title: str, by: User | None) -> Office:
    """The office of a body, founded under this title where it is not in the register yet."""
    found = office_of(where, title)
    if found is None:
        bare = bare_title(title)
        names = LazyI18nString({"en": bare[:1].upper() + bare[1:]})
        found = found_office(body=where, slug=slug(bare), names=names, by=by)
    return found


def find_office(values: Values) -> Office | None:
    return office_of(values["body"], values["office"])


def office_fields(values: Values, known: Office | None = None) -> Values:
    own = {name: values[name] for name in PLAIN if name in values}
    return own | filled(names=names_in(values, "name", known and known.names))


def create_office(values: Values, by: User | None) -> Office:
    fields = {"names": LazyI18nString({"en": values["office"]})} | office_fields(values)
    return found_office(body=values["body"], slug=slug(bare_title(values["office"])), by=by, **fields)


def change_office(thing: Office, values: Values, by: User | None) -> bool:
    return describe(thing, office_fields(values, thing), by=by)


def person(cell: str) -> Person:
    """A person of the register by key or name."""
    found = person_named(cell)
    if found is None:
        raise Refused(_("“%(typed)s” is not in the register of people; enter them first.") % {"typed": isolate(cell)})
    return found


def person_named(name: str) -> Person | None:
    keyed = Person.objects.filter(slug__in=[name, slug(name)]).first()
    return keyed or next(iter(named_alike(Person.objects.all(), {"en": name})), None)


def person_entered(name: str, source: str, by: User | None) -> Person:
    """The person of this name, entered where the register does not have them yet."""
    return person_named(name) or add_person(names=LazyI18nString({"en": name}), source=source[:300], by=by)


def local_office_of(who: Person, where: Party | None) -> LocalOffice | None:
    """The one post at home that the register has of a person; None where it has none, or several."""
    posts = list(LocalOffice.objects.filter(person=who, party=where)[:2]) if where else []
    return posts[0] if len(posts) == 1 else None


def find_local_office(values: Values) -> LocalOffice | None:
    posts = LocalOffice.objects.filter(party=values["city_id"], person=values["person"])
    titles = {fold(text) for text in texts_of(names_in(values, "title")).values()}
    return next((post for post in posts if titles & {fold(text) for text in texts_of(post.title).values()}), None)


def create_local_office(values: Values, by: User | None) -> LocalOffice:
    return take_local_office(
        party=values["city_id"],
        person=values["person"],
        title=names_in(values, "title"),
        starts_on=values.get("start"),
        ends_on=values.get("end"),
        by=by,
        **grounds_in(values),
    )


def change_local_office(thing: LocalOffice, values: Values, by: User | None) -> bool:
    """An end is an act of its own, which flags the seats that hang from the post; a table only describes."""
    fields = filled(title=names_in(values, "title", thing.title), starts_on=values.get("start"), **grounds_in(values))
    return restate(thing, fields, by=by)


register(
    Importer(
        name="offices",
        label=gettext_lazy("offices of bodies"),
        columns=(
            Column("body", gettext_lazy("body"), body, is_required=True, also=("body_id",)),
            Column("office", gettext_lazy("title"), is_required=True, field="slug"),
            *name_columns("name", gettext_lazy("name")),
            Column("seats", gettext_lazy("seats"), whole_number),
            Column("region", gettext_lazy("region"), region),
            Column("way", gettext_lazy("way into it"), one_of(Office.Way)),
            Column("term_years", gettext_lazy("term in years"), whole_number),
            Column("needs_local_office", gettext_lazy("held by virtue of a local elected office"), yes_or_no),
            Column("keeps_register", gettext_lazy("keeps the body's register"), yes_or_no),
            Column("position", gettext_lazy("position"), whole_number),
        ),
        key=("body", "office"),
        find=find_office,
        create=create_office,
        change=change_office,
        rows=rows.offices,
        position=80,
    )
)
register(
    Importer(
        name="local-offices",
        label=gettext_lazy("local offices"),
        columns=(
            Column("city_id", gettext_lazy("party"), party, is_required=True, also=("party",), field="party"),
            Column("person", gettext_lazy("person"), person, is_required=True),
            *name_columns("title", gettext_lazy("title"), plain=True, field="title"),
            Column("start", gettext_lazy("starts on"), partial_date, field="starts_on"),
            Column("end", gettext_lazy("ends on"), partial_date, field="ends_on"),
            *GROUNDS,
        ),
        key=("city_id", "person", "title_en"),
        find=find_local_office,
        create=create_local_office,
        change=change_local_office,
        rows=rows.local_offices,
        position=90,
    )
)
