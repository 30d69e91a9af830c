from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AwardsConfig(AppConfig):
    name = "hamshahr.awards"
    verbose_name = _("awards")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import joining  # noqa: PLC0415  models must be loaded first

        joining.join()
