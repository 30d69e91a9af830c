"""What an entry says as a whole: the questions that are asked of it, its answers in order, and their digest."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from .models import Partner, Question, Submission


def is_answered(value: Any) -> bool:
    """Whether anything was answered; no is an answer."""
    return value not in (None, "", [], {})


def is_asked(question: Question, values: Mapping[str, Any], by_slug: Mapping[str, Question]) -> bool:
    """Whether a question is put, by the answers so far: where it has a condition, that must hold and be put itself."""
    condition, seen = question.shown_if, {question.slug}
    while condition:
        slug = condition["question"]
        before = by_slug.get(slug)
        if before is None or slug in seen or not meets(values.get(slug), condition["is"]):
            return False
        seen.add(slug)
        condition = before.shown_if
    return True


def meets(value: Any, wanted: Any) -> bool:
    """Whether an answer is the wanted one, or holds it."""
    return wanted in value if isinstance(value, list) else value == wanted


def asked(questions: Iterable[Question], values: Mapping[str, Any]) -> list[Question]:
    """The questions that are put, in their order."""
    rows = list(questions)
    by_slug = {question.slug: question for question in rows}
    return [question for question in rows if is_asked(question, values, by_slug)]


def values_of(submission: Submission) -> dict[str, Any]:
    """The answers of an entry by the keys of their questions; one query."""
    return dict(submission.answers.values_list("question__slug", "value"))


def text_of(submission: Submission) -> list[tuple[str, Any]]:
    """(key of the question, answer) of everything that is asked and answered, in the order of the call."""
    return text_from(submission.call.questions.standing(), values_of(submission))


def text_from(questions: Iterable[Question], values: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """The same from questions and answers that were read before."""
    answered = [(question.slug, values.get(question.slug)) for question in asked(questions, values)]
    return [(slug, value) for slug, value in answered if is_answered(value)]


def digest_of(text: Iterable[tuple[str, Any]], **head: Any) -> str:
    """SHA-256 over the canonical JSON of answers and head; files stand in it by their own digests."""
    content = [head, [[slug, value] for slug, value in text]]
    written = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def digest_of_entry(submission: Submission) -> str:
    """The digest of an entry as it stands: its head, its partners, its answers and its files."""
    joined = submission.partners.filter(state=Partner.State.ACCEPTED).order_by("party__slug")
    files = submission.attachments.filter(removed_at=None).order_by("key")
    return digest_of(
        text_of(submission),
        call=submission.call.slug,
        party=submission.party.slug,
        partners=list(joined.values_list("party__slug", flat=True)),
        title=submission.title,
        language=submission.language,
        framework=submission.framework,
        files=[[key, digest] for key, digest in files.values_list("key", "digest")],
    )
