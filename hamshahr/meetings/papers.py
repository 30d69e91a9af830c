"""The papers of a meeting as a reader has them: by item, each in its languages, with the versions that came before."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.languages import say

from . import queries, rules
from .agendas import Point, strictest
from .models import Audience, Paper, PaperVersion


@dataclass(frozen=True)
class Shown:
    """A paper with its versions: in each language the one that counts, and those it took the place of."""

    paper: Paper
    standing: list[PaperVersion]
    superseded: list[PaperVersion]
    audience: str


@dataclass(frozen=True)
class Folder:
    """The papers of one item, or of the meeting as a whole."""

    point: Point | None
    papers: list[Shown] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The number and title of the item."""
        if self.point is None:
            return _("For the whole meeting")
        return f"{self.point.number} {say(self.point.item.names)}".strip()

    @property
    def current(self) -> list[list[PaperVersion]]:
        """The standing versions of each paper."""
        return [shown.standing for shown in self.papers if shown.standing]


def folders(gathering: Gathering, user: User) -> list[Folder]:
    """The folders that hold a paper for this reader, in the order of the agenda."""
    called = [gathering.pk] if rules.is_called(user, gathering) else []
    rows = Paper.objects.visible_to(user, called).filter(gathering=gathering, withdrawn_at=None)
    by_item: dict[int | None, list[Paper]] = defaultdict(list)
    for paper in rows.prefetch_related("versions").order_by("pk"):
        by_item[paper.item_id].append(paper)
    found = [Folder(None, [shown(paper) for paper in by_item[None]])]
    audiences = rules.audiences_for(user, gathering)
    for session in gathering.sessions.standing().order_by("starts_at", "pk"):
        session.gathering = gathering
        for point in queries.agenda(session, user, audiences):
            found.append(Folder(point, [shown(paper, point.audience) for paper in by_item[point.item.pk]]))
    return [folder for folder in found if folder.papers]


def shown(paper: Paper, above: str = Audience.PUBLIC) -> Shown:
    """The latest version of each language stands, the others are superseded; nobody reads past the item of a paper."""
    audience = strictest(paper.audience, above)
    latest: dict[str, PaperVersion] = {}
    superseded = []
    for version in sorted(paper.versions.all(), key=lambda row: -row.number):
        version.paper = paper
        if version.language in latest:
            superseded.append(version)
        else:
            latest[version.language] = version
    return Shown(paper, list(latest.values()), superseded, audience)


def is_superseded(version: PaperVersion) -> bool:
    """Whether a later version in the same language took its place."""
    return version.paper.versions.filter(language=version.language, number__gt=version.number).exists()
