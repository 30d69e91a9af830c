from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    name = "hamshahr.web"
    verbose_name = _("web")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from hamshahr.record.services import when_claims_turn  # noqa: PLC0415  models must be loaded first
        from hamshahr.web import claim_letters, searching  # noqa: PLC0415  models must be loaded first
        from hamshahr.web.caching import triggers  # noqa: PLC0415  models must be loaded first

        searching.follow()
        triggers.follow(self)
        when_claims_turn(claim_letters.tell_editors)
