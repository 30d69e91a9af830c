"""What the acts on a call and its parts ask for."""

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from hamshahr.bodies.models import Body
from hamshahr.bodies.office.keeping import bodies
from hamshahr.kernel.office import fields
from hamshahr.kernel.office.acts import ActForm
from hamshahr.kernel.office.fields import HourField
from hamshahr.meetings.office.forms import zone_line

from ..caps import PER_CITY, PER_FRAMEWORK
from ..models import Call, Edition, Question, Stage
from ..reasons import USUAL
from .typed import DayList, Keys, NamedLines, at_the_place, parted

SLUG = gettext_lazy("Small Latin letters, digits and hyphens.")


def hour(label):
    return HourField(label=label, required=False, help_text=gettext_lazy("Like 09:30, by the clock of the call."))


def whole(label, *, least=0, **options):
    return forms.IntegerField(label=label, required=False, min_value=least, max_value=100_000, **options)


def usual_reasons():
    return [{"code": code, "names": names} for code, names in USUAL.items()]


class TermsForm(ActForm):
    """What a call says as a whole."""

    names = fields.texts(gettext_lazy("Title"))
    text = fields.texts(gettext_lazy("Text of the call"), are_long=True)
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages of entries"), choices=settings.LANGUAGES, widget=forms.CheckboxSelectMultiple
    )
    zone = zone_line()
    frameworks = NamedLines(key="slug", label=gettext_lazy("Frameworks"))
    per_city = whole(gettext_lazy("Most entries of one city"), least=1)
    per_framework = whole(gettext_lazy("Most entries of one city under each framework"), least=1)
    has_partners = forms.BooleanField(label=gettext_lazy("Joint entries are taken"), required=False)
    needs_endorsement = forms.BooleanField(
        label=gettext_lazy("The desk of the city endorses its entries"), required=False
    )

    def clean(self):
        typed = super().clean()
        per_city, each = typed.pop("per_city", None), typed.pop("per_framework", None)
        caps = {PER_CITY: per_city} if per_city else {}
        if each and typed.get("frameworks"):
            caps[PER_FRAMEWORK] = {one["slug"]: each for one in typed["frameworks"]}
        typed["caps"] = caps
        return typed


class DescribeForm(TermsForm):
    def prepare(self):
        call = self.thing
        names = ("names", "text", "languages", "zone", "frameworks", "has_partners", "needs_endorsement")
        each = call.caps.get(PER_FRAMEWORK) or {}
        first = {"per_city": call.caps.get(PER_CITY), "per_framework": max(each.values(), default=None)}
        self.initial = {name: getattr(call, name) for name in names} | first | self.initial


class DraftForm(TermsForm):
    body = forms.ModelChoiceField(Body.objects.none(), label=gettext_lazy("Body"))
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Call.Kind.choices)
    slug = forms.SlugField(label=gettext_lazy("Address"), max_length=80, help_text=SLUG)
    authentic = forms.ChoiceField(label=gettext_lazy("Authentic language"), choices=settings.LANGUAGES)
    field_order = ("body", "kind", "slug", "authentic", "names", "text")

    def prepare(self):
        self.fields["body"].queryset = bodies(self.by)
        first = {"zone": settings.TIME_ZONE, "authentic": settings.LANGUAGE_CODE, "needs_endorsement": True}
        every = [code for code, _name in settings.LANGUAGES]
        self.initial = first | {"languages": every, "has_partners": True} | self.initial


class StageForm(ActForm):
    """A stage by the clock of its call, with the particulars of its kind."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Stage.Kind.choices)
    names = fields.texts(gettext_lazy("Name, where it has its own"), required=False)
    opens_day = fields.day(gettext_lazy("Opens on"))
    opens_hour = hour(gettext_lazy("Opens at"))
    closes_day = fields.day(gettext_lazy("Closes on"), required=False)
    closes_hour = hour(gettext_lazy("Closes at"))
    early_day = fields.day(gettext_lazy("Early entries get advice until"), required=False)
    reminders = DayList(
        label=gettext_lazy("Reminders, in days before the deadline"), required=False, help_text="14, 3, 1"
    )
    reply_days = whole(gettext_lazy("Guidance is answered within days"), least=1)
    appeal_days = whole(gettext_lazy("Days to appeal"), least=1)
    reasons = NamedLines(key="code", label=gettext_lazy("Reasons not to let an entry in"))
    blind = forms.BooleanField(label=gettext_lazy("Judged without names"), required=False)
    questions = Keys(label=gettext_lazy("Keys of the questions read in this round; empty: all"), required=False)
    particulars = {
        "open": ("early_day", "reminders"),
        "guidance": ("reply_days",),
        "eligibility": ("appeal_days", "reasons"),
        "review": ("blind", "questions"),
    }

    @property
    def call(self):
        return self.thing

    def prepare(self):
        self.initial = {"reasons": usual_reasons(), "reminders": [14, 3, 1], "appeal_days": 10} | self.initial

    def clean(self):
        typed = super().clean()
        zone, kind = self.call.place_zone, typed.get("kind", "")
        asked = self.particulars.get(kind, ())
        own = {name: typed.get(name) for name in asked if typed.get(name)}
        if early := own.pop("early_day", None):
            own["early_until"] = at_the_place({"early_day": early}, "early", zone).isoformat()
        for name in {each for names in self.particulars.values() for each in names}:
            typed.pop(name, None)
        opens, closes = (at_the_place(typed, name, zone) for name in ("opens", "closes"))
        return typed | {"opens_at": opens, "closes_at": closes, "rules": own}


class ChangeStageForm(StageForm):
    @property
    def call(self):
        return self.thing.call

    def prepare(self):
        stage, zone = self.thing, self.thing.call.place_zone
        first = {"kind": stage.kind, "names": stage.names} | {**stage.rules}
        first |= parted(stage.opens_at, "opens", zone) | parted(stage.closes_at, "closes", zone)
        self.initial = first | self.initial


class CriterionForm(ActForm):
    slug = forms.SlugField(label=gettext_lazy("Key"), max_length=40, help_text=SLUG)
    names = fields.texts(gettext_lazy("Name"))
    text = fields.texts(gettext_lazy("What it asks"), required=False, are_long=True)
    weight = fields.number(gettext_lazy("Weight"))
    low = forms.IntegerField(label=gettext_lazy("Lowest score"), initial=0, min_value=-100, max_value=1000)
    high = forms.IntegerField(label=gettext_lazy("Highest score"), initial=10, min_value=-100, max_value=1000)
    is_required = forms.BooleanField(label=gettext_lazy("Required"), required=False, initial=True)
    is_informative = forms.BooleanField(label=gettext_lazy("Informative only"), required=False)


class ChangeCriterionForm(CriterionForm):
    def prepare(self):
        self.initial = {name: getattr(self.thing, name) for name in self.fields} | self.initial


class AskForm(ActForm):
    """What a question of a call is."""

    section = fields.texts(gettext_lazy("Section"))
    slug = forms.SlugField(label=gettext_lazy("Key"), max_length=60, help_text=SLUG)
    kind = forms.ChoiceField(label=pgettext_lazy("of a question", "Type"), choices=Question.Kind.choices)
    names = fields.texts(pgettext_lazy("of a call", "Question"))
    help = fields.texts(gettext_lazy("Explanation"), required=False, are_long=True)
    is_required = forms.BooleanField(label=gettext_lazy("Required"), required=False, initial=True)
    is_private = forms.BooleanField(label=gettext_lazy("Never shown to jurors"), required=False)
    limit = whole(gettext_lazy("Limit"), least=1, help_text=gettext_lazy("Signs of a text, choices, cities or files."))
    options = NamedLines(key="value", label=gettext_lazy("Options of a choice"))
    currencies = Keys(label=gettext_lazy("Currencies of an amount"), required=False)
    asked_after = forms.ChoiceField(label=gettext_lazy("Asked only if the question"), required=False)
    asked_if = fields.line(gettext_lazy("has the answer"), longest=120)

    @property
    def call(self):
        return self.thing

    def prepare(self):
        slugs = self.call.questions.standing().order_by("position", "pk").values_list("slug", flat=True)
        self.fields["asked_after"].choices = [("", "—"), *((slug, slug) for slug in slugs)]

    def clean(self):
        typed = super().clean()
        after, answer = typed.pop("asked_after", ""), typed.pop("asked_if", "")
        if bool(after) != bool(answer):
            raise forms.ValidationError(_("A condition names a question and its answer."))
        typed["shown_if"] = {"question": after, "is": answer_of(self.call, after, answer)} if after else None
        currencies = typed.pop("currencies", [])
        if typed.get("kind") == Question.Kind.MONEY:
            typed["options"] = {"currencies": [code.upper() for code in currencies]} if currencies else []
        return typed


def answer_of(call, slug, answer):
    """The answer of a condition as entries store it: of a yes or no question it is one of the two."""
    question = call.questions.filter(slug=slug).first()
    if question is not None and question.kind == Question.Kind.YES_OR_NO:
        return answer.lower() in {"yes", "true", "1", "بله"}
    return answer


class ChangeQuestionForm(AskForm):
    @property
    def call(self):
        return self.thing.call

    def prepare(self):
        super().prepare()
        question = self.thing
        own = [name for name in self.fields if hasattr(question, name)]
        first = {name: getattr(question, name) for name in own}
        if isinstance(question.options, dict):
            first |= {"options": [], "currencies": question.options.get("currencies", [])}
        if question.shown_if:
            answer = question.shown_if["is"]
            said = ("yes" if answer else "no") if isinstance(answer, bool) else answer
            first |= {"asked_after": question.shown_if["question"], "asked_if": said}
        self.initial = first | self.initial


class CloneForm(ActForm):
    names = fields.texts(gettext_lazy("Title"))
    slug = forms.SlugField(label=gettext_lazy("Address"), max_length=80, help_text=SLUG)
    opens_day = fields.day(gettext_lazy("Its first stage opens on"))
    opens_hour = hour(gettext_lazy("Opens at"))
    edition = fields.choice(Edition, gettext_lazy("Edition"), required=False)

    def prepare(self):
        free = Edition.objects.visible_to(self.by).filter(call=None, award=self.thing.body)
        self.fields["edition"].queryset = free
        self.initial = {"names": self.thing.names, "opens_day": timezone.localdate()} | self.initial

    def clean(self):
        typed = super().clean()
        return typed | {"opens_at": at_the_place(typed, "opens", self.thing.place_zone)}
