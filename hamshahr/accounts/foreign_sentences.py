"""Sentences of allauth that still reach a reader; listed so that our catalogues say them in our own voice."""

from django.utils.translation import gettext_noop as _

SENTENCES = (
    _("You must type the same password each time."),
    _("Use your password"),
    _("Use authenticator app or code"),
    _("Use a security key"),
    _("Master key"),
    _("Backup key"),
    _("Key nr. {number}"),
)
