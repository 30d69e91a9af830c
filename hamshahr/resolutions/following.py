"""A motion that is adopted becomes a resolution, in the transaction that decides it."""

from i18nfield.strings import LazyI18nString

from hamshahr.accounts.models import User
from hamshahr.decisions.models import Motion, Putting
from hamshahr.decisions.queries.texts import texts_of
from hamshahr.decisions.verdicts import Outcome, Verdict
from hamshahr.decisions.verdicts.writing import verdict_as_json

from .models import Resolution
from .services import adopt_resolution


def resolve(motion: Motion, verdict: Verdict, by: User | None) -> Resolution | None:
    """Enter the words of an adopted motion under the next number of its body; of a rejected one nothing."""
    if verdict.outcome != Outcome.ADOPTED:
        return None
    latest = texts_of(motion).latest
    putting = putting_of(motion)
    return adopt_resolution(
        body=motion.gathering.body,
        names=motion.names,
        text=LazyI18nString({code: "\n\n".join(text.paragraphs) for code, text in latest.items()}),
        authentic_language=motion.authentic_language,
        adopted_on=motion.item.session.day,
        gathering=motion.gathering,
        item=motion.item,
        motion_key=motion.key,
        ballot_key=str(putting.ballot.key) if putting else "",
        verdict=verdict_as_json(verdict),
        by=by,
    )


def putting_of(motion: Motion) -> Putting | None:
    """The vote by which a motion was decided, alone or in its block."""
    rows = (motion.block or motion).puttings.filter(decided_at__isnull=False, annulled_at=None)
    return rows.select_related("ballot").order_by("-decided_at", "-pk").first()
