from allauth.account.signals import email_changed
from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_out
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "hamshahr.accounts"
    verbose_name = _("accounts")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import log, sessions, translations  # noqa: PLC0415  models are not loaded before this moment

        user_logged_out.connect(sessions.end_sessions, dispatch_uid="hamshahr.accounts.end_sessions")
        email_changed.connect(sessions.log_new_address, dispatch_uid="hamshahr.accounts.log_new_address")
        log.follow(translations.note)
