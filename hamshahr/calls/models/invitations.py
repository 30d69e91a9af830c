"""Letters that let one person, known by an address, write an entry with its authors."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hamshahr.kernel.languages import listed

from .calls import new_key
from .submissions import Submission


class AuthorInvitationQuerySet(models.QuerySet):
    def standing(self, at):
        """Those that can still be accepted."""
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=at)

    def unanswered(self, at):
        """Those that nobody accepted, nor can any more, and whose address is still known."""
        return self.filter(accepted_at=None, forgotten_at=None, expires_at__lte=at)


class AuthorInvitation(models.Model):
    """The link in its letter is good once, for two weeks, for the one address; only the digest of its token is kept.

    The token is made when the letter goes out, so that no stored letter holds it. Whose address it was is told by no
    log, and where nobody answered it is removed some time after the call has closed.
    """

    key = models.CharField(max_length=16, unique=True, default=new_key, editable=False)
    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="author_invitations", verbose_name=_("submission")
    )
    email = models.EmailField(_("address"), blank=True)
    full_name = models.CharField(_("name"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    token_digest = models.CharField(max_length=64, unique=True, null=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("invited by")
    )
    invited_at = models.DateTimeField(_("invited at"))
    expires_at = models.DateTimeField(_("good until"))
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        *(settings.AUTH_USER_MODEL, models.PROTECT),
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("accepted by"),
    )
    withdrawn_at = models.DateTimeField(_("taken back at"), null=True, blank=True)
    forgotten_at = models.DateTimeField(_("address removed at"), null=True, blank=True)

    derived_fields = ("email", "full_name")  # a log that nothing is taken out of keeps no stranger's address

    objects = AuthorInvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation to write an entry")
        verbose_name_plural = _("invitations to write entries")
        ordering = ["submission", "pk"]
        constraints = [
            models.CheckConstraint(name="author_invitation_expires_later", condition=Q(expires_at__gt=F("invited_at"))),
            models.CheckConstraint(
                name="author_invitation_accepted_by_somebody",
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False, withdrawn_at=None),
            ),
            models.CheckConstraint(
                name="author_invitation_names_somebody_until_forgotten",
                condition=Q(forgotten_at=None) & ~Q(email="") & ~Q(full_name="")
                | Q(forgotten_at__isnull=False, accepted_at=None, email="", full_name=""),
            ),
        ]

    def __str__(self):
        return listed(self.full_name, self.submission)
