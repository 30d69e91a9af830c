from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RollsConfig(AppConfig):
    name = "hamshahr.rolls"
    verbose_name = _("rolls")
    default_auto_field = "django.db.models.BigAutoField"
