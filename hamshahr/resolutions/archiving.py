"""The archive of a closed meeting: a ZIP of pages, tables and papers that needs no program of ours to be read."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from hamshahr.attendance.models import Presence
from hamshahr.decisions.models import Motion, Putting
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.exports import MARK_OF_UTF8, neutral
from hamshahr.kernel.languages import direction
from hamshahr.meetings.models import AgendaItem
from hamshahr.seals.queries import published_keys, revocations, verifying_program

from . import rolled, sealing, written
from .composing import numbered
from .laid import laid_papers, papers_table, shown_items
from .models import Duty, Minutes, Resolution

LANGUAGES = ("fa", "en")
Table = tuple[Sequence[str], list[list[Any]]]


def archive(gathering: Gathering) -> bytes:
    """Everything of a meeting but what only its secretary may read, as one file."""
    kept = io.BytesIO()
    tables = tables_of(gathering)
    papers = papers_of(gathering) | rolled.papers(gathering, LANGUAGES)
    papers |= written.papers(shown_items(gathering), LANGUAGES) | laid_papers(gathering)
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, (columns, rows) in tables.items():
            put(zipped, f"tables/{name}.csv", as_csv(columns, rows))
            put(zipped, f"tables/{name}.json", as_json([dict(zip(columns, row, strict=True)) for row in rows]))
        for name, raw in papers.items():
            put(zipped, name, raw)
        for language in LANGUAGES:
            put(zipped, f"index.{language}.html", page(gathering, language, tables, list(papers)))
        put(zipped, "seals/keys.json", as_json({"keys": published_keys()}))
        put(zipped, "seals/revoked.json", as_json(revocations(timezone.now())))
        put(zipped, "seals/verify_seal.py", verifying_program())
    return kept.getvalue()


def put(zipped: zipfile.ZipFile, name: str, raw: bytes | str) -> None:
    """A member of the archive, the same whenever it is written."""
    zipped.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), raw, zipfile.ZIP_DEFLATED)


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, default=str)


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    kept = io.StringIO()
    lines = csv.writer(kept)
    lines.writerow(columns)
    lines.writerows([neutral(json_of(value)) for value in row] for row in rows)
    return MARK_OF_UTF8 + kept.getvalue()


def json_of(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, dict | list) else value


def page(gathering: Gathering, language: str, tables: dict[str, Table], papers: list[str]) -> str:
    """The page by which a reader finds the way through the archive."""
    with override(language):
        rows = [(name, len(rows)) for name, (_columns, rows) in tables.items()]
        context = {
            "gathering": gathering,
            "direction": direction(language),
            "tables": rows,
            "papers": papers,
            "roll": rolled.page(gathering, language),
            "texts": texts_of(gathering, language),
            "resolutions": of_meeting(gathering, shown_items(gathering)),
            "languages": LANGUAGES,
        }
        return render_to_string("resolutions/archive.html", context)


def minutes_of(gathering: Gathering) -> list[Minutes]:
    rows = Minutes.objects.filter(session__gathering=gathering, state=Minutes.State.APPROVED)
    return list(rows.select_related("session__gathering__body", "approved_by__session").order_by("session__number"))


def texts_of(gathering: Gathering, language: str) -> list[dict[str, Any]]:
    """The approved minutes in the language, or in the first they have."""
    texts = []
    for minutes in minutes_of(gathering):
        chosen = language if language in minutes.languages else minutes.languages[0]
        texts.append(sealing.words_of(minutes, chosen))
    return texts


def papers_of(gathering: Gathering) -> dict[str, bytes]:
    """The minutes as sealed papers, with the text that was sealed beside each."""
    papers = {}
    for minutes in minutes_of(gathering):
        for language in minutes.languages:
            name = f"minutes-{minutes.session.number}-{language}"
            papers[f"papers/{name}.pdf"] = sealing.minutes_paper(minutes, language)
            papers[f"papers/{name}.txt"] = sealing.text_of(minutes, language).encode()
    return papers


def tables_of(gathering: Gathering) -> dict[str, Table]:
    """The facts of the meeting as tables; hidden items and what stands under them are not among them."""
    items = shown_items(gathering)
    return {
        "sessions": sessions(gathering),
        "agenda": agenda(gathering, items),
        "attendance": attendance(gathering),
        "roll": (rolled.LINES, rolled.lines(gathering)),
        "motions": motions(items),
        "papers": papers_table(gathering),
        "votes": votes(items),
        "asked_in_writing": (written.ASKED, written.asked_in_writing(items, spoken)),
        "rolls_in_writing": (written.LINES, written.lines(items)),
        "resolutions": resolutions(gathering, items),
        "duties": duties(gathering, items),
    }


def sessions(gathering: Gathering) -> Table:
    columns = ("number", "kind", "zone", "starts_at", "ends_at", "opened_at", "closed_at", "cancelled_at", "place")
    names = ("number", "kind", "zone", "starts_at", "ends_at", "opened_at", "closed_at", "cancelled_at", "place_name")
    return columns, [[getattr(each, name) for name in names] for each in gathering.sessions.order_by("number")]


def agenda(gathering: Gathering, items: list[AgendaItem]) -> Table:
    rows = []
    for session in gathering.sessions.order_by("number"):
        for place, item in numbered([each for each in items if each.session_id == session.pk]):
            rows.append([session.number, place, item.kind, item.audience, spoken(item.names), spoken(item.text)])
    return ("session", "item", "kind", "audience", "title", "text"), rows


def spoken(text: Any) -> Any:
    """A text in each of its languages."""
    said = getattr(text, "data", text)
    return {language: each for language, each in said.items() if each} if isinstance(said, dict) else said


def attendance(gathering: Gathering) -> Table:
    rows = Presence.objects.standing().filter(session__gathering=gathering)
    rows = rows.select_related("session", "delegate__delegation__party").order_by("session__number", "arrived_at", "pk")
    columns = ("session", "city", "name", "role", "way", "arrived_at", "left_at")
    return columns, [
        [
            *(row.session.number, row.delegate.delegation.party.slug, row.delegate.person_name, row.delegate.role),
            *(row.way, row.arrived_at, row.left_at),
        ]
        for row in rows
    ]


def motions(items: list[AgendaItem]) -> Table:
    rows = Motion.objects.filter(item__in=items, number__isnull=False).prefetch_related("texts").order_by("number")
    columns = ("key", "number", "kind", "state", "title", "authentic_language", "texts")
    return columns, [
        [
            *(each.key, each.code, each.kind, each.state, spoken(each.names), each.authentic_language),
            [
                {name: getattr(text, name) for name in ("language", "version", "paragraphs")}
                for text in each.texts.all()
            ],
        ]
        for each in rows
    ]


def text_of(text: Any) -> dict[str, Any]:
    """A version of a motion in one language."""
    return {name: getattr(text, name) for name in ("language", "version", "paragraphs")}


def votes(items: list[AgendaItem]) -> Table:
    rows = Putting.objects.filter(item__in=items, decided_at__isnull=False).order_by("put_at", "pk")
    columns = ("key", "put_at", "decided_at", "what", "outcome", "verdict", "rule", "annulled_at")
    rows = rows.select_related("motion", "block", "amendment")
    return columns, [
        [
            *(each.key, each.put_at, each.decided_at, str(each.thing), each.outcome, each.verdict, each.rule),
            each.annulled_at,
        ]
        for each in rows
    ]


def of_meeting(gathering: Gathering, items: list[AgendaItem]):
    """The resolutions of the meeting but those that stand under a hidden item."""
    rows = Resolution.objects.filter(gathering=gathering).order_by("year", "number")
    return [each for each in rows if each.item_id is None or each.item_id in {item.pk for item in items}]


def resolutions(gathering: Gathering, items: list[AgendaItem]) -> Table:
    columns = ("key", "number", "adopted_on", "title", "text", "authentic_language", "way", "verdict")
    return columns, [
        [
            *(each.key, each.code, each.adopted_on, spoken(each.names), spoken(each.text)),
            *(each.authentic_language, each.way, each.verdict),
        ]
        for each in of_meeting(gathering, items)
    ]


def duties(gathering: Gathering, items: list[AgendaItem]) -> Table:
    rows = Duty.objects.filter(resolution__in=of_meeting(gathering, items))
    columns = ("key", "resolution", "bearer", "what", "due_on", "done_on", "proof", "link", "waived_by")
    rows = rows.select_related("resolution", "party", "body", "waived_by").order_by("due_on", "pk")
    return columns, [
        [
            *(each.key, each.resolution.code, each.bearer.slug, spoken(each.words), each.due_on, each.done_on),
            *(each.proof, each.link, each.waived_by.code if each.waived_by else None),
        ]
        for each in rows
    ]
