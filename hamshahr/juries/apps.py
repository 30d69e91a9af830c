from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JuriesConfig(AppConfig):
    name = "hamshahr.juries"
    verbose_name = _("juries")
    default_auto_field = "django.db.models.BigAutoField"
