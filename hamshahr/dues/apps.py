from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DuesConfig(AppConfig):
    name = "hamshahr.dues"
    verbose_name = _("dues")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from hamshahr.dues.notices import REMINDER, last_look  # noqa: PLC0415  models must be loaded first
        from hamshahr.letters.services import look_before_sending  # noqa: PLC0415

        look_before_sending(REMINDER, last_look)
