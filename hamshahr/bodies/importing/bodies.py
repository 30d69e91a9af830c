"""Bodies with their seats, and what they decided."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from i18nfield.strings import LazyI18nString

from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.tables import Column, Importer, Values, one_of, partial_date, register, whole_number
from hamshahr.kernel.tables.names import name_columns, named_alike, names_in
from hamshahr.kernel.text import isolate, slug
from hamshahr.parties.importing import filled, key, party
from hamshahr.parties.services import describe
from hamshahr.record.facts import GROUNDS, grounds_in, restate
from hamshahr.record.models import Confidence

from ..models import Body, Decision, Hosting
from ..services import end_hosting, found_body, host_body, record_decision
from . import rows

PLAIN = ("network", "kind", "parent", "term_years", "size", "position")


def body(cell: str) -> Body:
    """A body by its key, or by a name that only one body has."""
    found = Body.objects.filter(slug=cell).first() or Body.objects.filter(slug=slug(cell)).first()
    if found is None:
        named = named_alike(Body.objects.all(), {"en": cell})
        found = named[0] if len(named) == 1 else None
    if found is None:
        raise Refused(_("The body “%(typed)s” is not in the register; enter it first.") % {"typed": isolate(cell)})
    return found


def find_body(values: Values) -> Body | None:
    """By its key, or by a name that a body of the same network and kind has."""
    found = Body.objects.filter(slug=values["body_id"]).first()
    if found is None:
        near = Body.objects.filter(network=values["network"], kind=values["kind"])
        found = next(iter(named_alike(near, names_in(values, "name"))), None)
    return found


def body_fields(values: Values, known: Body | None = None) -> Values:
    own = {name: values[name] for name in PLAIN if name in values}
    return own | filled(
        names=names_in(values, "name", known and known.names),
        rules_in_short=names_in(values, "rules", known and known.rules_in_short),
        founded_on=values.get("founded"),
        ended_on=values.get("ended"),
        **grounds_in(values),
    )


def create_body(values: Values, by: User | None) -> Body:
    found = found_body(slug=values["body_id"], by=by, **body_fields(values))
    if values.get("seat"):
        give_seat(found, values, by)
    return found


def change_body(thing: Body, values: Values, by: User | None) -> bool:
    changed = describe(thing, body_fields(values, thing), by=by)
    if not values.get("seat"):
        return changed
    seat = seat_in(thing, values)
    if seat is None:
        give_seat(thing, values, by)
        return True
    changed = restate(seat, filled(starts_on=values.get("seat_start"), **seat_grounds(values)), by=by) or changed
    if values.get("seat_end") in (None, seat.ends_on):
        return changed
    end_hosting(hosting=seat, ends_on=values["seat_end"], by=by, reason="import")
    return True


def seat_in(thing: Body, values: Values) -> Hosting | None:
    """The seat a row speaks of: with the same party from the same day, or one that had not ended by then."""
    start = values.get("seat_start")
    seats = Hosting.objects.filter(body=thing, host=values["seat"]).order_by("pk")
    same = [seat for seat in seats if start in (None, seat.starts_on)]
    lasting = [seat for seat in seats if None in (start, seat.ends_on) or start.first_day < seat.ends_on.first_day]
    return next(iter(same or lasting), None)


def give_seat(thing: Body, values: Values, by: User | None) -> Hosting:
    return host_body(
        body=thing,
        host=values["seat"],
        starts_on=values.get("seat_start"),
        ends_on=values.get("seat_end"),
        by=by,
        **seat_grounds(values),
    )


def seat_grounds(values: Values) -> Values:
    """A seat rests on what its body rests on; its note is its own, and so is its confidence where a row says so."""
    own = filled(note=values.get("seat_note"), confidence=values.get("seat_confidence"))
    return {name: value for name, value in grounds_in(values).items() if name != "note"} | own


def decision(body_of_it: Body, day: object, number: str = "") -> Decision:
    """The one decision that a body took on a day, or that of the number a row gives.

    Where it took several, a row without a number means the one with a source: those of our own sittings have none.
    """
    same_day = Decision.objects.filter(body=body_of_it, decided_on=day)
    found = list(same_day.filter(number=number) if number else same_day)
    if len(found) > 1 and not number:
        found = [one for one in found if one.source]
    if len(found) != 1:
        raise Refused(
            _("The register has no single decision of “%(body)s” on that day; enter it first.") % {"body": body_of_it}
        )
    return found[0]


def decision_in(values: Values) -> Values:
    """The decision a row names by its body, day and perhaps number, if it names one."""
    if "decision_body" in values and "decision_date" in values:
        number = values.get("decision_number", "")
        return {"decision": decision(values["decision_body"], values["decision_date"], number)}
    return {}


def find_decision(values: Values) -> Decision | None:
    """The decision of a row; one that was brought in without a number may have got one since."""
    same = Decision.objects.filter(body=values["body"], decided_on=values["date"])
    number = values.get("number", "")
    return same.filter(number=number).first() or (None if number else same.exclude(source="").first())


def decision_fields(values: Values, known: Decision | None = None) -> Values:
    own = {name: values[name] for name in ("number", "agenda_item") if name in values}
    return own | filled(title=names_in(values, "title", known and known.title), **grounds_in(values))


def create_decision(values: Values, by: User | None) -> Decision:
    fields = {"title": LazyI18nString({})} | decision_fields(values)
    return record_decision(body=values["body"], decided_on=values["date"], by=by, **fields)


def change_decision(thing: Decision, values: Values, by: User | None) -> bool:
    return describe(thing, decision_fields(values, thing), by=by)


DECISION = (
    Column("decision_body", gettext_lazy("decided by the body"), body),
    Column("decision_date", gettext_lazy("decided on"), partial_date),
    Column("decision_number", gettext_lazy("number")),
)

register(
    Importer(
        name="bodies",
        label=gettext_lazy("bodies"),
        columns=(
            Column("body_id", gettext_lazy("key"), key, is_required=True, field="slug"),
            *name_columns("name", gettext_lazy("name"), plain=True),
            Column("network", gettext_lazy("network"), is_required=True),
            Column("kind", gettext_lazy("kind"), one_of(Body.Kind), is_required=True),
            Column("parent", gettext_lazy("part of"), body, also=("parent_body_id",)),
            Column("seat", gettext_lazy("seat in the city"), party, also=("seat_city_id",), field="host"),
            Column("seat_start", gettext_lazy("seat since"), partial_date),
            Column("seat_end", gettext_lazy("seat until"), partial_date),
            Column("seat_confidence", gettext_lazy("confidence of the seat"), one_of(Confidence)),
            Column("seat_note", gettext_lazy("note on the seat")),
            Column("founded", gettext_lazy("founded"), partial_date, field="founded_on"),
            Column("ended", gettext_lazy("ended"), partial_date, field="ended_on"),
            Column("term_years", gettext_lazy("term in years"), whole_number),
            Column("size", gettext_lazy("size")),
            *name_columns("rules", gettext_lazy("rules in short"), plain=True, field="rules_in_short"),
            Column("position", gettext_lazy("position"), whole_number),
            *GROUNDS,
        ),
        key=("body_id", "seat", "seat_start"),
        find=find_body,
        create=create_body,
        change=change_body,
        rows=rows.bodies,
        position=40,
    )
)
register(
    Importer(
        name="decisions",
        label=gettext_lazy("decisions"),
        columns=(
            Column("body", gettext_lazy("body"), body, is_required=True, also=("body_id",)),
            Column("date", gettext_lazy("decided on"), partial_date, is_required=True, field="decided_on"),
            Column("number", gettext_lazy("number")),
            Column("agenda_item", gettext_lazy("agenda item")),
            *name_columns("title", gettext_lazy("title"), plain=True, field="title"),
            *GROUNDS,
        ),
        key=("body", "date", "number"),
        find=find_decision,
        create=create_decision,
        change=change_decision,
        rows=rows.decisions,
        position=60,
    )
)
