"""How a reader narrows the register, writes a report and names a candidate."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from hamshahr.bodies.models import LocalOffice
from hamshahr.calls.models import Submission
from hamshahr.parties.models import Party

from .models import Nomination, Voted
from .queries import STATES

ANY = ("", _("any"))


class SeatFilters(forms.Form):
    """All of it in the address; what is not understood narrows nothing."""

    q = forms.CharField(label=_("Words"), max_length=100, required=False)
    body = forms.ChoiceField(label=_("Body"), required=False)
    state = forms.ChoiceField(label=_("State"), choices=[ANY, *STATES.items()], required=False)

    def __init__(self, *args, bodies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [ANY, *bodies]

    def chosen(self):
        """What was understood of the address."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class ReportForm(forms.Form):
    """What was said, how the seat voted on each point, and the version of the draft that its writer had before them."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    text = forms.CharField(
        label=_("What was said"),
        max_length=20000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 12, "dir": "auto"}),
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args, points, **kwargs):
        super().__init__(*args, **kwargs)
        self.points = points
        for point in points:
            self.fields[f"vote-{point.position}"] = forms.ChoiceField(
                label=_("Vote"), choices=[("", "—"), *Voted.choices], required=False
            )
            self.fields[f"remark-{point.position}"] = forms.CharField(
                label=_("Remark"), max_length=300, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
            )

    def said(self):
        """What the service keeps."""
        cells = self.cleaned_data
        votes = {point: (cells[f"vote-{point.position}"], cells[f"remark-{point.position}"]) for point in self.points}
        return {name: cells[name] for name in ("language", "text", "version")} | {"votes": votes}

    @property
    def lines(self):
        """Each point with its two fields."""
        return [(point, self[f"vote-{point.position}"], self[f"remark-{point.position}"]) for point in self.points]


def first_words(report, points, language):
    """What the form shows at first: the draft as it was kept."""
    if report is None:
        return {"language": language, "version": 0}
    first = {"language": report.language, "text": report.text, "version": report.version}
    kept = {vote.point_id: vote for vote in report.votes.all()}
    for point in points:
        if point.pk in kept:
            first[f"vote-{point.position}"] = kept[point.pk].vote
            first[f"remark-{point.position}"] = kept[point.pk].remark
    return first


class NominationForm(forms.Form):
    """A candidate of one's own city, by virtue of a local office that the register knows."""

    party = forms.ModelChoiceField(Party.objects.none(), label=_("City"))
    submission = forms.ModelChoiceField(Submission.objects.none(), label=_("Entry with which the candidate is named"))
    local_office = forms.ModelChoiceField(
        LocalOffice.objects.none(),
        label=_("Candidate, by virtue of a local office"),
        help_text=_("Whoever is not in the list: have the secretariat enter the person and the office first."),
    )
    gender = forms.ChoiceField(
        label=_("Gender"),
        choices=[("", "—"), *Nomination.Gender.choices],
        required=False,
        help_text=_("For the advice that the seats be held evenly; nobody must say it."),
    )

    def __init__(self, *args, cities, entries=None, **kwargs):
        """``entries`` are those with which a candidate can be named; None where the call has no form of its own."""
        super().__init__(*args, **kwargs)
        if entries is None:
            del self.fields["submission"]
            self.fields["party"].queryset = Party.objects.filter(pk__in=[city.pk for city in cities])
        else:
            del self.fields["party"]
            self.fields["submission"].queryset = entries
        offices = LocalOffice.objects.filter(party__in=cities).select_related("person", "party")
        self.fields["local_office"].queryset = offices.order_by("party", "-starts_on", "pk")
        for name, choices in (("party", cities), ("submission", entries)):
            if name in self.fields and len(choices) == 1:
                self.fields[name].initial = choices[0]

    def clean(self):
        """The office is one of the city, and says who the candidate is."""
        said = self.cleaned_data
        office, entry = said.get("local_office"), said.get("submission")
        party = entry.party if entry is not None else said.get("party")
        if office is not None and party is not None and office.party_id != party.pk:
            self.add_error("local_office", _("This local office is one of another city."))
        return said | {"party": party, "person": office.person if office else None}
