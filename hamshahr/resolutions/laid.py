"""The papers that were laid before a meeting, for its archive: those that its members may read, and no others."""

from collections.abc import Iterator

from hamshahr.gatherings.models import Gathering
from hamshahr.meetings.models import AgendaItem, Audience, Paper, PaperFile, PaperVersion

from .composing import numbered

READ = (Audience.PUBLIC, Audience.INTERNAL)
COLUMNS = ("file", "session", "item", "title", "audience", "language", "version", "pages", "sha256_of_original", "note")


def shown_items(gathering: Gathering) -> list[AgendaItem]:
    """The items but the hidden ones."""
    seen = AgendaItem.objects.of_audiences(list(READ))
    return list(seen.filter(session__gathering=gathering, removed_at=None).order_by("position", "pk"))


def laid(gathering: Gathering) -> list[PaperVersion]:
    """Every version of the papers of the meeting and of its items, but of hidden, withdrawn and interpreters' ones."""
    rows = PaperVersion.objects.filter(paper__gathering=gathering, paper__withdrawn_at=None)
    rows = rows.filter(paper__kind=Paper.Kind.PAPER, paper__audience__in=READ).select_related("paper__item__session")
    shown = {item.pk for item in shown_items(gathering)}
    ordered = rows.order_by("paper__item__session__number", "paper__item__position", "paper__pk", "number", "language")
    return [row for row in ordered if row.paper.item_id is None or row.paper.item_id in shown]


def places(gathering: Gathering) -> dict[int, str]:
    """The number of each item as the agenda shows it."""
    items = shown_items(gathering)
    found = {}
    for session in gathering.sessions.order_by("number"):
        for place, item in numbered([each for each in items if each.session_id == session.pk]):
            found[item.pk] = place
    return found


def named(gathering: Gathering) -> Iterator[tuple[str, str, PaperVersion]]:
    """Each version with its name in the archive and the number of its item."""
    at = places(gathering)
    for row in laid(gathering):
        item = row.paper.item
        place = f"{item.session.number}-item-{at[item.pk]}" if item is not None else "meeting"
        ending = "pdf" if row.form == PaperVersion.Form.PDF else "txt"
        name = f"documents/{place}-{row.paper.key[:8]}-{row.language}-v{row.number}.{ending}"
        yield name, at.get(row.paper.item_id, ""), row


def laid_papers(gathering: Gathering) -> dict[str, bytes]:
    """What is kept of each file, under its name in the archive."""
    kept = dict(PaperFile.objects.filter(version__paper__gathering=gathering).values_list("version", "content"))
    return {name: bytes(kept[row.pk]) for name, _place, row in named(gathering) if row.pk in kept}


def papers_table(gathering: Gathering) -> tuple[tuple[str, ...], list[list]]:
    """The same as a table, with who may read each: whoever hands the archive on sees what is not for everybody."""
    rows = []
    for name, place, row in named(gathering):
        paper = row.paper
        said = getattr(paper.names, "data", paper.names)
        audience = Audience.INTERNAL if paper.item and paper.item.audience != Audience.PUBLIC else paper.audience
        session = paper.item.session.number if paper.item else None
        rows.append([name, session, place, said, audience, row.language, row.number, row.pages, row.digest, row.note])
    return COLUMNS, rows
