"""Juries, jurors, conflicts of interest and ties between cities in the office."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import HeaderButton

from hamshahr.accounts.office import Register, Section
from hamshahr.accounts.office.views import ThingPage
from hamshahr.bodies.office.keeping import of_kept
from hamshahr.bodies.office.registers import OfBodies
from hamshahr.kernel.languages import listed
from hamshahr.kernel.office.acts import Act, ActForm
from hamshahr.kernel.office.languages import NAMES
from hamshahr.kernel.office.policies import ADD
from hamshahr.parties.office.search import found_parties

from .. import rules, services
from ..models import Conflict, Juror, Panel, Tie
from ..rules.panels import is_over
from .forms import ChangeForm, EndTieForm, InviteForm, ReasonForm, RecuseForm, SeatForm

SEAT = Act(
    name="seat",
    label=_("give a stage its jury"),
    form=SeatForm,
    of_list=True,
    may=rules.may_keep_some_panel,
    do=lambda _thing, by, **typed: services.seat_panel(by=by, **typed),
    to=lambda _thing, panel: PanelRegister.instance.address_of(panel),
    done=_("The stage has its jury."),
)
CHANGE_RULES = Act(
    name="change",
    label=_("change its rules"),
    form=ChangeForm,
    may=rules.may_keep_some_panel,
    do=lambda panel, by, **typed: services.change_panel(panel=panel, by=by, **typed),
)
INVITE = Act(
    name="invite",
    label=_("ask a juror"),
    form=InviteForm,
    may=rules.may_keep_some_panel,
    do=lambda panel, by, **typed: services.invite_juror(panel=panel, by=by, **typed),
    explanation=_("The person gets a letter with the page where to accept or decline."),
    done=_("The letter is on its way."),
)
FIND = Act(
    name="find",
    label=_("find the conflicts again"),
    form=ActForm,
    may=rules.may_keep_some_panel,
    do=lambda panel, by: services.infer_conflicts(panel=panel, by=by),
    explanation=_("They are found with each change of a fact; here once more, as of today."),
)


def may_keep_jury_of(user, thing):
    return rules.may_keep_panel(user, thing.panel if isinstance(thing, Juror) else thing.juror.panel)


NAME_CHAIR = Act(
    name="chair",
    label=_("name as chair"),
    form=ReasonForm,
    may=may_keep_jury_of,
    obstacle=rules.obstacle_to_leave,
    applies=lambda juror: not juror.is_chair,
    do=lambda juror, by, **typed: services.name_chair(juror=juror, by=by, **typed),
)
LEAVE = Act(
    name="leave",
    label=_("take off the jury"),
    form=ReasonForm,
    may=may_keep_jury_of,
    obstacle=rules.obstacle_to_leave,
    do=lambda juror, by, **typed: services.leave_panel(juror=juror, by=by, **typed),
    explanation=_("The entries wait for another juror; what was finished does not count any more."),
)
RECUSE = Act(
    name="recuse",
    label=_("keep from an entry"),
    form=RecuseForm,
    may=may_keep_jury_of,
    do=lambda juror, by, **typed: services.recuse_silently(juror=juror, by=by, **typed),
    explanation=_("The juror is not told, and finds the entry on no list."),
    done=_("The juror does not see this entry any more."),
)
LIFT = Act(
    name="lift",
    label=_("lift"),
    form=ReasonForm,
    may=rules.may_lift_conflict,
    obstacle=rules.obstacle_to_lift,
    do=lambda conflict, by, **typed: services.lift_conflict(conflict=conflict, by=by, **typed),
    explanation=_("Whatever else keeps the two apart still does."),
    done=_("The conflict is lifted."),
)
END_TIE = Act(
    name="end",
    label=_("end"),
    form=EndTieForm,
    may=lambda user, _thing: user.is_secretariat,
    applies=lambda tie: tie.ends_on is None,
    do=lambda tie, by, **typed: services.end_tie(tie=tie, by=by, **typed),
)


class PanelPage(ThingPage):
    """A jury, with the ways to its progress, to who reads what, and to its ranking."""

    @cached_property
    def header_buttons(self):
        ways = {
            "panel": (gettext("Progress of the jury"), "tasks"),
            "assignment": (gettext("Who reads what"), "list-ul"),
            "compute": (gettext("Rank the entries"), "order"),
        }
        own = [
            HeaderButton(label, url=reverse(f"juries:{name}", args=[self.object.key]), icon_name=icon)
            for name, (label, icon) in ways.items()
        ]
        return [*super().header_buttons, *own]


class PanelRegister(OfBodies, Register):
    model = Panel
    path = "stage__call__body"
    name = "office_panels"
    url_prefix = "panels"
    icon = "group"
    inspect_view_class = PanelPage
    list_display = ("__str__", "reviews_each", "region_cap", "sees_others")
    list_filter = {"sees_others": ["exact"]}
    unshown = ("key",)
    acts = (SEAT, CHANGE_RULES, INVITE, FIND)
    instance: "PanelRegister"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        PanelRegister.instance = self

    def listed(self, user):
        return self.kept(user).select_related("stage__call")

    def sections(self, thing, user):
        people = Section(
            gettext("Jurors"), (gettext("juror"), gettext("state"), gettext("languages"), gettext("most entries"))
        )
        for juror in thing.jurors.select_related("user"):
            languages = listed(*(NAMES.get(code, code) for code in juror.languages))
            people.add(juror, juror.get_state_display(), languages, juror.max_load, thing=juror)
        return [people, *super().sections(thing, user)]


class JurorRegister(OfBodies, Register):
    model = Juror
    path = "panel__stage__call__body"
    name = "office_jurors"
    url_prefix = "jurors"
    icon = "user"
    list_display = ("user", "panel", "party", "state", "is_chair", "max_load")
    list_filter = {"state": ["exact"], "is_chair": ["exact"]}
    searched = ("user__full_name", "user__email")
    unshown = ("key", "gender")
    acts = (NAME_CHAIR, LEAVE, RECUSE)

    def listed(self, user):
        return self.kept(user).select_related("user", "party", "panel__stage__call")

    def remarks(self, thing):
        is_late = is_over(thing.panel.stage, thing.invited_at)
        return [gettext("This stage was over when the person was asked.")] if is_late else []


class ConflictRegister(OfBodies, Register):
    model = Conflict
    path = "juror__panel__stage__call__body"
    name = "office_conflicts"
    url_prefix = "conflicts"
    icon = "no-view"
    list_display = ("juror", "submission", "kind", "how", "rule", "made_at", "lifted_at")
    list_filter = {"kind": ["exact"], "how": ["exact"], "rule": ["exact"]}
    searched = ("juror__user__full_name", "submission__title")
    acts = (LIFT,)

    def kept(self, user):
        """Nobody reads here of conflicts of one's own."""
        seen = Conflict.objects.visible_to(user).exclude(juror__user=user)
        return of_kept(seen, user, self.path) if self.may_see(user) else seen.none()

    def listed(self, user):
        return self.kept(user).select_related("juror__user", "submission")


class TieRegister(Register):
    model = Tie
    name = "office_ties"
    url_prefix = "ties"
    icon = "link"
    allows = frozenset({ADD})
    fields = ("party", "other", "kind", "starts_on", "ends_on", "confidence", "source", "as_of", "note")
    list_display = ("party", "other", "kind", "starts_on", "ends_on")
    list_filter = {"kind": ["exact"]}
    acts = (END_TIE,)

    def add(self, *, by, **fields):
        return services.enter_tie(by=by, **fields)

    def listed(self, user):
        return self.kept(user).select_related("party", "other")

    @property
    def search(self):
        return lambda rows, words: (
            rows.filter(party__in=found_parties(words)) | rows.filter(other__in=found_parties(words))
        )
