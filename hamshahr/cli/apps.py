from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CliConfig(AppConfig):
    name = "hamshahr.cli"
    verbose_name = _("commands")
    default_auto_field = "django.db.models.BigAutoField"
