from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DecisionsConfig(AppConfig):
    name = "hamshahr.decisions"
    verbose_name = _("decisions")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from hamshahr.attendance import arrivals  # noqa: PLC0415  models must be loaded first
        from hamshahr.bodies.hanging import register  # noqa: PLC0415
        from hamshahr.decisions.services import arrived, fall, give_back  # noqa: PLC0415

        register(fall)
        arrivals.register(arrived)
        arrivals.register(give_back)
        self.follow_ballots()
        self.register_tabs()

    def follow_ballots(self):
        """Delegates who are there vote for their city; what is voted upon is decided when its ballot is counted."""
        from hamshahr.attendance.queries import may_speak_for, spoken_for  # noqa: PLC0415
        from hamshahr.ballots import closed, voters  # noqa: PLC0415
        from hamshahr.decisions.services import count_round, decide_by  # noqa: PLC0415

        voters.register(may_speak_for, spoken_for)
        closed.register(decide_by)
        closed.register(count_round)

    def register_tabs(self):
        from hamshahr.decisions.pages import register_tabs  # noqa: PLC0415

        register_tabs()
