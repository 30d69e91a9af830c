"""The table of claims, which enters at the services of the record."""

import json
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.accounts.models import User
from hamshahr.kernel.digits import to_ascii
from hamshahr.kernel.tables import Column, Importer, Values, one_of, partial_date, register
from hamshahr.kernel.tables.names import name_cells, name_columns, names_in
from hamshahr.kernel.tables.outgoing import streamed
from hamshahr.kernel.text import isolate
from hamshahr.parties.importing import filled, key, party

from ..models import Claim
from ..proving import BUILDERS
from ..services import correct_claim, publish_claim

PLAIN = ("party", "phrase", "phrase_mended", "comparison", "quantity", "since", "until", "builder", "parameters")
NAMES = ("about", "sentence", "unit", "counts_once", "note")
Comparison = Claim.Comparison


def builder(cell: str) -> str:
    """The name of a query that the record can make."""
    if cell not in BUILDERS:
        raise ValueError(
            _("There is no query “%(name)s”; choose one of these: %(names)s.")
            % {"name": isolate(cell), "names": _(", ").join(BUILDERS)}
        )
    return cell


def parameters(cell: str) -> dict[str, Any]:
    """What the query asks for, as JSON."""
    try:
        found = json.loads(cell)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise ValueError(_('Write the parameters as JSON between braces, such as {"body": "metropolis"}.'))
    return found


def exact_number(cell: str) -> Decimal:
    """A number as it is written, with a point before its fraction."""
    try:
        found = Decimal(to_ascii(cell))
    except InvalidOperation:
        found = Decimal("nan")
    if not found.is_finite() or abs(found) >= 10**9:
        raise ValueError(_("“%(typed)s” is not a number; write it like 40 or 0.853.") % {"typed": isolate(cell)})
    return found


def find_claim(values: Values) -> Claim | None:
    return Claim.objects.filter(key=values["claim_id"]).first()


def claim_fields(values: Values, known: Claim | None = None) -> Values:
    own = {name: values[name] for name in (*PLAIN, "published_in") if name in values}
    texts = {name: names_in(values, name, known and getattr(known, name)) for name in NAMES}
    return own | filled(published_on=values.get("published"), **texts)


def create_claim(values: Values, by: User | None) -> Claim:
    return publish_claim(key=values["claim_id"], by=by, **claim_fields(values))


def change_claim(thing: Claim, values: Values, by: User | None) -> bool:
    return correct_claim(claim=thing, by=by, reason="import", **claim_fields(values, thing))


def claim_rows(user: Any) -> Iterator[Values]:
    claims = Claim.objects.visible_to(user).filter(stage=Claim.Stage.ACCEPTED)
    for claim in streamed(claims.select_related("party").order_by("key")):
        yield {
            "claim_id": claim.key,
            **{name: getattr(claim, name) for name in PLAIN[1:-1]},
            "party": claim.party.slug if claim.party else None,
            "parameters": json.dumps(claim.parameters, ensure_ascii=False, sort_keys=True) if claim.parameters else "",
            "published_in": claim.published_in,
            "published": claim.published_on,
            **{column: cell for name in NAMES for column, cell in name_cells(name, getattr(claim, name)).items()},
        }


register(
    Importer(
        name="claims",
        label=gettext_lazy("claims"),
        columns=(
            Column("claim_id", gettext_lazy("key"), key, is_required=True, field="key"),
            Column("party", gettext_lazy("party"), party, also=("city_id", "subject")),
            *name_columns("about", gettext_lazy("about"), field="about"),
            *name_columns("sentence", gettext_lazy("sentence"), field="sentence"),
            Column("phrase", gettext_lazy("words as published"), also=("phrase_fa_raw",)),
            Column("phrase_mended", gettext_lazy("words as mended"), also=("phrase_fa",)),
            *name_columns("unit", gettext_lazy("unit"), field="unit"),
            *name_columns("counts_once", gettext_lazy("what counts once"), field="counts_once"),
            Column("comparison", gettext_lazy("comparison"), one_of(Comparison)),
            Column("quantity", gettext_lazy("number"), exact_number),
            Column("since", gettext_lazy("counted from"), partial_date),
            Column("until", gettext_lazy("counted until"), partial_date),
            Column("builder", gettext_lazy("proving query"), builder),
            Column("parameters", gettext_lazy("parameters of the query"), parameters),
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
