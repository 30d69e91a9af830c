from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RollsConfig(AppConfig):
    name = "hamshahr.rolls"
    verbose_name = _("rolls")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from hamshahr.meetings import tabs  # noqa: PLC0415  models must be loaded first
        from hamshahr.rolls.sealed import told_of_roll  # noqa: PLC0415
        from hamshahr.rolls.tabs import ROLL, address_of_roll  # noqa: PLC0415
        from hamshahr.seals import kinds  # noqa: PLC0415

        tabs.register(ROLL)

        fields = {
            "gathering": _("gathering"),
            "body": _("issued by"),
            "day": _("day of entitlement"),
            "cut_off": _("books read up to"),
            "version": _("version"),
            "entitled": _("entitled to vote"),
            "weight": _("votes"),
            "digest": _("digest of the lines"),
        }
        kinds.register("roll", _("roll of a gathering"), fields, address_of_roll, told_of_roll)
