"""Tables of the editions of awards and of their distinctions, entering at the services."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from i18nfield.strings import LazyI18nString

from hamshahr.accounts.models import User
from hamshahr.bodies.importing import body
from hamshahr.bodies.models import Body
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.tables import Column, Importer, Values, one_of, partial_date, register, whole_number
from hamshahr.kernel.tables.names import name_cells, name_columns, names_in
from hamshahr.kernel.tables.outgoing import key_of, streamed
from hamshahr.kernel.text import fold, isolate
from hamshahr.parties.importing import country, filled, key, party
from hamshahr.parties.services import describe
from hamshahr.record.facts import GROUNDS, ground_cells, grounds_in, restate

from .models import Distinction, Edition
from .services import add_edition, confer

PLAIN = (
    "number",
    "cycle_year",
    "submissions",
    "cities",
    "countries",
    "shortlisted",
    "winners",
    "prize",
    "selection",
)
NOT_NAMED = LazyI18nString(
    {
        "en": "project not named in the source",
        "fa": "نام پروژه در منبع نیامده است",
        "es": "proyecto no nombrado en la fuente",
        "fr": "projet non nommé dans la source",
    }
)


def edition(cell: str) -> Edition:
    """An edition by its key."""
    found = Edition.objects.filter(slug=cell).select_related("award").first()
    if found is None:
        raise Refused(_("The edition “%(typed)s” is not in the register; enter it first.") % {"typed": isolate(cell)})
    return found


def find_edition(values: Values) -> Edition | None:
    found = Edition.objects.filter(slug=values["edition_id"]).first()
    return found or Edition.objects.filter(award=values["award_body_id"], number=values["number"]).first()


def edition_fields(values: Values) -> Values:
    own = {name: values[name] for name in PLAIN if name in values}
    return own | filled(
        award=values["award_body_id"],
        ceremony_on=values.get("ceremony_date"),
        ceremony_at=values.get("ceremony_place_city_id"),
        **grounds_in(values),
    )


def create_edition(values: Values, by: User | None) -> Edition:
    return add_edition(slug=values["edition_id"], by=by, **edition_fields(values))


def change_edition(thing: Edition, values: Values, by: User | None) -> bool:
    return describe(thing, edition_fields(values), by=by)


def edition_rows(user: Any) -> Iterator[Values]:
    every = Edition.objects.visible_to(user).filter(award__in=Body.objects.visible_to(user))
    for edition in streamed(every.select_related("award", "ceremony_at").order_by("award__slug", "number")):
        yield {
            "edition_id": edition.slug,
            "award_body_id": edition.award.slug,
            **{name: getattr(edition, name) for name in PLAIN},
            "ceremony_date": edition.ceremony_on,
            "ceremony_place_city_id": key_of(edition.ceremony_at, user),
            **ground_cells(edition),
        }


def find_distinction(values: Values) -> Distinction | None:
    """The same level of the same edition for the same city, and the same project where the row names one."""
    same = Distinction.objects.filter(edition=values["edition_id"], level=values["distinction"])
    project = names_in(values, "project_title") or NOT_NAMED
    wanted = {fold(text) for text in project.data.values()}
    for distinction in same.select_related("edition"):
        is_city = fold(distinction.city_name) == fold(values["city"])
        if is_city and wanted & {fold(text) for text in distinction.project.data.values()}:
            return distinction
    return None


def create_distinction(values: Values, by: User | None) -> Distinction:
    return confer(
        edition=values["edition_id"],
        city_name=values["city"],
        level=values["distinction"],
        project=names_in(values, "project_title") or NOT_NAMED,
        by=by,
        **filled(party=values.get("city_id"), country=values.get("country"), **grounds_in(values)),
    )


def change_distinction(thing: Distinction, values: Values, by: User | None) -> bool:
    fields = filled(
        project=names_in(values, "project_title", thing.project),
        country=values.get("country"),
        **grounds_in(values),
    )
    return restate(thing, fields, by=by)


def distinction_rows(user: Any) -> Iterator[Values]:
    editions = Edition.objects.visible_to(user).filter(award__in=Body.objects.visible_to(user))
    every = Distinction.objects.filter(edition__in=editions).select_related("edition", "party")
    for distinction in streamed(every.order_by("edition__award__slug", "edition__number", "level", "city_name", "pk")):
        is_named = distinction.project.data != NOT_NAMED.data
        yield {
            "edition_id": distinction.edition.slug,
            "distinction": distinction.level,
            "city_id": key_of(distinction.party, user),
            "city": distinction.city_name,
            "country": distinction.country_id,
            **(name_cells("project_title", distinction.project) if is_named else {}),
            **ground_cells(distinction),
        }


register(
    Importer(
        name="editions",
        label=gettext_lazy("editions of awards"),
        columns=(
            Column("edition_id", gettext_lazy("key"), key, is_required=True, field="slug"),
            Column("award_body_id", gettext_lazy("award"), body, is_required=True, field="award"),
            Column("number", gettext_lazy("number"), whole_number, is_required=True),
            Column("cycle_year", gettext_lazy("year of the cycle"), whole_number, is_required=True),
            Column("ceremony_date", gettext_lazy("ceremony"), partial_date, field="ceremony_on"),
            Column("ceremony_place_city_id", gettext_lazy("place of the ceremony"), party, field="ceremony_at"),
            Column("submissions", gettext_lazy("submissions"), whole_number),
            Column("cities", gettext_lazy("cities"), whole_number),
            Column("countries", gettext_lazy("countries"), whole_number),
            Column("shortlisted", gettext_lazy("shortlisted"), whole_number),
            Column("winners", gettext_lazy("winners"), whole_number),
            Column("prize", gettext_lazy("prize")),
            Column("selection", gettext_lazy("selection")),
            *GROUNDS,
        ),
        key=("edition_id",),
        find=find_edition,
        create=create_edition,
        change=change_edition,
        rows=edition_rows,
        position=130,
    )
)
register(
    Importer(
        name="distinctions",
        label=gettext_lazy("distinctions"),
        columns=(
            Column("edition_id", gettext_lazy("edition"), edition, is_required=True, field="edition"),
            Column(
                "distinction", gettext_lazy("distinction"), one_of(Distinction.Level), is_required=True, field="level"
            ),
            Column("city_id", gettext_lazy("party"), party, field="party"),
            Column("city", gettext_lazy("city as the source names it"), is_required=True, field="city_name"),
            Column("country", gettext_lazy("country"), country),
            *name_columns("project_title", gettext_lazy("project"), plain=True, field="project"),
            *GROUNDS,
        ),
        key=("edition_id", "city", "distinction", "project_title_en"),
        find=find_distinction,
        create=create_distinction,
        change=change_distinction,
        rows=distinction_rows,
        position=140,
    )
)
