"""Papers brought to a meeting, their later versions, and papers withdrawn."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.errors import Refused

from .. import rules
from ..models import AgendaItem, Paper, PaperFile, PaperVersion
from ..reading import Read
from .sessions import locked_meeting


@transaction.atomic
def bring_paper(
    *,
    gathering: Gathering,
    read: Read,
    language: str,
    by: User | None,
    item: AgendaItem | None = None,
    at: datetime | None = None,
    **fields: Any,
) -> Paper:
    """Lay a paper before a meeting or one of its items, with its first version; the same file again is that paper."""
    gathering = locked_meeting(gathering)
    if obstacle := rules.obstacle_to_bring_paper(gathering, item):
        raise Refused(obstacle)
    same = PaperVersion.objects.filter(paper__gathering=gathering, paper__item=item, digest=read.digest)
    if again := same.filter(paper__withdrawn_at=None, language=language).select_related("paper").first():
        return again.paper
    paper = Paper(gathering=gathering, item=item, **fields)
    paper.full_clean()
    log.save(paper, "paper.brought", by=by)
    add_version(paper, read, language, at=at, by=by)
    return paper


@transaction.atomic
def bring_version(
    *, paper: Paper, read: Read, language: str, by: User | None, note: str = "", at: datetime | None = None
) -> PaperVersion:
    """Bring a later version; the one before stays, marked as superseded. The same file again is the same version."""
    gathering = locked_meeting(paper.gathering)
    paper = Paper.objects.select_for_update(of=["self"]).get(pk=paper.pk)
    if obstacle := rules.obstacle_to_change_paper(paper, gathering):
        raise Refused(obstacle)
    last = paper.versions.filter(language=language).order_by("-number").first()
    if last is not None and last.digest == read.digest:
        return last
    return add_version(paper, read, language, note=note.strip(), at=at, by=by)


def add_version(
    paper: Paper, read: Read, language: str, *, by: User | None, note: str = "", at: datetime | None = None
) -> PaperVersion:
    last = paper.versions.order_by("-number").first()
    version = PaperVersion(
        paper=paper,
        number=last.number + 1 if last else 1,
        language=language,
        form=read.form,
        pages=read.pages,
        size=len(read.content),
        digest=read.digest,
        brought_at=at or timezone.now(),
        brought_by=by,
        note=note,
    )
    version.full_clean()
    log.save(version, "paper_version.brought", by=by)
    PaperFile.objects.create(version=version, content=read.content)
    return version


@transaction.atomic
def withdraw_paper(*, paper: Paper, reason: str, by: User | None, at: datetime | None = None) -> Paper:
    """Take a paper back: nobody but the secretary reads it any more."""
    gathering = locked_meeting(paper.gathering)
    paper = Paper.objects.select_for_update(of=["self"]).get(pk=paper.pk)
    if obstacle := rules.obstacle_to_change_paper(paper, gathering):
        raise Refused(obstacle)
    paper.withdrawn_at = at or timezone.now()
    log.save(paper, "paper.withdrawn", by=by, reason=reason)
    return paper
