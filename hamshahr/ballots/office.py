"""Ballots in the office: their register, closing and annulling; the answers of an open secret one are not there."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column

from hamshahr.accounts.office import Register, Section
from hamshahr.bodies.office.registers import OfBodies
from hamshahr.kernel.office.acts import Act, ActForm, ReasonForm

from . import queries, rules, services
from .models import Ballot

CLOSE = Act(
    name="close",
    label=gettext_lazy("close"),
    form=ActForm,
    may=rules.may_keep_ballot,
    obstacle=rules.obstacle_to_close,
    do=lambda ballot, by: services.close_ballot(ballot=ballot, by=by),
    explanation=gettext_lazy(
        "The box is opened and counted at once; papers are then counted by hand. It stays closed."
    ),
    done=gettext_lazy("The ballot is closed."),
)
ANNUL = Act(
    name="annul",
    label=gettext_lazy("annul"),
    form=ReasonForm,
    may=rules.may_keep_ballot,
    obstacle=rules.obstacle_to_annul,
    do=lambda ballot, by, reason: services.annul_ballot(ballot=ballot, reason=reason, by=by),
    explanation=gettext_lazy("The ballot ends without a count; what was cast in secret is never read."),
    done=gettext_lazy("The ballot is annulled."),
)


class StateOfBallot(Column):
    def get_value(self, ballot):
        return str(ballot.state_word)


class BallotRegister(OfBodies, Register):
    model = Ballot
    path = "gathering__body"
    name = "office_ballots"
    url_prefix = "ballots"
    icon = "check"
    menu_label = gettext_lazy("Ballots")
    menu_name = "ballots"
    menu_order = 412
    add_to_admin_menu = True
    list_display = ("__str__", "gathering", "way", "opened_at", StateOfBallot("state", label=gettext_lazy("State")))
    list_filter = {"gathering": ["exact"], "way": ["exact"], "closed_at": ["isnull"]}
    unshown = ("key", "rule", "result", "seal")
    acts = (CLOSE, ANNUL)

    def listed(self, user):
        return self.kept(user).select_related("gathering")

    def remarks(self, thing):
        progress = queries.progress(thing)
        words = {"state": thing.state_word, "voted": progress.voted, "voices": progress.voices}
        return [_("The ballot today: %(state)s; %(voted)s of %(voices)s have voted.") % words]

    def sections(self, thing, user):
        page = Section(_("Pages"), (_("page"),))
        address = reverse("ballots:ballot", args=[thing.key])
        page.add(format_html('<a href="{}">{}</a>', address, _("Ballot")))
        log = Section(_("Log of the ballot"), (_("act"), _("at"), _("digest")))
        for act in thing.acts.all():
            log.add(act.verb, act.at, act.digest[:16])
        return [page, log, *super().sections(thing, user)]
