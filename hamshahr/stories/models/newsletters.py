"""The newsletter: who wants it, with what leave; its issues; what went to whom, and what came back."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hamshahr.letters.models import Letter
from hamshahr.parties.models import Liaison, Party

from .pages import Story
from .telling import Category


def new_key():
    """What the link to leave is signed from; it is never shown."""
    return secrets.token_urlsafe(12)


class Subscriber(models.Model):
    """An address that the newsletter goes to once its owner has confirmed; no interests means everything.

    Its steps are its history; ``state`` is the last of them. The log of acts cannot forget, so it never gets the
    address: an erased subscriber leaves no trace but a number.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("to be confirmed")
        CONFIRMED = "confirmed", _("subscribed")
        UNSUBSCRIBED = "unsubscribed", _("unsubscribed")
        BOUNCED = "bounced", _("cannot be reached")

    address = models.EmailField(_("address"), unique=True)
    key = models.CharField(max_length=20, unique=True, default=new_key, editable=False)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.ASKED)
    categories = models.ManyToManyField(Category, blank=True, related_name="+", verbose_name=_("categories"))
    parties = models.ManyToManyField(Party, blank=True, related_name="+", verbose_name=_("cities"))
    since = models.DateTimeField(_("known since"), default=timezone.now)

    class Meta:
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")
        ordering = ["-since", "-pk"]
        indexes = [models.Index(name="subscriber_reached", fields=["state", "language"])]

    def __str__(self):
        return gettext("Subscriber %(number)s") % {"number": self.pk}


class SubscriberStep(models.Model):
    """One turn in the life of a subscription: when, by whom, why; without anybody it is the reader's own."""

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(_("step"), max_length=12, choices=Subscriber.State)
    at = models.DateTimeField(_("at"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.get_kind_display()


class OptIn(models.Model):
    """What somebody asked for at an address, with the words they agreed to; its owner confirms it by a link, once.

    The token is made when the letter goes out, and only its digest is kept.
    """

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="opt_ins")
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    categories = models.ManyToManyField(Category, blank=True, related_name="+")
    parties = models.ManyToManyField(Party, blank=True, related_name="+")
    consent = models.TextField(_("words agreed to"))
    token_digest = models.CharField(max_length=64, null=True, unique=True, editable=False)
    expires_at = models.DateTimeField(_("link good until"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.asked_at:%Y-%m-%d}"


class Issue(models.Model):
    """One issue of the newsletter in one language: to everybody who wants it, or only to those with a duty."""

    class Audience(models.TextChoices):
        EVERYBODY = "everybody", _("every subscriber")
        CONTACT = Liaison.Duty.CONTACT.value, _("liaisons: contact")
        DUES = Liaison.Duty.DUES.value, _("liaisons: dues")
        VOTES = Liaison.Duty.VOTES.value, _("liaisons: votes")
        READER = Liaison.Duty.READER.value, _("liaisons: readers")

    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    audience = models.CharField(_("goes to"), max_length=10, choices=Audience, default=Audience.EVERYBODY)
    subject = models.CharField(_("subject"), max_length=200)
    opening = models.TextField(_("opening words"), blank=True)
    since = models.DateTimeField(_("stories from"))
    until = models.DateTimeField(_("stories until"))
    stories = models.ManyToManyField(Story, through="Telling", related_name="issues", verbose_name=_("stories"))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("written by")
    )
    written_at = models.DateTimeField(_("written at"), default=timezone.now)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("approved by"),
    )
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)
    released_at = models.DateTimeField(_("released at"), null=True, blank=True)
    all_written_at = models.DateTimeField(_("all letters written at"), null=True, blank=True)

    class Meta:
        verbose_name = _("issue of the newsletter")
        verbose_name_plural = _("issues of the newsletter")
        ordering = ["-written_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="issue_approved_before_released",
                condition=Q(released_at=None) | Q(approved_at__isnull=False),
                violation_error_message=_("An issue is approved before it goes out."),
            )
        ]

    def __str__(self):
        return self.subject

    @property
    def state_word(self):
        if self.all_written_at:
            return _("in the outbox or sent")
        if self.released_at:
            return _("letters are being written")
        return _("approved") if self.approved_at else _("draft")


class Telling(models.Model):
    """A story in an issue."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="tellings")
    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="tellings")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(name="telling_once", fields=["issue", "story"])]

    def __str__(self):
        return f"{self.issue}: {self.story}"


class Delivery(models.Model):
    """One letter to one subscriber: an issue, or the question whether the address is meant; bounces name its mail."""

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="deliveries")
    issue = models.ForeignKey(
        Issue, on_delete=models.PROTECT, null=True, blank=True, related_name="deliveries", verbose_name=_("issue")
    )
    opt_in = models.OneToOneField(OptIn, on_delete=models.CASCADE, null=True, blank=True, related_name="delivery")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="delivery", verbose_name=_("letter"))
    mail = models.CharField(_("identity of the mail"), max_length=200, unique=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(name="delivery_once", fields=["issue", "subscriber"]),
            models.CheckConstraint(
                name="delivery_of_an_issue_or_a_question",
                condition=Q(issue=None, opt_in__isnull=False) | Q(issue__isnull=False, opt_in=None),
            ),
        ]

    def __str__(self):
        return gettext("Delivery %(number)s") % {"number": self.pk}


class Bounce(models.Model):
    """A mail server's word that a letter could not be delivered."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="bounces")
    at = models.DateTimeField(_("at"), default=timezone.now)
    is_permanent = models.BooleanField(_("for good"))
    status = models.CharField(_("status"), max_length=20)
    diagnostic = models.CharField(_("words of the mail server"), max_length=300, blank=True)
    report = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("bounce")
        verbose_name_plural = _("bounces")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(name="bounce_read_once", fields=["delivery", "report"])]

    def __str__(self):
        return self.status
