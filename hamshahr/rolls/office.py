"""Rolls in the office: their register, and the acts of the secretary."""

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column

from hamshahr.accounts.office import Register, Section, address_of
from hamshahr.bodies.office.registers import OfBodies
from hamshahr.kernel.digits import localise
from hamshahr.kernel.digits import number as shown_number
from hamshahr.kernel.office import fields
from hamshahr.kernel.office.acts import Act, ActForm
from hamshahr.meetings.circle import is_meeting

from . import queries, rules, services, wording
from .forms import CutOff, HourField, first_values
from .models import Roll
from .times import day_of_entitlement, usual_cut_off, zone_of


class ComputeForm(CutOff, ActForm):
    day = fields.day(gettext_lazy("Day of the cut-off"))
    hour = HourField(
        label=gettext_lazy("Hour of the cut-off"),
        help_text=gettext_lazy("By the clock of the meeting’s place."),
    )

    def prepare(self):
        last, day = queries.roll_of(self.thing), day_of_entitlement(self.thing)
        if last is not None or day is not None:
            first = first_values(last.cut_off if last else usual_cut_off(self.thing, day), self.thing)
            self.fields["day"].initial, self.fields["hour"].initial = first["day"], first["hour"]

    def clean(self):
        return self.said_moment(self.thing)


def to_roll(_gathering, roll):
    return address_of(roll)


COMPUTE = Act(
    name="roll",
    label=gettext_lazy("compute the roll"),
    form=ComputeForm,
    may=rules.may_keep_roll,
    obstacle=rules.obstacle_to_compute,
    applies=is_meeting,
    do=lambda gathering, by, **typed: services.compute_roll(gathering=gathering, by=by, **typed),
    explanation=gettext_lazy("A payment counts from the moment it was entered in the books."),
    done=gettext_lazy("The roll is computed."),
    to=to_roll,
)
FREEZE = Act(
    name="freeze",
    label=gettext_lazy("freeze and sign"),
    form=ActForm,
    may=rules.may_freeze_roll,
    obstacle=lambda roll: rules.obstacle_to_freeze(roll, now=timezone.now()),
    do=lambda roll, by: services.freeze_roll(roll=roll, by=by),
    explanation=gettext_lazy("From now on it says who may vote, whatever is paid later. This cannot be taken back."),
    done=gettext_lazy("The roll is frozen and signed."),
)


class Counted(Column):
    """A count of lines that the list brought along."""

    def get_value(self, instance):
        return localise(getattr(instance, self.name))


class RollRegister(OfBodies, Register):
    model = Roll
    name = "office_rolls"
    url_prefix = "rolls"
    icon = "list-ol"
    menu_label = gettext_lazy("Rolls")
    menu_name = "rolls"
    menu_order = 405
    add_to_admin_menu = True
    list_display = (
        *("gathering", "version", "on", "computed_at", "frozen_at"),
        Counted("entitled", label=gettext_lazy("Entitled")),
        Counted("silent", label=gettext_lazy("Not entitled")),
    )
    list_filter = {"body": ["exact"], "frozen_at": ["isnull"]}
    unshown = ("rule",)
    acts = (FREEZE,)

    def listed(self, user):
        counts = {name: Count("lines", filter=Q(lines__is_entitled=name == "entitled")) for name in COUNTS}
        return self.kept(user).select_related("gathering", "body").annotate(**counts)

    def sections(self, thing, user):
        lines = Section(_("Lines of the roll"), (_("city"), _("vote"), _("votes"), _("reason"), _("how it is mended")))
        rows = thing.lines.select_related("party", "region", "roll").order_by("is_entitled", "party__slug")
        for row in queries.rows_of(thing, list(rows), user):
            vote = _("entitled") if row.line.is_entitled else _("not entitled")
            lines.add(row.line.party, vote, shown_number(row.line.weight.normalize()), row.reason, row.cure)
        return [*super().sections(thing, user), lines, changes(thing)]

    def remarks(self, thing):
        moment = wording.moment_words(thing, zone_of(thing.gathering))
        return [_("Books read up to %(moment)s.") % {"moment": moment}]


COUNTS = ("entitled", "silent")


def changes(roll):
    """What differs from the version before."""
    section = Section(_("What differs from the version before"), (_("city"), _("before"), _("now")))
    section.add_all((change.party, change.before, change.after) for change in queries.changes_of(roll))
    return section


def rolls_of(gathering, user):
    """On the page of a gathering: the versions of its roll."""
    section = Section(_("Rolls"), (_("version"), _("computed at"), _("frozen at")))
    for roll in gathering.rolls.order_by("-version"):
        section.add(localise(roll.version), roll.computed_at, roll.frozen_at, thing=roll)
    return section
