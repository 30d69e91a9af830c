"""The acts of the newsroom as the office offers them."""

from datetime import datetime, time

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import escape
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.accounts.office.mending import marked
from hamshahr.kernel.mending import OffersMending
from hamshahr.kernel.office import fields
from hamshahr.kernel.office.acts import Act, ActForm, ReasonForm
from hamshahr.record.models import Claim

from .. import rules, services
from ..models import Page, Story
from ..origins import repairs_of
from ..services.spelling import damaged_parts

Stage = Page.Stage


def may(user, page=None):
    return rules.may_edit_stories(user)


def undo(story, by, repairs, again=False):
    """Take the chosen changes back, or make them again, field by field."""
    chosen = [choice.split(":") for choice in repairs]
    for field in dict(chosen):
        numbers = [int(number) for name, number in chosen if name == field]
        services.undo_repairs(story, field=field, numbers=numbers, by=by, again=again)


def has_repairs(page, is_undone):
    origin = getattr(page, "origin", None)
    return bool(origin) and any(row.is_undone is is_undone for _field, rows in repairs_of(origin) for row in rows)


def to_editor(_page, made):
    return reverse("wagtailadmin_pages:edit", args=[made.pk])


class DraftForm(OffersMending, ActForm):
    mendable = ("title", "text")

    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)
    title = fields.line(gettext_lazy("Title"), required=True, longest=255)
    text = fields.lines(gettext_lazy("Text"), required=True, rows=8)


def drafted(service):
    """An act that drafts a page of plain text, a block for each paragraph."""

    def draft(_page, by, text, **typed):
        parts = (part.strip() for part in text.replace("\r", "").split("\n\n"))
        return service(by=by, body=[("paragraph", f"<p>{escape(part)}</p>") for part in parts if part], **typed)

    return draft


class PlainDraftForm(DraftForm):
    slug = forms.SlugField(label=gettext_lazy("Address"), max_length=80, required=False)


class NoteForm(ActForm):
    reason = fields.lines(gettext_lazy("Remark"))


class PublishForm(ActForm):
    day = fields.day(
        gettext_lazy("Day of publication"), required=False, help_text=gettext_lazy("Leave it empty to publish now.")
    )
    hour = fields.HourField(label=gettext_lazy("Hour"), required=False)

    def clean(self):
        cleaned = super().clean()
        day, hour = cleaned.pop("day", None), cleaned.pop("hour", None)
        if hour and not day:
            raise ValidationError({"day": _("Name the day as well.")})
        cleaned["at"] = datetime.combine(day, hour or time(8), get_current_timezone()) if day else None
        return cleaned


class NoticeForm(OffersMending, ActForm):
    mendable = ("notice",)

    notice = fields.lines(gettext_lazy("Notice to the readers"), required=True, rows=3)


class TranslationForm(ActForm):
    language = forms.ChoiceField(label=gettext_lazy("Language"))

    def prepare(self):
        taken = Page.objects.filter(translation_key=self.thing.translation_key)
        used = set(taken.values_list("locale__language_code", flat=True))
        self.fields["language"].choices = [pair for pair in settings.LANGUAGES if pair[0] not in used]


class MarkForm(ActForm):
    claim = fields.thing(Claim, gettext_lazy("Claim"))
    phrase = fields.lines(gettext_lazy("Words of the text that make it"), required=True)


class SpellingForm(ActForm):
    parts = forms.MultipleChoiceField(label=gettext_lazy("Texts to mend"), widget=forms.CheckboxSelectMultiple)

    def prepare(self):
        damaged = damaged_parts(rules.drafted(self.thing))
        self.fields["parts"].choices = [(part, marked([passage])) for part, (_value, passage) in damaged.items()]


class UndoForm(ActForm):
    repairs = forms.MultipleChoiceField(
        label=gettext_lazy("Changes to take back"), widget=forms.CheckboxSelectMultiple, required=True
    )
    again = False

    def prepare(self):
        rows = repairs_of(self.thing.origin)
        self.fields["repairs"].choices = [
            (f"{field}:{row.number}", f"{row.before} ← {row.after} ({row.why})")
            for field, repairs in rows
            for row in repairs
            if row.is_undone is self.again
        ]


class RedoForm(UndoForm):
    again = True


class UnmarkForm(ReasonForm):
    mark = forms.ModelChoiceField(queryset=None, label=gettext_lazy("Words of the text"))
    field_order = ["mark", "reason"]

    def prepare(self):
        super().prepare()
        self.fields["mark"].queryset = self.thing.claim_marks.all()


def act(name, label, form, do, *stages, obstacle=None, **options):
    """An act on a page that makes sense at some of its stages."""
    fits = {"applies": (lambda page: page.stage in stages)} if stages else {}
    stands = {"obstacle": obstacle} if obstacle else {}
    return Act(name=name, label=label, form=form, do=do, may=may, **fits, **stands, **options)


SUBMIT = act(
    *("submit", gettext_lazy("put to review"), NoteForm, lambda page, by, **f: services.submit_page(page, by=by, **f)),
    *(Stage.DRAFT, Stage.WITHDRAWN),
    obstacle=rules.obstacle_to_submit,
    explanation=gettext_lazy("Somebody else of the secretariat then approves it."),
)
REVIEW = act(
    *("approve", gettext_lazy("approve"), NoteForm, lambda page, by, **f: services.review_page(page, by=by, **f)),
    Stage.REVIEW,
    explanation=gettext_lazy("Who put the page to review does not approve it."),
)
CLEAR = act(
    *("clear", gettext_lazy("record the lawyers’ word"), ReasonForm),
    lambda page, by, **f: services.clear_page(page, by=by, **f),
    Stage.LEGAL,
    explanation=gettext_lazy("Write who of them read it."),
)
RETURN = act(
    *("return", gettext_lazy("send back"), ReasonForm, lambda page, by, **f: services.return_page(page, by=by, **f)),
    *(Stage.REVIEW, Stage.LEGAL, Stage.APPROVED),
)
PUBLISH = act(
    *("publish", gettext_lazy("publish"), PublishForm, lambda page, by, **f: services.publish_page(page, by=by, **f)),
    Stage.APPROVED,
    obstacle=rules.obstacle_to_publish,
    explanation=gettext_lazy("Readers see it at once, or from the hour you set."),
)
CORRECT = act(
    *("correct", gettext_lazy("publish a correction"), NoticeForm),
    lambda page, by, **f: services.correct_page(page, by=by, **f),
    Stage.PUBLISHED,
    obstacle=rules.obstacle_to_correct,
    explanation=gettext_lazy("The changed text is shown with your notice; the text before stays readable."),
)
WITHDRAW = act(
    *("withdraw", gettext_lazy("take off the site"), ReasonForm),
    lambda page, by, **f: services.withdraw_page(page, by=by, **f),
    Stage.PUBLISHED,
    obstacle=rules.obstacle_to_withdraw,
    explanation=gettext_lazy("Its address then says that it was withdrawn, and when."),
)
OF_PAGES = (SUBMIT, REVIEW, CLEAR, RETURN, PUBLISH, CORRECT, WITHDRAW)

WRITE = Act(
    name="write",
    label=gettext_lazy("write a story"),
    form=DraftForm,
    may=may,
    do=drafted(services.draft_story),
    to=to_editor,
    of_list=True,
)
WRITE_PLAIN = Act(
    name="write-plain",
    label=gettext_lazy("write a plain page"),
    form=PlainDraftForm,
    may=may,
    do=drafted(services.draft_plain),
    to=to_editor,
    of_list=True,
)
TRANSLATE = Act(
    name="translate",
    label=gettext_lazy("begin a translation"),
    form=TranslationForm,
    may=may,
    do=lambda page, by, language: services.begin_translation(page, language=language, by=by),
    applies=lambda page: page.is_authentic,
    to=to_editor,
)
CONFIRM = Act(
    name="confirm",
    label=gettext_lazy("confirm the translation"),
    form=NoteForm,
    may=may,
    do=lambda page, by, **f: services.confirm_translation(page, by=by, **f),
    applies=lambda page: not page.is_authentic,
    explanation=gettext_lazy("You say that it says what the binding text says now."),
)
MARK = act(
    *("mark", gettext_lazy("mark a claim"), MarkForm, lambda page, by, **f: services.mark_claim(page, by=by, **f)),
    explanation=gettext_lazy("The words are underlined in the text, with the state of the claim beside them."),
)
UNMARK = Act(
    name="unmark",
    label=gettext_lazy("take a mark away"),
    form=UnmarkForm,
    may=may,
    do=lambda page, by, mark, reason: services.unmark_claim(mark, by=by, reason=reason),
    applies=lambda page: isinstance(page, Story) and page.claim_marks.exists(),
)
MEND = Act(
    name="mend-persian",
    label=gettext_lazy("mend the Persian text"),
    form=SpellingForm,
    may=may,
    do=lambda page, by, parts: services.mend_draft(page, parts=parts, by=by),
    applies=lambda page: bool(damaged_parts(rules.drafted(page))),
    explanation=gettext_lazy("The mended words stand in the draft; readers see them when it is published."),
    done=gettext_lazy("The text is mended."),
)
UNDO = Act(
    name="undo",
    label=gettext_lazy("take a mending back"),
    form=UndoForm,
    may=may,
    do=undo,
    applies=lambda page: has_repairs(page, False),
    explanation=gettext_lazy("The words of the source stand again in the draft; readers see them with a correction."),
)
REDO = Act(
    name="redo",
    label=gettext_lazy("mend it again"),
    form=RedoForm,
    may=may,
    do=lambda page, by, repairs: undo(page, by, repairs, again=True),
    applies=lambda page: has_repairs(page, True),
)
