"""Who gets the newsletter: asked for by anybody, confirmed by the owner of the address, left with one click."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused
from hamshahr.letters.models import Letter
from hamshahr.letters.services import (
    Reader,
    Words,
    forget_letters,
    send_letter,
    sender_domain,
    withhold_waiting,
    write_letter,
)
from hamshahr.parties.models import Party

from .. import newsletter_mails as mails
from ..models import Category, Delivery, OptIn, Subscriber, SubscriberStep

State = Subscriber.State
GOOD_FOR = timedelta(hours=48)
UNCONFIRMED_KEPT = timedelta(days=30)
# Nobody is bombed with questions: two in a day, five in a month without an answer, one in a month to who has left.
MOST_IN_A_DAY, MOST_UNANSWERED, MOST_AFTER_LEAVING = 2, 5, 1
SIGNER = Signer(salt="hamshahr.newsletter.leave", sep="~")


@transaction.atomic
def ask_for_newsletter(
    *, address: str, language: str, consent: str, categories: Iterable[Category] = (), parties: Iterable[Party] = ()
) -> None:
    """Ask the owner of an address by letter; nothing that is answered tells whether the address was known."""
    subscriber, _created = Subscriber.objects.select_for_update().get_or_create(
        address=address.strip().lower(), defaults={"language": language}
    )
    if asked_too_often(subscriber, timezone.now()):
        return
    opt_in = OptIn.objects.create(subscriber=subscriber, language=language, consent=consent)
    opt_in.categories.set(categories)
    opt_in.parties.set(parties)
    if subscriber.state == State.ASKED:
        take_step(subscriber, State.ASKED)
    letter = write_question(opt_in)
    transaction.on_commit(lambda: send_letter(letter))


def asked_too_often(subscriber: Subscriber, now: datetime) -> bool:
    """Whether this address was asked so often that its owner would be bothered."""
    lately = subscriber.opt_ins.filter(asked_at__gt=now - timedelta(days=1)).count()
    unanswered = subscriber.opt_ins.filter(asked_at__gt=now - timedelta(days=30), confirmed_at=None)
    most = MOST_AFTER_LEAVING if subscriber.state == State.UNSUBSCRIBED else MOST_UNANSWERED
    if subscriber.state == State.UNSUBSCRIBED:
        unanswered = unanswered.filter(asked_at__gt=subscriber.steps.last().at)
    return lately >= MOST_IN_A_DAY or unanswered.count() >= most


def write_question(opt_in: OptIn) -> Letter:
    """Put the question into the outbox; the token of its link is made when it goes out."""
    subject, words = mails.question(opt_in)
    fields = {"subject": subject, "text": words.text, "html": words.html, "language": opt_in.language}
    return write_to(opt_in.subscriber, kind=mails.QUESTION, key=f"opt-in:{opt_in.pk}", opt_in=opt_in, **fields)


def write_to(
    subscriber: Subscriber, *, kind: str, key: str, subject: str, text: str, html: str, language: str, **of: object
) -> Letter:
    """One letter to a subscriber, with the headers by which it is left and its bounces are known; never twice."""
    code, link = secrets.token_urlsafe(18), mails.leave_link(leave_token(subscriber), language)
    identity = f"<{code}@{sender_domain()}>"
    headers = {
        "Message-ID": identity,
        "List-Unsubscribe": f"<{link}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    letter = write_letter(
        kind=kind,
        key=key,
        to=Reader(subscriber.address, language),
        subject=subject,
        text=text.replace(mails.LEAVE, link),
        html=html.replace(mails.LEAVE, link),
        headers=headers,
        to_many=kind == mails.ISSUE,
    )
    Delivery.objects.get_or_create(letter=letter, defaults={"subscriber": subscriber, "mail": identity, **of})
    return letter


def look_before_sending(letter: Letter) -> Words | None:
    """The words as they go out; None where the subscriber has left since, or cannot be reached."""
    delivery = Delivery.objects.select_related("subscriber", "opt_in").filter(letter=letter).first()
    if delivery is None:
        return None
    if delivery.opt_in is None:
        return Words(letter.text, letter.html) if delivery.subscriber.state == State.CONFIRMED else None
    if delivery.opt_in.expires_at and delivery.opt_in.expires_at <= timezone.now():
        return None
    link = mails.confirm_link(new_token(delivery.opt_in), letter.language)
    return Words(letter.text.replace(mails.CONFIRM, link), letter.html.replace(mails.CONFIRM, link))


def new_token(opt_in: OptIn) -> str:
    """A token for the link of a question that goes out now; it is good from now on, and any before it no longer."""
    token = secrets.token_urlsafe(32)
    opt_in.token_digest, opt_in.expires_at = digest_of(token), timezone.now() + GOOD_FOR
    opt_in.save(update_fields=["token_digest", "expires_at"])
    return token


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def opt_in_of(token: str) -> OptIn | None:
    """The question that a link answers, while it is good."""
    found = OptIn.objects.filter(token_digest=digest_of(token), confirmed_at=None, expires_at__gt=timezone.now())
    return found.select_related("subscriber").first()


@transaction.atomic
def confirm_subscription(*, token: str) -> Subscriber:
    """Begin, or change, a subscription as its owner asked; the link works once, and earlier ones not any more."""
    opt_in = opt_in_of(token)
    if opt_in is None:
        raise Refused(_("This link is not valid, or no longer. Ask for the newsletter once more."))
    subscriber = Subscriber.objects.select_for_update().get(pk=opt_in.subscriber_id)
    taken = OptIn.objects.filter(pk=opt_in.pk, confirmed_at=None).update(confirmed_at=timezone.now())
    if not taken:
        raise Refused(_("This link is not valid, or no longer. Ask for the newsletter once more."))
    void_links(subscriber)
    subscriber.language = opt_in.language
    subscriber.categories.set(opt_in.categories.all())
    subscriber.parties.set(opt_in.parties.all())
    take_step(subscriber, State.CONFIRMED)
    return subscriber


def void_links(subscriber: Subscriber) -> None:
    subscriber.opt_ins.filter(confirmed_at=None).update(expires_at=timezone.now())


def take_step(subscriber: Subscriber, state: str, *, by: User | None = None, reason: str = "") -> SubscriberStep:
    """Move a subscriber on; the log tells of it without the address."""
    before, subscriber.state = subscriber.state, state
    subscriber.save(update_fields=["state", "language"])
    step = SubscriberStep.objects.create(subscriber=subscriber, kind=state, by=by, reason=reason)
    log.write(f"subscriber.{state}", subscriber, by=by, reason=reason, changes={"state": [before, state]})
    return step


def leave_token(subscriber: Subscriber) -> str:
    """The secret of the link by which a subscriber leaves; it is good as long as the subscriber is known."""
    return SIGNER.sign(subscriber.key)


def subscriber_of(token: str) -> Subscriber | None:
    """Whose link this is; None when its subscriber is no longer known; a forged one raises ``BadSignature``."""
    return Subscriber.objects.filter(key=SIGNER.unsign(token)).first()


def is_genuine(token: str) -> bool:
    try:
        SIGNER.unsign(token)
    except BadSignature:
        return False
    return True


@transaction.atomic
def unsubscribe(*, subscriber: Subscriber, by: User | None = None, reason: str = "") -> Subscriber:
    """Mail nothing more: what waits in the outbox is withheld, and what would be confirmed later is void."""
    subscriber = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    if subscriber.state != State.UNSUBSCRIBED:
        take_step(subscriber, State.UNSUBSCRIBED, by=by, reason=reason)
    void_links(subscriber)
    withhold_waiting(letters_of(subscriber))
    return subscriber


def letters_of(subscriber: Subscriber):
    return Letter.objects.filter(delivery__subscriber=subscriber)


@transaction.atomic
def erase_subscriber(*, subscriber: Subscriber, by: User | None = None, reason: str = "") -> None:
    """Forget an address with its letters and its history; the log keeps that a number was erased."""
    subscriber = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    log.write("subscriber.erased", subscriber, by=by, reason=reason)
    letters = list(letters_of(subscriber).values_list("pk", flat=True))
    subscriber.deliveries.all().delete()
    forget_letters(Letter.objects.filter(pk__in=letters))
    subscriber.delete()


def forget_unconfirmed(*, now: datetime | None = None) -> int:
    """Erase the addresses that nobody confirmed in a month; how many they were."""
    long_ago = (now or timezone.now()) - UNCONFIRMED_KEPT
    waiting = Subscriber.objects.filter(state=State.ASKED, since__lt=long_ago)
    stale = [one for one in waiting if not one.opt_ins.filter(asked_at__gte=long_ago).exists()]
    for subscriber in stale:
        erase_subscriber(subscriber=subscriber, reason=_("Nobody confirmed it."))
    return len(stale)
