"""Signed statements with a serial, a code to check them by, and their revocation."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .serials import new_serial


class SigningKey(models.Model):
    """The public half of a key of this installation; its private half is a file beside the store, never in it."""

    name = models.CharField(_("name of the key"), max_length=16, unique=True)
    public = models.CharField(_("public key"), max_length=43, unique=True)
    began_at = models.DateTimeField(_("began at"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    class Meta:
        verbose_name = _("signing key")
        verbose_name_plural = _("signing keys")
        ordering = ["-began_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                models.Value(1),
                name="signing_key_one_at_work",
                condition=Q(ended_at=None),
                violation_error_message=_("There is a key at work already."),
            ),
            models.CheckConstraint(
                name="signing_key_ends_after_it_begins",
                condition=Q(ended_at=None) | Q(ended_at__gte=models.F("began_at")),
                violation_error_message=_("A key ends after it begins."),
            ),
        ]

    def __str__(self):
        return self.name


class SealQuerySet(models.QuerySet):
    def visible_to(self, _user):
        """Every seal: whoever holds the paper has its serial, which nobody can guess; no page lists them."""
        return self.all()

    def standing(self):
        return self.filter(revoked_at=None)

    def revoked(self):
        return self.exclude(revoked_at=None)


class Seal(models.Model):
    """What a paper says, signed: a flat statement with a serial that stays even where the paper is revoked."""

    class Ground(models.TextChoices):
        MISTAKE = "mistake", _("the paper was wrong")
        WITHDRAWN = "withdrawn", _("what it says was withdrawn")
        REPLACED = "replaced", _("a further paper replaces it")
        KEY = "key", _("the key it was signed with is no longer trusted")

    serial = models.CharField(_("serial"), max_length=19, unique=True, default=new_serial, editable=False)
    kind = models.CharField(_("kind"), max_length=20)
    thing_key = models.CharField(_("key of the thing"), max_length=80, db_index=True)
    statement = models.TextField(_("statement"))
    signature = models.CharField(_("signature"), max_length=86)
    key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, related_name="seals", verbose_name=_("signing key"))
    likeness = models.CharField(max_length=64, editable=False)
    issued_on = models.DateField(_("issued on"))
    sealed_at = models.DateTimeField(_("sealed at"), default=timezone.now)
    sealed_by = models.ForeignKey(
        *(settings.AUTH_USER_MODEL, models.PROTECT),
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sealed by"),
    )
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    ground = models.CharField(_("ground of the revocation"), max_length=10, choices=Ground, blank=True)
    replaced_by = models.ForeignKey(
        *("self", models.PROTECT), null=True, blank=True, related_name="replaces", verbose_name=_("replaced by")
    )

    objects = SealQuerySet.as_manager()

    class Meta:
        verbose_name = _("seal")
        verbose_name_plural = _("seals")
        ordering = ["-sealed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="seal_once_for_the_same_paper",
                fields=["thing_key", "likeness"],
                condition=Q(revoked_at=None),
                violation_error_message=_("This paper is sealed already."),
            ),
            models.CheckConstraint(
                name="seal_revoked_with_a_ground",
                condition=Q(revoked_at=None, ground="", replaced_by=None)
                | (Q(revoked_at__isnull=False) & ~Q(ground="")),
                violation_error_message=_("What is revoked has a ground."),
            ),
        ]

    def __str__(self):
        return self.serial
