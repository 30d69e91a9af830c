from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordConfig(AppConfig):
    name = "hamshahr.record"
    verbose_name = _("record")
    default_auto_field = "django.db.models.BigAutoField"
