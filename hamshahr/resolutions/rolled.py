"""The roll of a meeting, for its archive: the frozen one with its seal; amounts stay with the books."""

import json
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from hamshahr.gatherings.models import Gathering
from hamshahr.parties.models import visible_party
from hamshahr.rolls.models import Roll
from hamshahr.rolls.papers import roll_paper, roll_words
from hamshahr.seals.statements import SIGNATURE

LINES = ("version", "city", "region", "entitled", "votes", "reason", "article", "digest_of_roll", "seal")


def frozen_roll(gathering: Gathering) -> Roll | None:
    rows = gathering.rolls.filter(frozen_at__isnull=False, seal__isnull=False)
    return rows.select_related("gathering__place__place", "body", "seal__key").first()


def lines(gathering: Gathering) -> list[list[Any]]:
    """Everybody on the roll that a member may see, entitled or not, and why; what each owes is not among it."""
    roll = frozen_roll(gathering)
    if roll is None:
        return []
    rows = roll.lines.filter(visible_party(None, "party__")).select_related("party", "region").order_by("party__slug")
    return [
        [
            *(roll.version, row.party.slug, row.region.slug if row.region else None, row.is_entitled, row.votes),
            *(row.reason, row.article, roll.digest, roll.seal.serial),
        ]
        for row in rows
    ]


def papers(gathering: Gathering, languages: Iterable[str]) -> dict[str, bytes]:
    """The roll as sealed papers, and the signed statement that holds its digest."""
    roll = frozen_roll(gathering)
    if roll is None:
        return {}
    drawn = {f"papers/roll-{language}.pdf": roll_paper(roll, language) for language in languages}
    signed = {**json.loads(roll.seal.statement), SIGNATURE: roll.seal.signature}
    code = json.dumps(signed, ensure_ascii=False, sort_keys=True, indent=1)
    return drawn | {"seals/roll.json": code.encode()}


def page(gathering: Gathering, language: str) -> dict[str, Any] | None:
    """The roll as a reader finds it on the page of the archive, in the language of that page."""
    roll = frozen_roll(gathering)
    if roll is None:
        return None
    said = roll_words(roll, language)
    said["facts"] += [(_("Seal"), roll.seal.serial), (_("Digest of the lines"), roll.digest)]
    return said
