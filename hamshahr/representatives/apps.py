from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RepresentativesConfig(AppConfig):
    name = "hamshahr.representatives"
    verbose_name = _("representatives")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import joining  # noqa: PLC0415  models must be loaded first

        joining.join()
