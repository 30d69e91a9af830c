"""The fingerprint of a resolution: SHA-256 over its text as canonical JSON, which anybody can fetch and hash."""

import hashlib
from typing import Any

from hamshahr.seals.statements import canonical

from .models import Resolution


def canonical_text(resolution: Resolution) -> str:
    """What a resolution says, in every language: keys in order, no spaces, normal form C."""
    return canonical(
        {
            "body": resolution.body.slug,
            "number": resolution.code,
            "adopted_on": resolution.adopted_on.isoformat(),
            "authentic_language": resolution.authentic_language,
            "title": spoken(resolution.names),
            "text": spoken(resolution.text),
            "way": resolution.way,
        }
    )


def fingerprint(resolution: Resolution) -> str:
    return hashlib.sha256(canonical_text(resolution).encode()).hexdigest()


def spoken(text: Any) -> dict[str, str]:
    """A text in each of the languages that it has."""
    said = getattr(text, "data", text)
    return {language: each for language, each in said.items() if each} if isinstance(said, dict) else {"": str(said)}
