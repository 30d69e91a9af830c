"""Rolls as papers: PDF/A with the mark of their seal, in the language of the reader."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from hamshahr.kernel.calendars import format_day
from hamshahr.kernel.digits import number
from hamshahr.kernel.languages import direction, say
from hamshahr.seals.models import Seal
from hamshahr.seals.papers import sealed_paper

from .models import Roll
from .queries import entitled_lines
from .times import zone_of
from .wording import moment_words, reason_words

SHEET = Path(__file__).with_name("roll.typ")


@lru_cache(maxsize=1)
def sheet() -> bytes:
    return SHEET.read_bytes()


def drawn(said: dict[str, Any], seal: Seal, language: str) -> bytes:
    """A list with its facts and its digest, as a sealed paper of the house."""
    frame = {"language": language, "direction": direction(language)}
    frame["revoked"] = _("Revoked") if seal.revoked_at else ""
    return sealed_paper(sheet(), {"said": json.dumps({**frame, **said}, ensure_ascii=False)}, seal)


def roll_paper(roll: Roll, language: str) -> bytes:
    """A frozen roll: everybody who is entitled, with the reason; who is not is nobody else's business."""
    assert roll.seal is not None, "A frozen roll has its seal."
    with override(language):
        return drawn(roll_words(roll, language), roll.seal, language)


def roll_words(roll: Roll, language: str) -> dict[str, Any]:
    lines = entitled_lines(roll)
    named = {"meeting": say(roll.gathering.names, language)}
    return {
        "by": say(roll.body.names, language),
        "title": _("Roll of those entitled to vote: %(meeting)s") % named,
        "facts": [
            (_("Day of entitlement"), format_day(roll.on)),
            (_("Books read up to"), moment_words(roll, zone_of(roll.gathering))),
            (_("Entitled to vote"), number(len(lines))),
        ],
        "heads": [_("City"), _("Region"), _("Votes"), _("Reason")],
        "rows": [row_of(line, language) for line in lines if line.party.live and line.party.merged_into_id is None],
        "how": _("Digest of the lines:"),
        "digest": roll.digest,
    }


def row_of(line: Any, language: str) -> list[str]:
    region = say(line.region.names, language) if line.region else ""
    return [say(line.party.names, language), region, number(line.votes), reason_words(line, amounts=False)]
