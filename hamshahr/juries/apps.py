from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JuriesConfig(AppConfig):
    name = "hamshahr.juries"
    verbose_name = _("juries")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from hamshahr.accounts import log, withheld  # noqa: PLC0415  models must be loaded first
        from hamshahr.calls import readers  # noqa: PLC0415
        from hamshahr.juries import conflicts, following, joining, withholding  # noqa: PLC0415

        readers.register(conflicts.lets)
        readers.bar(conflicts.bars)
        log.follow(following.look)
        withheld.withhold(withholding.acts_withheld)
        joining.join()
