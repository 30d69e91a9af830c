from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordConfig(AppConfig):
    name = "hamshahr.record"
    verbose_name = _("record")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from hamshahr.record.proving import register  # noqa: PLC0415  models must be loaded first
        from hamshahr.record.proving.counting import BUILDERS  # noqa: PLC0415  models must be loaded first
        from hamshahr.record.services import turning  # noqa: PLC0415  models must be loaded first

        register(BUILDERS)
        turning.follow_the_log()
