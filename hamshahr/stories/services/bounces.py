"""What comes back: a failure for good ends a subscription at once, three others in a row end it too."""

from dataclasses import dataclass
from itertools import groupby

from django.db import transaction
from django.utils.translation import gettext as _

from ..models import Bounce, Delivery, Subscriber
from ..reports import Failure, failure_in, mails_in
from .subscribers import take_step

State = Subscriber.State
MOST_IN_A_ROW = 3


@dataclass(frozen=True)
class Read:
    """What became of a box of reports."""

    bounces: int = 0
    ended: int = 0
    known: int = 0
    strange: int = 0


def read_bounces(text: bytes) -> Read:
    """Read a mail or an mbox; a report that was read before counts nothing, nor does what is no report of ours."""
    counted = {"bounces": 0, "ended": 0, "known": 0, "strange": 0}
    for mail in mails_in(text):
        failure = failure_in(mail)
        for word in note_failure(failure) if failure else ("strange",):
            counted[word] += 1
    return Read(**counted)


@transaction.atomic
def note_failure(failure: Failure) -> tuple[str, ...]:
    """Write down one failure, and end the subscription where it is to end."""
    delivery = Delivery.objects.select_related("letter", "opt_in").filter(mail=failure.mail).first()
    if delivery is None:
        return ("strange",)
    subscriber = Subscriber.objects.select_for_update().get(pk=delivery.subscriber_id)
    fields = {"is_permanent": failure.is_permanent, "status": failure.status, "diagnostic": failure.diagnostic}
    _bounce, is_new = Bounce.objects.get_or_create(delivery=delivery, report=failure.report, defaults=fields)
    if not is_new:
        return ("known",)
    if not is_to_end(subscriber, delivery, failure):
        return ("bounces",)
    # The words of the server stay with the bounce: they may hold the address, and the log cannot forget it.
    take_step(subscriber, State.BOUNCED, reason=_("The mail server said: %(status)s") % {"status": failure.status})
    return ("bounces", "ended")


def is_to_end(subscriber: Subscriber, delivery: Delivery, failure: Failure) -> bool:
    """Whether nothing more is to be sent; a report on a letter from before the last confirmation ends nothing."""
    if subscriber.state not in (State.ASKED, State.CONFIRMED):
        return False
    confirmed = subscriber.steps.filter(kind=State.CONFIRMED).last()
    if subscriber.state == State.CONFIRMED and confirmed and delivery.letter.written_at < confirmed.at:
        return False
    return failure.is_permanent or failed_in_a_row(subscriber, confirmed) >= MOST_IN_A_ROW


def failed_in_a_row(subscriber: Subscriber, confirmed: object) -> int:
    """The longest run of letters since the last confirmation that all came back."""
    sent = subscriber.deliveries.filter(letter__sent_at__isnull=False).order_by("pk").prefetch_related("bounces")
    if confirmed:
        sent = sent.filter(letter__written_at__gte=confirmed.at)
    came_back = [bool(delivery.bounces.all()) for delivery in sent]
    return max((len(list(run)) for failed, run in groupby(came_back) if failed), default=0)
