"""Papers of the due diligence: brought, looked at with a trace, and reminded of before they expire."""

from datetime import date, datetime

from django.db import transaction

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.drawing import Paper
from hamshahr.kernel.errors import Refused

from .. import notices, rules
from ..models import DuePage, DuePaper, PaperView, Project
from ..queries import expiring_papers
from .projects import locked


@transaction.atomic
def bring_paper(
    *, project: Project, kind: str, paper: Paper, valid_until: date | None, at: datetime, today: date, by: User
) -> DuePaper:
    """Keep the pages of a paper; it takes the place of the one of its kind, and the same file again is the same."""
    project = locked(project)
    if again := project.papers.filter(kind=kind, digest=paper.digest).first():
        return again
    if obstacle := rules.obstacle_to_bring_paper(project, valid_until=valid_until, today=today):
        raise Refused(obstacle)
    before = project.papers.standing().filter(kind=kind).first()
    kept = {"kind": kind, "valid_until": valid_until, "digest": paper.digest, "brought_at": at, "brought_by": by}
    brought = DuePaper(project=project, replaces=before, **kept)
    brought.full_clean()
    log.save(brought, "due_paper.brought", by=by)
    DuePage.objects.bulk_create(
        DuePage(paper=brought, number=number, picture=picture) for number, picture in enumerate(paper.pages, start=1)
    )
    return brought


@transaction.atomic
def look_at_page(*, paper: DuePaper, number: int, at: datetime, by: User) -> bytes | None:
    """The picture of a page, with a line in the log of looks; None where the paper has no such page."""
    page = paper.pages.filter(number=number).first()
    if page is None:
        return None
    PaperView.objects.create(paper=paper, page=number, by=by, at=at)
    return bytes(page.picture)


def remind_of_papers(*, on: date) -> int:
    """Write to the cities whose papers expire within two months or have expired, once each; how many letters."""
    return sum(len(notices.paper_expires(paper, on)) for paper in expiring_papers(on))
