"""Mandates: the term of a party in an office, and the person who filled the seat where a source names one."""

from typing import Any

from django.utils.translation import gettext_lazy

from hamshahr.accounts.models import User
from hamshahr.kernel.tables import Column, Importer, Values, one_of, partial_date, register
from hamshahr.kernel.text import fold
from hamshahr.parties.importing import filled, party
from hamshahr.record.facts import GROUNDS, grounds_in

from ..models import Mandate
from ..services import correct_mandate, grant_mandate
from . import rows
from .bodies import DECISION, body, decision_in
from .offices import local_office_of, office_named, office_of, person_entered

Beginning = Mandate.Beginning


def find_mandate(values: Values) -> Mandate | None:
    office = office_of(values["body"], values["office"])
    if office is None:
        return None
    same = Mandate.objects.filter(office=office, party=values.get("party_city_id"))
    return same.filter(starts_on=values.get("start")).first()


def beginning_in(values: Values) -> str:
    """How the mandate began, as the row says, or as the title of the office tells."""
    if "beginning" in values:
        return values["beginning"]
    first = fold(values["office"]).split()[0]
    return {"acting": Beginning.ACTING, "interim": Beginning.INTERIM}.get(first, Beginning.UNKNOWN)


def terms(values: Values) -> Values:
    return filled(
        ends_on=values.get("end"),
        term_ends_on=values.get("term_end"),
        on_behalf_of=values.get("on_behalf_of"),
        **decision_in(values),
        **grounds_in(values),
    )


def holder_in(values: Values, by: User | None) -> dict[str, Any]:
    if "holder" not in values:
        return {}
    person = person_entered(values["holder"], values.get("source", ""), by)
    return {"person": person, "local_office": local_office_of(person, values.get("party_city_id"))}


def create_mandate(values: Values, by: User | None) -> Mandate:
    return grant_mandate(
        office=office_named(values["body"], values["office"], by),
        party=values.get("party_city_id"),
        starts_on=values.get("start"),
        beginning=beginning_in(values),
        by=by,
        **terms(values),
        **holder_in(values, by),
    )


def change_mandate(thing: Mandate, values: Values, by: User | None) -> bool:
    fields = terms(values) | filled(beginning=values.get("beginning"))
    wrong = {name: value for name, value in fields.items() if getattr(thing, name) != value}
    if wrong:
        correct_mandate(mandate=thing, by=by, reason="import", **wrong)
    return bool(wrong)


register(
    Importer(
        name="mandates",
        label=gettext_lazy("mandates"),
        columns=(
            Column("party_city_id", gettext_lazy("party"), party, also=("city_id", "party_id"), field="party"),
            Column("body", gettext_lazy("body"), body, is_required=True, also=("body_id",)),
            Column("office", gettext_lazy("office"), is_required=True),
            Column("holder", gettext_lazy("holder")),
            Column("start", gettext_lazy("starts on"), partial_date, field="starts_on"),
            Column("end", gettext_lazy("ends on"), partial_date, field="ends_on"),
            Column("term_end", gettext_lazy("term ends on"), partial_date, field="term_ends_on"),
            Column("beginning", gettext_lazy("began as"), one_of(Beginning)),
            Column("on_behalf_of", gettext_lazy("on behalf of"), body),
            *DECISION,
            *GROUNDS,
        ),
        key=("party_city_id", "body", "office", "start"),
        find=find_mandate,
        create=create_mandate,
        change=change_mandate,
        rows=rows.mandates,
        position=100,
    )
)
