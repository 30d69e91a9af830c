from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GatheringsConfig(AppConfig):
    name = "hamshahr.gatherings"
    verbose_name = _("gatherings")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from hamshahr.gatherings.entries import KINDS, MEASURES  # noqa: PLC0415  models must be loaded first
        from hamshahr.gatherings.proving import BUILDERS  # noqa: PLC0415
        from hamshahr.record import proving  # noqa: PLC0415
        from hamshahr.record.kinds import register  # noqa: PLC0415

        register(KINDS, MEASURES)
        proving.register(BUILDERS)
