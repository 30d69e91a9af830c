"""Sealed papers: any drawing of a room with the mark of its seal, as PDF/A that reads aloud."""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from hamshahr.kernel.languages import reading_language
from hamshahr.kernel.typesetting import KEPT, paper

from .codes import qr_text, square
from .kinds import KINDS
from .models import Seal

HERE = Path(__file__).parent


@lru_cache(maxsize=8)
def drawing(name: str) -> bytes:
    return (HERE / name).read_bytes()


def sealed_paper(drawn: bytes, words: Mapping[str, str], seal: Seal) -> bytes:
    """A drawing with the mark of its seal: it sets ``seal-mark`` where the mark is to stand."""
    stamp = json.dumps(mark_of(seal), ensure_ascii=False)
    return kept_paper(drawn, {**words, "stamp": stamp}, json.loads(seal.statement)["signed"])


def kept_paper(drawn: bytes, words: Mapping[str, str], day: str) -> bytes:
    """A drawing as PDF/A-2a of that day; ``paper-day`` and the house's looks are set before it."""
    return paper(drawing("mark.typ") + drawn, {**words, "day": day}, standards=KEPT)


def mark_of(seal: Seal) -> dict[str, Any]:
    """What stands beside the square code."""
    return {
        "code": square(qr_text(seal)),
        "alt": _("The signed statement as a square code"),
        "serial": seal.serial,
        "kind": str(KINDS[seal.kind].label) if seal.kind in KINDS else seal.kind,
        "address": json.loads(seal.statement)["at"],
        "words": [
            _("Serial"),
            _("Anybody can check this paper at the address, or without it: the code holds the signed statement."),
        ],
        "language": reading_language(),
    }
