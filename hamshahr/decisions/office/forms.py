"""What the acts of the secretary on motions, elections and decisions in writing ask for."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from hamshahr.ballots.models import Ballot
from hamshahr.bodies.models import Office
from hamshahr.kernel.office import fields
from hamshahr.kernel.office.acts import ActForm
from hamshahr.meetings.models import Session

from ..models import Election, Motion, WrittenProcedure


class BlockForm(ActForm):
    names = fields.texts(gettext_lazy("Title"))
    motions = forms.ModelMultipleChoiceField(
        Motion.objects.none(), label=gettext_lazy("Motions"), widget=forms.CheckboxSelectMultiple
    )

    def prepare(self):
        self.fields["motions"].queryset = self.thing.motions.filter(block=None)

    def clean_motions(self):
        return list(self.cleaned_data["motions"])


class ElectionForm(ActForm):
    names = fields.texts(gettext_lazy("Title"))
    office = fields.choice(Office, gettext_lazy("Office whose seats are filled"), required=False)
    places = forms.IntegerField(label=gettext_lazy("Places to fill"), min_value=1, max_value=200, initial=1)
    method = forms.ChoiceField(label=gettext_lazy("Counted by"), choices=Election.Method.choices)
    choices_min = forms.IntegerField(label=gettext_lazy("Least choices"), min_value=0, max_value=200, initial=1)
    choices_max = forms.IntegerField(label=gettext_lazy("Most choices"), min_value=1, max_value=200, initial=1)
    rounds_most = forms.IntegerField(
        label=gettext_lazy("Most rounds"),
        min_value=1,
        max_value=9,
        initial=1,
        help_text=gettext_lazy("In all but the last, more than half of the valid votes is needed."),
    )

    def prepare(self):
        gathering = self.thing.session.gathering
        self.fields["office"].queryset = Office.objects.visible_to(self.by).filter(body=gathering.body)


class ListForm(ActForm):
    names = fields.texts(gettext_lazy("Name"))


class SeedForm(ActForm):
    seed = fields.line(
        gettext_lazy("Seed of the lots"),
        longest=120,
        help_text=gettext_lazy("Something nobody can know before; empty: ties go by the order of the list."),
    )


class RoundForm(ActForm):
    way = forms.ChoiceField(label=gettext_lazy("Way of voting"), choices=Ballot.Way.choices, initial=Ballot.Way.SECRET)


class SeatForm(ActForm):
    number = fields.line(gettext_lazy("Number of the decision"), longest=40)
    starts_on = fields.day(gettext_lazy("Seats begin on"))

    def prepare(self):
        self.fields["starts_on"].initial = timezone.localdate()


class AskForm(ActForm):
    names = fields.texts(gettext_lazy("Title"))
    text = fields.texts(gettext_lazy("Text"), are_long=True)
    way = forms.ChoiceField(label=gettext_lazy("Way"), choices=WrittenProcedure.Way.choices)
    closes_on = fields.day(gettext_lazy("Last day"))


class LayForm(ActForm):
    session = fields.choice(Session, gettext_lazy("Session"))

    def prepare(self):
        rows = Session.objects.standing().filter(gathering__body=self.thing.body, opened_at=None)
        self.fields["session"].queryset = rows.select_related("gathering")
