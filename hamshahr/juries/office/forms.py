"""What the acts on juries ask for in the office."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hamshahr.accounts.models import User
from hamshahr.bodies.office.keeping import of_kept
from hamshahr.calls.models import Stage, Submission
from hamshahr.kernel.digits import localise
from hamshahr.kernel.office import fields
from hamshahr.kernel.office.acts import ActForm
from hamshahr.parties.models import Party

from ..models import Kind, Panel
from ..rules.panels import JUDGING


class RulesForm(ActForm):
    """The rules of a jury."""

    reviews_each = forms.IntegerField(label=_("Reviews for each entry"), min_value=1, max_value=20, initial=3)
    region_cap = forms.IntegerField(
        label=_("Most jurors of one region on an entry"), min_value=1, max_value=20, required=False, initial=2
    )
    sees_others = forms.ChoiceField(label=_("Jurors see the reviews of others"), choices=Panel.SeesOthers.choices)
    past_years = forms.IntegerField(
        label=_("Years for which a former employer is a conflict"), min_value=0, max_value=50, initial=3
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages entries are translated into"),
        choices=settings.LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class SeatForm(RulesForm):
    stage = forms.ModelChoiceField(None, label=_("Stage"))
    field_order = ("stage",)

    def prepare(self):
        free = Stage.objects.filter(kind__in=JUDGING, panel=None).select_related("call")
        self.fields["stage"].queryset = of_kept(free, self.by, "call__body")


class ChangeForm(RulesForm):
    reason = fields.line(_("Reason"), required=True)

    def prepare(self):
        for name in ("reviews_each", "region_cap", "sees_others", "past_years", "languages"):
            self.fields[name].initial = getattr(self.thing, name)


class InviteForm(ActForm):
    """Whom to ask, by the e-mail of the account."""

    email = forms.EmailField(label=_("E-mail of the account"))
    party = fields.thing(Party, _("Belongs to"), required=False)
    is_chair = forms.BooleanField(label=_("Chairs the jury"), required=False)
    max_load = forms.IntegerField(label=_("Most entries"), min_value=1, max_value=500, initial=20)

    def clean(self):
        said = super().clean()
        email = said.pop("email", None)
        if email is None:
            return said
        user = User.objects.filter(email__iexact=email, is_active=True).first()
        if user is None:
            self.add_error("email", gettext("There is no account with this e-mail; invite the person first."))
        return said | {"user": user}


class ReasonForm(ActForm):
    reason = fields.lines(_("Reason"), required=True)


class RecuseForm(ReasonForm):
    """From which entry a juror is kept, without being told."""

    submission = forms.ModelChoiceField(None, label=_("Entry"))
    kind = forms.ChoiceField(label=_("Kind of conflict"), choices=Kind.choices)
    field_order = ("submission", "kind", "reason")

    def prepare(self):
        entries = Submission.objects.visible_to(self.by).filter(call=self.thing.panel.stage.call_id)
        self.fields["submission"].queryset = entries.exclude(state=Submission.State.WITHDRAWN)
        self.fields["submission"].label_from_instance = lambda each: f"{localise(each.number or 0)}. {each.title}"


class EndTieForm(ActForm):
    ends_on = fields.partial_day(_("Ends on"))
    reason = fields.line(_("Reason"))
