from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartiesConfig(AppConfig):
    name = "hamshahr.parties"
    verbose_name = _("parties")
    default_auto_field = "django.db.models.BigAutoField"
