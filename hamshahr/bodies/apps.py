from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BodiesConfig(AppConfig):
    name = "hamshahr.bodies"
    verbose_name = _("bodies")
    default_auto_field = "django.db.models.BigAutoField"
