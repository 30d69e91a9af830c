"""The public's vote: opened among finalists, one vote for each address that has a code, closed without a trace of who.

While the vote runs nobody, the office neither, can read an answer: it lies in an envelope (``ballots.sealing``). The
code follows from the address by a secret of the installation, and is put into the letter when it goes out.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.ballots import sealing
from hamshahr.calls.models import Call, Submission
from hamshahr.kernel.errors import Refused
from hamshahr.letters.models import Letter

from ..models import Finalist, Panel, PublicEnvelope, PublicSlip, PublicVote, PublicVoter
from ..models.panels import new_key
from ..models.public_vote import Grade
from ..public_codes import code_for, digest_of_code, hash_of
from ..public_letters import KIND, write_code
from ..ranking.majority import judge
from ..rules.results import obstacle_to_cast, obstacle_to_close_vote, obstacle_to_open_vote


def box(key: str) -> str:
    """The name of the private key of a public vote, in a folder of its own."""
    folder = sealing.folder() / "public"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return f"public/{key}"


@transaction.atomic
def open_public_vote(
    *,
    panel: Panel,
    entries: Sequence[Submission],
    closes_at: datetime,
    by: User,
    opens_at: datetime | None = None,
    at: datetime | None = None,
) -> PublicVote:
    """Ask the public about these finalists, in their order, at once or from an hour on."""
    at = at or timezone.now()
    opens_at = opens_at or at
    call = Call.objects.select_for_update(of=["self"]).get(pk=panel.stage.call_id)
    if obstacle := obstacle_to_open_vote(call, list(entries), opens_at=opens_at, closes_at=closes_at, at=at):
        raise Refused(obstacle)
    made = PublicVote(key=new_key(), call=call, opened_at=opens_at, opened_by=by, closes_at=closes_at)
    made.seal = sealing.new_seal(box(made.key))
    made.full_clean()
    changes = log.saved(made)
    for position, entry in enumerate(entries):
        Finalist.objects.create(vote=made, submission=entry, position=position)
    facts = {"finalists": [entry.key for entry in entries]}
    log.write("public_vote.opened", made, by=by, changes=changes, facts=facts)
    return made


def ask_code(*, vote: PublicVote, address: str, language: str, at: datetime | None = None) -> None:
    """Ask for the code of an address; who comes behind the hour has the votes counted, and is refused."""
    at = at or timezone.now()
    close_due_vote(vote, at=at)
    send_code(vote, address, language, at)


@transaction.atomic
def send_code(vote: PublicVote, address: str, language: str, at: datetime) -> None:
    """Send the code of an address to it; one letter an hour, and the answer is the same whatever happened before."""
    address = address.strip().lower()
    try:
        validate_email(address)
    except ValidationError as fault:
        raise Refused(_("This is not an address of electronic mail.")) from fault
    vote = PublicVote.objects.select_for_update(of=["self"]).select_related("call").get(pk=vote.pk)
    if obstacle := obstacle_to_cast(vote, at=at):
        raise Refused(obstacle)
    code = digest_of_code(vote, code_for(vote.key, address))
    voter, _is_new = PublicVoter.objects.get_or_create(
        vote=vote, address=hash_of(vote, address), defaults={"code": code}
    )
    if not voter.has_voted:
        write_code(vote, address=address, voter=voter, language=language, at=at)


def cast_public_vote(*, vote: PublicVote, code: str, grades: Sequence[int], at: datetime | None = None) -> None:
    """Vote; who comes behind the hour has the votes counted, and is refused."""
    at = at or timezone.now()
    close_due_vote(vote, at=at)
    put_into_the_box(vote, code, grades, at)


@transaction.atomic
def put_into_the_box(vote: PublicVote, code: str, grades: Sequence[int], at: datetime) -> None:
    """Put one answer into the box; nothing of time, address or order goes with it, and no act tells."""
    vote = PublicVote.objects.select_for_update(of=["self"]).get(pk=vote.pk)  # none slips in behind the close
    if obstacle := obstacle_to_cast(vote, at=at):
        raise Refused(obstacle)
    rows = PublicVoter.objects.select_for_update(of=["self"])
    voter = rows.filter(vote=vote, code=digest_of_code(vote, code)).first()
    if voter is None:
        raise Refused(_("This code is not known. Look at the letter again, or ask for another one."))
    if voter.has_voted:
        raise Refused(_("With this code somebody has voted; that vote lies in the box as it was sent first."))
    if len(grades) != vote.finalists.count() or any(grade not in Grade.values for grade in grades):
        raise Refused(_("Give every finalist a grade."))
    PublicEnvelope.objects.create(vote=vote, sealed=sealing.shut(vote.seal, [int(grade) for grade in grades]))
    voter.has_voted = True
    voter.save(update_fields=["has_voted"])


def close_due_votes(*, at: datetime) -> int:
    """Count every vote whose hour has come; how many there were."""
    return sum(close_due_vote(vote, at=at) for vote in PublicVote.objects.filter(closed_at=None, closes_at__lte=at))


def close_due_vote(vote: PublicVote, *, at: datetime) -> bool:
    """Count a vote whose hour has come, though nobody pressed; whether it was this act that did."""
    if vote.closed_at or at < vote.closes_at:
        return False
    try:
        close_public_vote(vote=vote, by=None, at=at)
    except Refused:
        return False  # somebody else has counted it
    return True


@transaction.atomic
def close_public_vote(*, vote: PublicVote, by: User | None, at: datetime | None = None) -> PublicVote:
    """Open all envelopes together, count them, and forget who asked for a code and the key of the box."""
    at = at or timezone.now()
    vote = PublicVote.objects.select_for_update(of=["self"]).get(pk=vote.pk)
    if obstacle := obstacle_to_close_vote(vote, at=at):
        raise Refused(obstacle)
    opener = sealing.Opener(box(vote.key))
    answers = [opener.open(sealed) for sealed in vote.envelopes.values_list("sealed", flat=True)]
    slips = [PublicSlip(vote=vote, grades=grades) for grades in answers]
    PublicSlip.objects.bulk_create(sorted(slips, key=lambda slip: slip.key))
    vote.envelopes.all().delete()
    asked = vote.voters.count()
    vote.voters.all().delete()
    Letter.objects.filter(kind=KIND, key__startswith=f"{KIND}:{vote.key}:").delete()
    vote.closed_at, vote.result = max(at, vote.closes_at), counted(vote, answers) | {"asked": asked}
    log.save(vote, "public_vote.closed", by=by)
    transaction.on_commit(lambda: sealing.destroy(f"public/{vote.key}"))
    return vote


def counted(vote: PublicVote, answers: list[list[int]]) -> dict:
    """The finalists by majority judgement, with how many gave each grade."""
    keys = list(vote.finalists.order_by("position").values_list("submission__key", flat=True))
    tallies = []
    for position in range(len(keys)):
        found = Counter(grades[position] for grades in answers)
        tallies.append([found[grade] for grade in Grade.values])
    rows = [
        {"submission": keys[one.entry], "place": one.place, "grades": list(one.grades), "median": one.median}
        for one in judge(tallies)
    ]
    return {"votes": len(answers), "finalists": rows}
