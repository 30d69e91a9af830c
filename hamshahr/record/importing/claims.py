"""The table of claims, which enters at the services of the record."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.accounts.models import User
from hamshahr.kernel.calendars import parse_day
from hamshahr.kernel.tables import Column, Importer, Values, one_of, partial_date, register, whole_number
from hamshahr.kernel.tables.names import name_cells, name_columns, names_in
from hamshahr.kernel.tables.outgoing import streamed
from hamshahr.kernel.text import isolate
from hamshahr.parties.importing import filled, key, party
from hamshahr.parties.services import describe

from ..kinds import MEASURES
from ..models import Claim
from ..services import publish_claim

PLAIN = ("party", "comparison", "quantity", "measure", "until", "published_in")


def measure(cell: str) -> str:
    """The name of a count that the record can make."""
    if cell not in MEASURES:
        raise ValueError(
            _("“%(typed)s” is not a measure of the record; write one of these: %(allowed)s.")
            % {"typed": isolate(cell), "allowed": _(", ").join(MEASURES)}
        )
    return cell


def find_claim(values: Values) -> Claim | None:
    return Claim.objects.filter(key=values["claim_id"]).first()


def claim_fields(values: Values, known: Claim | None = None) -> Values:
    own = {name: values[name] for name in PLAIN if name in values}
    return own | filled(
        sentence=names_in(values, "sentence", known and known.sentence),
        note=names_in(values, "note", known and known.note),
        published_on=values.get("published"),
    )


def create_claim(values: Values, by: User | None) -> Claim:
    return publish_claim(key=values["claim_id"], by=by, **claim_fields(values))


def change_claim(thing: Claim, values: Values, by: User | None) -> bool:
    return describe(thing, claim_fields(values, thing), by=by)


def claim_rows(user: Any) -> Iterator[Values]:
    for claim in streamed(Claim.objects.visible_to(user).select_related("party").order_by("key")):
        yield {
            "claim_id": claim.key,
            "party": claim.party.slug,
            **name_cells("sentence", claim.sentence),
            "comparison": claim.comparison,
            "quantity": claim.quantity,
            "measure": claim.measure,
            "until": claim.until,
            "published_in": claim.published_in,
            "published": claim.published_on,
            **name_cells("note", claim.note),
        }


register(
    Importer(
        name="claims",
        label=gettext_lazy("claims"),
        columns=(
            Column("claim_id", gettext_lazy("key"), key, is_required=True, field="key"),
            Column("party", gettext_lazy("party"), party, is_required=True, also=("city_id", "subject")),
            *name_columns("sentence", gettext_lazy("sentence"), field="sentence"),
            Column("comparison", gettext_lazy("comparison"), one_of(Claim.Comparison)),
            Column("quantity", gettext_lazy("number"), whole_number, is_required=True),
            Column("measure", gettext_lazy("measure"), measure, is_required=True),
            Column("until", gettext_lazy("counted until"), parse_day, is_required=True),
            Column("published_in", gettext_lazy("published in"), is_required=True),
            Column("published", gettext_lazy("published on"), partial_date, is_required=True, field="published_on"),
            *name_columns("note", gettext_lazy("what was found"), field="note"),
        ),
        key=("claim_id",),
        find=find_claim,
        create=create_claim,
        change=change_claim,
        rows=claim_rows,
        position=150,
    )
)
