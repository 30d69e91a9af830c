"""The letter that tells the editors of a claim that lost its proof."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.bodies.notices import readers, tell
from hamshahr.kernel.languages import say
from hamshahr.letters.models import Letter
from hamshahr.record.models import ClaimTurn, State
from hamshahr.record.proving import said

STRENGTH = (State.PROVEN, State.PARTLY, State.CLAIMED, State.CONTRADICTED)


def is_loss(turn: ClaimTurn) -> bool:
    """Whether the claim stands weaker than before; an opinion is neither."""
    if turn.before not in STRENGTH or turn.state not in STRENGTH:
        return False
    return STRENGTH.index(turn.state) > STRENGTH.index(turn.before)


def tell_editors(turn: ClaimTurn) -> list[Letter]:
    """Write to the secretariat, in the transaction of the act, that a claim stands weaker than before."""
    if not is_loss(turn):
        return []
    claim = turn.claim

    def words() -> tuple[str, list[str]]:
        now, before = State(turn.state).label, State(turn.before).label
        named = {"sentence": say(claim.sentence), "before": before, "now": now, "place": claim.published_in}
        subject = _("A published claim has turned: %(now)s") % named
        opening = _("“%(sentence)s”, published in “%(place)s”, was: %(before)s. It is now: %(now)s.") % named
        after = _("Correct the sentence where it was published, or enter what is missing.")
        address = settings.ADDRESS + reverse("record:claim", args=[claim.key])
        return subject, [opening, *said(turn.missing), after, address]

    key = f"claim:{claim.pk}:{turn.number}"
    return tell(readers([], timezone.localdate()), kind="claim.turned", key=key, words=words)
