"""Counting papers by hand: two persons enter what they counted, each alone; only when both agree it is counted."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused

from .. import chain, rules
from ..answers import Form, choice_of, read, written
from ..models import Ballot, PaperCount
from .closing import counted


@transaction.atomic
def enter_papers(*, ballot: Ballot, papers: Mapping[str, int], blank: int, invalid: int, by: User) -> PaperCount:
    """Enter one person's count; the second of a round is compared with the first, and both are shown if they differ."""
    ballot = Ballot.objects.select_for_update(of=["self"]).get(pk=ballot.pk)
    last = list(ballot.paper_counts.order_by("round", "place"))
    standing = standing_of(last)
    if obstacle := rules.obstacle_to_enter_papers(ballot, by, standing):
        raise Refused(obstacle)
    form = Form.of(ballot, ballot.options.values_list("key", flat=True))
    clean = cleaned(papers, form)
    if (number := sum(clean.values()) + blank + invalid) > (most := ballot.electors.count()):
        words = {"papers": number, "electors": most}
        raise Refused(_("These are %(papers)s papers, but only %(electors)s have a voice.") % words)
    entered = PaperCount(ballot=ballot, by=by, at=timezone.now(), papers=clean, blank=blank, invalid=invalid)
    entered.place = len(standing) + 1
    entered.round = standing[0].round if standing else (last[-1].round + 1 if last else 1)
    entered.save()
    chain.write(ballot, "papers entered", {"round": entered.round, "place": entered.place})
    if standing:
        compare(ballot, standing[0], entered, by)
    return entered


def standing_of(counts: list[PaperCount]) -> list[PaperCount]:
    """The first count of a round that waits for its second."""
    return [] if len(counts) % 2 == 0 else counts[-1:]


def cleaned(papers: Mapping[str, int], form: Form) -> dict[str, int]:
    """Papers by what stands on them; equal papers written in another order come together."""
    found: dict[str, int] = {}
    for text, number in papers.items():
        choice = written(choice_of(read(text), form))
        if not choice:
            raise Refused(_("Blank papers are entered as blank."))
        if number:
            found[choice] = found.get(choice, 0) + number
    return dict(sorted(found.items()))


def compare(ballot: Ballot, first: PaperCount, second: PaperCount, by: User) -> None:
    """Counted when the two agree; otherwise both stay to be seen, and are entered again."""
    agree = (first.papers, first.blank, first.invalid) == (second.papers, second.blank, second.invalid)
    said = [[count.papers, count.blank, count.invalid] for count in (first, second)]
    chain.write(ballot, "papers compared", {"round": first.round, "agree": agree, "counts": said})
    if agree:
        counted(ballot, by=by)
