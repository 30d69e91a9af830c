from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PracticesConfig(AppConfig):
    name = "hamshahr.practices"
    verbose_name = _("practices")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from hamshahr.comments import places  # noqa: PLC0415
        from hamshahr.practices.entries import KINDS, MEASURES  # noqa: PLC0415  models must be loaded first
        from hamshahr.practices.proving import BUILDERS  # noqa: PLC0415
        from hamshahr.practices.queries import TALKED_OF  # noqa: PLC0415
        from hamshahr.record import proving  # noqa: PLC0415
        from hamshahr.record.kinds import register  # noqa: PLC0415

        register(KINDS, MEASURES)
        proving.register(BUILDERS)
        places.register(TALKED_OF)
