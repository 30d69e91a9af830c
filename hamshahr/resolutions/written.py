"""The decisions by correspondence that were laid before a meeting, for its archive: each with its roll."""

from collections.abc import Iterable
from typing import Any

from hamshahr.decisions.models import WrittenLine, WrittenProcedure, WrittenRoll
from hamshahr.decisions.queries.written_rolls import paper
from hamshahr.meetings.models import AgendaItem
from hamshahr.parties.models import visible_party

ASKED = ("key", "title", "way", "state", "opened_at", "closes_on", "cut_off", "digest_of_roll", "seal")
LINES = ("key", "city", "region", "entitled", "votes", "reason", "article")


def rolls_of(items: Iterable[AgendaItem]) -> list[WrittenRoll]:
    """The rolls of what an objection laid before these items."""
    rows = WrittenRoll.objects.filter(procedure__item__in=items).select_related("procedure__body", "seal__key")
    return list(rows.order_by("procedure__opened_at", "pk"))


def asked_in_writing(items: Iterable[AgendaItem], spoken: Any) -> list[list[Any]]:
    """What was asked, how it ended, and by which roll."""
    rolls = {roll.procedure_id: roll for roll in rolls_of(items)}
    rows = WrittenProcedure.objects.filter(item__in=items).order_by("opened_at", "pk")
    return [[*told(each, spoken), *by_roll(rolls.get(each.pk))] for each in rows]


def told(procedure: WrittenProcedure, spoken: Any) -> list[Any]:
    said = [procedure.key, spoken(procedure.names), procedure.way, procedure.state]
    return [*said, procedure.opened_at, procedure.closes_on]


def by_roll(roll: WrittenRoll | None) -> list[Any]:
    return [None] * 3 if roll is None else [roll.cut_off, roll.digest, roll.seal.serial]


def lines(items: Iterable[AgendaItem]) -> list[list[Any]]:
    """Everybody on these rolls that a member may see, asked or not, and why."""
    rows = WrittenLine.objects.filter(visible_party(None, "party__"), roll__procedure__item__in=items)
    rows = rows.select_related("roll__procedure", "party", "region")
    return [
        [
            *(row.roll.procedure.key, row.party.slug, row.region.slug if row.region else None, row.is_entitled),
            *(row.votes, row.reason, row.article),
        ]
        for row in rows
    ]


def papers(items: Iterable[AgendaItem], languages: Iterable[str]) -> dict[str, bytes]:
    """The rolls as sealed papers."""
    found = [(roll, language) for roll in rolls_of(items) for language in languages]
    return {f"papers/roll-{roll.procedure.key}-{language}.pdf": paper(roll, language) for roll, language in found}
