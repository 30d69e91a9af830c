"""What is done with an entry before it is judged: screened, words blacked out, a translation laid beside it."""

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.accounts.office import address_of, register_of
from hamshahr.kernel.languages import say
from hamshahr.kernel.office import fields
from hamshahr.kernel.office.acts import Act, ActForm

from .. import services
from ..copies import newest
from ..models import Redaction, Screening, Submission
from ..reasons import reasons_in, sentence_of
from ..rules import copying, screening
from .acts import may_keep

LET_IN = "let-in"


def next_to_screen(submission, by):
    """The next entry of the call that waits to be screened by this person, by its number."""
    rows = Submission.objects.visible_to(by).filter(call=submission.call_id, screening=None)
    rows = rows.filter(state=Submission.State.SUBMITTED)
    later = rows.filter(number__gt=submission.number or 0).order_by("number").first()
    return later or rows.order_by("number").first()


class ScreenForm(ActForm):
    decision = forms.ChoiceField(label=gettext_lazy("Decision"), widget=forms.RadioSelect)
    text = fields.texts(gettext_lazy("In words, for who entered"), required=False, are_long=True)

    def prepare(self):
        rules = screening.rules_of(self.thing.call)
        out = [
            (code, _("Not let in: %(reason)s") % {"reason": say(names)}) for code, names in reasons_in(rules).items()
        ]
        way = format_html('<a href="{}">{}</a>', address_of(self.thing), _("Read the entry with its answers"))
        self.fields["decision"].help_text = way
        self.fields["decision"].choices = [(LET_IN, _("Let in to be judged")), *out]

    def clean(self):
        typed = super().clean()
        decision = typed.pop("decision", "")
        is_eligible = decision == LET_IN
        return typed | {"is_eligible": is_eligible, "reason": "" if is_eligible else decision}


class WordsForm(ActForm):
    words = fields.lines(
        gettext_lazy("Words to black out"),
        required=True,
        rows=5,
        help_text=gettext_lazy("One on each line; every spelling of them goes, with marks, half-spaces or other case."),
    )

    def clean_words(self):
        return [line.strip() for line in self.cleaned_data["words"].splitlines() if line.strip()]


class LiftForm(ActForm):
    redaction = fields.choice(Redaction, gettext_lazy("Words"))

    def prepare(self):
        self.fields["redaction"].queryset = self.thing.redactions.standing()
        self.fields["redaction"].label_from_instance = lambda row: row.words


class TranslationForm(ActForm):
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)

    def prepare(self):
        whole = newest(self.thing, "locked", self.thing.language)
        questions = {each.slug: each for each in self.thing.call.questions.filter(is_private=False)}
        self.slugs = [slug for slug, value in (whole.text if whole else []) if slug in questions and is_text(value)]
        original = dict(map(tuple, whole.text)) if whole else {}
        for slug in self.slugs:
            label, shown = say(questions[slug].names), escape(original[slug])
            self.fields[f"answer-{slug}"] = fields.lines(label, rows=5, help_text=shown)

    def clean(self):
        typed = super().clean()
        text = {slug: typed.pop(f"answer-{slug}", "") for slug in self.slugs}
        return typed | {"text": text}


def is_text(value):
    return isinstance(value, str)


class AppealForm(ActForm):
    outcome = forms.ChoiceField(
        label=gettext_lazy("Decision"), choices=Screening.Outcome.choices, widget=forms.RadioSelect
    )
    reply = fields.lines(gettext_lazy("Answer, in the language of the entry"), required=True, rows=5)

    def prepare(self):
        """The appeal stands where it is decided; what people wrote is text and nothing else."""
        self.fields["outcome"].help_text = escape(self.thing.appeal)


class ReplyForm(ActForm):
    reply = fields.lines(gettext_lazy("Reply, in the language of the entry"), required=True, rows=10)


def to_next(submission, screened):
    following = next_to_screen(submission, screened.decided_by)
    if following is None:
        return address_of(submission)
    return register_of(submission).address_of_act("screen", following)


def screened_in_words(submission, screened):
    if next_to_screen(submission, screened.decided_by) is None:
        return _("The entry is screened; none waits any more.")
    return _("The entry is screened; the next one that waits is here.")


SCREEN = Act(
    name="screen",
    label=gettext_lazy("screen"),
    form=ScreenForm,
    may=screening.may_screen,
    obstacle=lambda entry: screening.obstacle_to_screen(entry, at=timezone.now()),
    do=lambda entry, by, **typed: services.screen(submission=entry, by=by, at=timezone.now(), **typed),
    explanation=gettext_lazy("Who entered gets a letter; screened out, with the reason and the time to appeal."),
    done=screened_in_words,
    to=to_next,
)
MARK = Act(
    name="mark",
    label=gettext_lazy("black words out"),
    form=WordsForm,
    may=may_keep,
    obstacle=copying.obstacle_to_copy,
    do=lambda entry, by, words: services.mark_words(submission=entry, words=words, by=by, at=timezone.now()),
    explanation=gettext_lazy("In every text of the entry that jurors read. Its files are then read by no juror."),
    done=gettext_lazy("Jurors read these words no longer."),
)
LIFT = Act(
    name="lift",
    label=gettext_lazy("show blacked out words again"),
    form=LiftForm,
    may=may_keep,
    applies=lambda entry: entry.redactions.standing().exists(),
    do=lambda _entry, by, redaction: services.lift_words(redaction=redaction, by=by, at=timezone.now()),
    done=gettext_lazy("Jurors read these words again."),
)
TRANSLATE = Act(
    name="translate",
    label=gettext_lazy("lay a translation beside it"),
    form=TranslationForm,
    may=may_keep,
    obstacle=copying.obstacle_to_copy,
    do=lambda entry, by, **typed: services.add_translation(submission=entry, by=by, at=timezone.now(), **typed),
    explanation=gettext_lazy("For jurors who do not read its language; the text as it was entered stays beside it."),
    done=gettext_lazy("Jurors may read this translation beside the entry."),
)
DECIDE_APPEAL = Act(
    name="appeal",
    label=gettext_lazy("decide the appeal"),
    form=AppealForm,
    may=lambda user, row: screening.may_screen(user, row.submission),
    obstacle=screening.obstacle_to_decide_appeal,
    do=lambda row, by, **typed: services.decide_appeal(screening=row, by=by, at=timezone.now(), **typed),
    done=gettext_lazy("The appeal is decided; who entered reads the answer."),
)
REPLY = Act(
    name="reply",
    label=gettext_lazy("answer"),
    form=ReplyForm,
    may=may_keep,
    obstacle=lambda asked: _("This request was answered.") if asked.replied_at else None,
    do=lambda asked, by, reply: services.answer_guidance(request=asked, reply=reply, by=by, at=timezone.now()),
    done=gettext_lazy("The authors of the draft get your answer."),
)


def reason_in_words(row):
    return sentence_of(screening.rules_of(row.submission.call), row.reason) if row.reason else ""
