"""The minutes as they are sealed: their text in one language, the statement of their seal, and their paper."""

import json
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from hamshahr.accounts.models import User
from hamshahr.kernel.calendars import format_day
from hamshahr.kernel.languages import direction, say
from hamshahr.seals.models import Seal
from hamshahr.seals.papers import sealed_paper
from hamshahr.seals.services import seal

from .models import Minutes, Paragraph

KIND = "minutes"
SHEET = Path(__file__).with_name("minutes.typ")
LONGEST = 120  # of a name in the statement, which has to fit the code


@lru_cache(maxsize=1)
def sheet() -> bytes:
    return SHEET.read_bytes()


def thing_key(minutes: Minutes, language: str) -> str:
    return f"{KIND}:{minutes.key}:{language}"


def seal_of(minutes: Minutes, language: str) -> Seal | None:
    """The seal of the approved minutes in a language; the last one where one was revoked."""
    rows = Seal.objects.filter(thing_key=thing_key(minutes, language)).select_related("key")
    return rows.order_by("-sealed_at", "-pk").first()


def seal_minutes(minutes: Minutes, language: str, *, by: User | None, at: datetime) -> Seal:
    """Seal the approved minutes in a language, with the head of the log as it stood when they were approved."""
    session = minutes.session
    with override(language):
        subject = {
            "title": say(session.gathering.names, language)[:LONGEST],
            "body": say(session.gathering.body.names, language)[:LONGEST],
            "session": f"{session.number}, {session.day.isoformat()}",
            "approved": str(minutes.approved_by.session.day),
            "language": language,
            "log": minutes.log_head or "-",
        }
        content = text_of(minutes, language)
    day = timezone.localdate(at, timezone=session.place_zone)
    return seal(
        kind=KIND,
        thing_key=thing_key(minutes, language),
        subject=subject,
        issued_on=day,
        content=content,
        by=by,
        at=at,
    )


def standing_texts(minutes: Minutes, language: str) -> list[tuple[Paragraph, str]]:
    """Each paragraph of a language with what stands there."""
    paragraphs = list(minutes.paragraphs.filter(language=language).select_related("item").order_by("position"))
    standing = {}
    for wording in sorted(wordings_of(paragraphs), key=lambda wording: wording.number):
        standing[wording.paragraph_id] = wording.text
    return [(paragraph, standing.get(paragraph.pk, "")) for paragraph in paragraphs]


def wordings_of(paragraphs):
    rows = Paragraph.wordings.rel.related_model.objects
    return rows.filter(paragraph__in=paragraphs, is_aside=False)


def text_of(minutes: Minutes, language: str) -> str:
    """The whole text that is sealed: as the paper shows it, from the title to the last paragraph."""
    said = words_of(minutes, language)
    blocks = [part for heading, text in said["parts"] for part in (heading, text) if part]
    return "\n\n".join([said["by"], said["title"], *blocks]) + "\n"


def words_of(minutes: Minutes, language: str) -> dict:
    session = minutes.session
    with override(language):
        named = {"meeting": say(session.gathering.names, language), "day": format_day(session.day, language)}
        return {
            "language": language,
            "direction": direction(language),
            "by": say(session.gathering.body.names, language),
            "title": _("Minutes of %(meeting)s, %(day)s") % named,
            "parts": [(paragraph.heading, text) for paragraph, text in standing_texts(minutes, language)],
        }


def minutes_paper(minutes: Minutes, language: str) -> bytes:
    """The approved minutes as PDF/A with their seal and the head of the log of acts."""
    found = seal_of(minutes, language)
    assert found is not None, "Approved minutes have a seal in each of their languages."
    with override(language):
        said = words_of(minutes, language)
        item = {"item": say(minutes.approved_by.names, language)}
        item["day"] = format_day(minutes.approved_by.session.day, language)
        said["approved"] = _("Approved on %(day)s under the item: %(item)s.") % item
        said["log"] = _("Head of the log of acts:")
        said["head"] = json.loads(found.statement)["log"]
        said["revoked"] = _("Revoked") if found.revoked_at else ""
        return sealed_paper(sheet(), {"said": json.dumps(said, ensure_ascii=False)}, found)
