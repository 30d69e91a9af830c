from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DecisionsConfig(AppConfig):
    name = "hamshahr.decisions"
    verbose_name = _("decisions")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from hamshahr.bodies.hanging import register  # noqa: PLC0415  models must be loaded first
        from hamshahr.decisions.services import fall  # noqa: PLC0415

        register(fall)
