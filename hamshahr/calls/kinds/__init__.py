"""The kinds of calls as data: for each the stages, criteria and questions that a new call of it begins with."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..models import Call

FOLDER = Path(__file__).parent


@lru_cache(maxsize=8)
def template_of(kind: str) -> dict[str, Any]:
    """What a call of this kind begins with; days are counted from its opening."""
    name = Call.Kind(kind).value.replace(" ", "_")
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
