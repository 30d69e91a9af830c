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
        self.register_seals()

    def follow_ballots(self):
        """Delegates who are there vote for their city; what is voted upon is decided when its ballot is counted."""
        from hamshahr.attendance.queries import may_speak_for, spoken_for  # noqa: PLC0415
        from hamshahr.ballots import closed, voters  # noqa: PLC0415
        from hamshahr.decisions.services import count_round, decide_by, keep_roll  # noqa: PLC0415

        voters.register(may_speak_for, spoken_for)
        closed.register(keep_roll)
        closed.register(decide_by)
        closed.register(count_round)

    def register_seals(self):
        from hamshahr.decisions.pages import address_of_roll, address_of_written_roll, told_of_written_roll  # noqa: PLC0415
        from hamshahr.decisions.services import closing_rolls, written_rolls  # noqa: PLC0415
        from hamshahr.rolls.sealed import told_of_roll  # noqa: PLC0415
        from hamshahr.seals import kinds  # noqa: PLC0415

        fields = {
            "gathering": _("gathering"),
            "body": _("issued by"),
            "ballot": _("key of the ballot"),
            "closed": _("closed at"),
            "could": _("could vote"),
            "present": _("present"),
            "represented": _("represented"),
            "digest": _("digest of the roll"),
        }
        kinds.register(closing_rolls.KIND, _("roll of a ballot"), fields, address_of_roll, told_of_roll)
        fields = {
            "procedure": _("decision by correspondence"),
            "body": _("issued by"),
            "day": _("day of entitlement"),
            "cut_off": _("books read up to"),
            "entitled": _("entitled to vote"),
            "weight": _("votes"),
            "digest": _("digest of the lines"),
        }
        label = _("roll of a decision by correspondence")
        kinds.register(written_rolls.KIND, label, fields, address_of_written_roll, told_of_written_roll)

    def register_tabs(self):
        from hamshahr.decisions.pages import register_tabs  # noqa: PLC0415

        register_tabs()
