"""The outbox: a letter is a row written with the act it reports, and sent afterwards."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class LetterQuerySet(models.QuerySet):
    def waiting(self, now=None):
        """What is to go out: neither sent nor in doubt nor given up, and not tried again before its wait is over."""
        now = now or timezone.now()
        due = Q(tried_at=None)
        for attempts in range(1, Letter.MOST_ATTEMPTS):
            due |= Q(attempts=attempts, tried_at__lte=now - Letter.FIRST_WAIT * 2 ** (attempts - 1))
        unsent = self.filter(due, sent_at=None, taken_at=None, withheld_at=None)
        return unsent.filter(attempts__lt=Letter.MOST_ATTEMPTS)

    def in_doubt(self):
        """Handed to the mail server without a word of what became of them; sent again only by an act."""
        return self.filter(sent_at=None, taken_at__isnull=False)

    def given_up(self):
        return self.filter(sent_at=None, taken_at=None, withheld_at=None, attempts__gte=Letter.MOST_ATTEMPTS)


class Letter(models.Model):
    """One letter to one reader in the reader's language; ``key`` keeps the same letter from being written twice.

    A reader is a user, or an address alone. A letter to many goes out after those to one, and a letter whose
    reader no longer wants it is withheld for good.
    """

    MOST_ATTEMPTS = 8
    FIRST_WAIT = timedelta(minutes=5)  # doubled after each further attempt: eight take some ten hours

    key = models.CharField(_("key"), max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=60)
    to_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="letters",
        verbose_name=_("to"),
    )
    address = models.EmailField(_("address"))
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    subject = models.CharField(_("subject"), max_length=300)
    text = models.TextField(_("text"))
    html = models.TextField(_("text as a page"), blank=True)
    headers = models.JSONField(_("further headers"), default=dict, blank=True)
    is_to_many = models.BooleanField(_("to many"), default=False)
    written_at = models.DateTimeField(_("written at"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    taken_at = models.DateTimeField(_("handed over at"), null=True, blank=True)
    withheld_at = models.DateTimeField(_("withheld at"), null=True, blank=True)
    tried_at = models.DateTimeField(_("last tried at"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    last_fault = models.TextField(_("last fault"), blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["-written_at", "-pk"]
        indexes = [models.Index(fields=["sent_at", "attempts"], name="letter_waiting")]
        constraints = [
            models.CheckConstraint(
                name="letter_has_an_address",
                condition=~Q(address=""),
                violation_error_message=_("A letter has an address."),
            ),
            models.CheckConstraint(
                name="letter_sent_or_withheld",
                condition=Q(sent_at=None) | Q(withheld_at=None),
                violation_error_message=_("What was withheld is not sent."),
            ),
        ]

    def __str__(self):
        """The log of acts names a letter by this, and cannot forget: an address alone is not in it."""
        return f"{self.subject} → {self.address}" if self.to_user_id else self.subject
