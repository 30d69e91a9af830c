"""The fields of a review form: what stands in each, the mark by which two tabs know it, and the digest of all."""

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal

from .models import Review, Score

SCORE = "score-"  # before the key of a criterion, so that none is called as a text is
TEXTS = ("text_read", "comment", "feedback", "feedback_approved")


def value_of(review: Review, scores: Mapping[str, Score], name: str) -> str | bool | Decimal | None:
    """What stands in a field of a review; a criterion without a score holds nothing."""
    if name in TEXTS:
        return getattr(review, name)
    score = scores.get(name.removeprefix(SCORE))
    return score.value if score else None


def mark_of(value: str | bool | Decimal | None) -> str:
    """A short mark of what a form was opened with; the same for 4 and 4.00, and however a browser ends a line."""
    return hashlib.sha256(plain(value).encode()).hexdigest()[:16]


def exact(value: Decimal) -> Decimal:
    """A number without zeros behind: 8 and 7.5."""
    return value.to_integral_value() if value == value.to_integral_value() else value.normalize()


def plain(value: str | bool | Decimal | None) -> str:
    if isinstance(value, Decimal):
        return format(exact(value), "f")
    return "" if value in {None, False} else str(value).replace("\r\n", "\n").strip()


def digest_of_scores(review: Review) -> str:
    """A digest of a whole review; its nonce keeps anybody from trying out what it says."""
    scores = {score.criterion.slug: plain(score.value) for score in review.scores.select_related("criterion")}
    texts = {name: plain(getattr(review, name)) for name in TEXTS}
    text = json.dumps([review.nonce, scores, texts], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
