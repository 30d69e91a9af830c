from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DecisionsConfig(AppConfig):
    name = "hamshahr.decisions"
    verbose_name = _("decisions")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from hamshahr.attendance import arrivals  # noqa: PLC0415  models must be loaded first
        from hamshahr.bodies.hanging import register  # noqa: PLC0415
        from hamshahr.decisions.services import arrived, fall  # noqa: PLC0415

        register(fall)
        arrivals.register(arrived)
        add_pages()


def add_pages():
    """Put the pages of this room beside the others of a meeting."""
    from hamshahr.decisions.rules import may_rehearse  # noqa: PLC0415  models must be loaded first
    from hamshahr.meetings import tabs  # noqa: PLC0415

    tabs.register(tabs.Tab("decisions:rehearsal", _("Rehearsal"), 45, may_rehearse))
