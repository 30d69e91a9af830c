from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SealsConfig(AppConfig):
    name = "hamshahr.seals"
    verbose_name = _("seals")
    default_auto_field = "django.db.models.BigAutoField"
