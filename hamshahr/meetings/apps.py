from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "hamshahr.meetings"
    verbose_name = _("meetings")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from hamshahr.gatherings.further import also_lead  # noqa: PLC0415
        from hamshahr.meetings.entries import KINDS, MEASURES  # noqa: PLC0415  models must be loaded first
        from hamshahr.meetings.pages import lead_to_meeting, register_tabs  # noqa: PLC0415
        from hamshahr.record.kinds import register  # noqa: PLC0415

        register(KINDS, MEASURES)
        register_tabs()
        also_lead(lead_to_meeting)
