from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AttendanceConfig(AppConfig):
    name = "hamshahr.attendance"
    verbose_name = _("attendance")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from hamshahr.accounts import log  # noqa: PLC0415  models must be loaded first
        from hamshahr.attendance.pages import TABS, is_sent  # noqa: PLC0415
        from hamshahr.attendance.services import join_invited  # noqa: PLC0415
        from hamshahr.meetings import circle, tabs  # noqa: PLC0415

        circle.register(is_sent)
        log.follow(join_invited)
        for tab in TABS:
            tabs.register(tab)
