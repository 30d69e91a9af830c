from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CallsConfig(AppConfig):
    name = "hamshahr.calls"
    verbose_name = _("calls")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from hamshahr.bodies.resting import also_rests  # noqa: PLC0415  models must be loaded first
        from hamshahr.calls.entries import KINDS, MEASURES  # noqa: PLC0415
        from hamshahr.calls.notices.reminders import DESK, DRAFT, last_look  # noqa: PLC0415
        from hamshahr.calls.pages import lead_to_search, rests_on  # noqa: PLC0415
        from hamshahr.calls.proving import BUILDERS  # noqa: PLC0415
        from hamshahr.calls.services import inviting  # noqa: PLC0415
        from hamshahr.gatherings.further import also_lead  # noqa: PLC0415
        from hamshahr.letters.services import look_before_sending  # noqa: PLC0415
        from hamshahr.record import proving  # noqa: PLC0415
        from hamshahr.record.kinds import register  # noqa: PLC0415

        also_lead(lead_to_search)
        also_rests(rests_on)
        register(KINDS, MEASURES)
        proving.register(BUILDERS)
        look_before_sending(DRAFT, last_look)
        look_before_sending(DESK, last_look)
        look_before_sending(inviting.notices.INVITED, inviting.last_look)
