"""Texts in many languages in the office: the state of each at its input, and the acts on translations."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.db import models
from django.template.loader import render_to_string
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.kernel.office import fields
from hamshahr.kernel.office.acts import Act, ActForm, ActPage
from hamshahr.kernel.office.languages import NAMES
from hamshahr.kernel.office.shown import moment

from .. import services, translations
from ..models import Act as LoggedAct
from ..models import StaleTranslation
from ..translations import State, TextState
from .sections import Section


@dataclass(frozen=True)
class StaleText:
    """One text that is older than the authentic one, with its thing: the thing itself or a part of it."""

    thing: models.Model
    state: TextState
    title: str

    @property
    def key(self) -> str:
        return f"{self.thing._meta.label_lower}:{self.thing.pk}:{self.state.field.name}:{self.state.language}"

    @property
    def words(self) -> str:
        return translations.texts_in(getattr(self.thing, self.state.field.name))[self.state.language]


def with_parts(thing: Any) -> list[Any]:
    """A thing and those parts of it that have no page of their own."""
    return [thing, *getattr(thing, "parts_with_texts", ())]


def stale_texts(thing: models.Model) -> list[StaleText]:
    """What of a thing and its parts is to be renewed or confirmed."""
    found = []
    for each in with_parts(thing):
        states = (state for texts in translations.states_of(each).values() for state in texts.values())
        found += [StaleText(each, state, title_of(each, thing, state)) for state in states if state.stale]
    return found


def title_of(part: models.Model, thing: models.Model, state: TextState) -> str:
    words = {"field": capfirst(str(state.field.verbose_name)), "language": NAMES[state.language]}
    if part is thing:
        return _("%(field)s, %(language)s") % words
    return _("%(part)s: %(field)s, %(language)s") % (words | {"part": part})


def has_stale_texts(thing: models.Model) -> bool:
    """Whether the act of confirming makes sense; one query for a thing without parts."""
    query = models.Q()
    for each in with_parts(thing):
        query |= models.Q(kind=each._meta.label_lower, thing_id=str(each.pk))
    return StaleTranslation.objects.filter(query).exists()


# At the inputs


def words_of(text: TextState) -> str:
    """The state of a text in words."""
    language = {"language": NAMES.get(text.authentic_language, text.authentic_language)}
    if text.state == State.AUTHENTIC:
        return _("Authentic: this text binds.")
    if text.state == State.MISSING:
        return _("Missing.")
    if text.state == State.STALE:
        words = language | {"day": moment(text.stale.act.at)}
        return _("Older than the authentic text in %(language)s, which changed on %(day)s.") % words
    return _("Translation of the text in %(language)s, up to date.") % language


def show_states(form: forms.Form, thing: models.Model) -> None:
    """Put the state of each text below its input."""
    if thing.pk is None or not translations.text_names(type(thing)).intersection(form.fields):
        return
    for name, texts in translations.states_of(thing).items():
        if name in form.fields:
            form.fields[name].widget.tell({language: remark(text) for language, text in texts.items()})


def remark(text: TextState) -> str:
    return render_to_string("office/_text_state.html", {"text": text, "words": words_of(text)})


def section_of_states(thing: models.Model) -> Section:
    """Every text of a thing with its state in each language, for its page."""
    table = Section(_("Translations"), (_("field"), *NAMES.values()))
    for texts in translations.states_of(thing).values():
        field = next(iter(texts.values())).field
        if translations.texts_in(getattr(thing, field.name)):
            table.add(capfirst(str(field.verbose_name)), *(texts[language].state.label for language in NAMES))
    return table


class MeaningUnchanged:
    """Behind the forms of things with texts: a correction of the authentic text need not make translations stale."""

    def keep_translations(self, thing: models.Model, since: int) -> None:
        """Confirm what became stale after the act of this number, where the form says that the meaning stayed."""
        if not self.form.cleaned_data.get("meaning_unchanged"):
            return
        stale = StaleTranslation.objects.of(thing).filter(act__number__gt=since)
        if texts := list(stale.values_list("field", "language")):
            reason = _("The meaning is unchanged.")
            services.confirm_translations(thing=thing, texts=texts, by=self.request.user, reason=reason)


def last_number() -> int:
    """The number of the last act so far."""
    return LoggedAct.objects.values_list("number", flat=True).first() or 0


def meaning_field() -> forms.BooleanField:
    return forms.BooleanField(
        label=gettext_lazy("The meaning is unchanged"),
        help_text=gettext_lazy(
            "For corrections of spelling: translations of the authentic text stay up to date when this is published."
        ),
        required=False,
    )


# The acts


class ConfirmForm(ActForm):
    texts = forms.MultipleChoiceField(label=gettext_lazy("I have read"), widget=forms.CheckboxSelectMultiple)
    reason = fields.line(gettext_lazy("Reason"))

    def prepare(self) -> None:
        self.stale = stale_texts(self.thing)
        self.fields["texts"].choices = [(text.key, text.title) for text in self.stale]
        if len(self.stale) == 1:
            self.fields["texts"].initial = [self.stale[0].key]

    def clean_texts(self) -> list[StaleText]:
        return [text for text in self.stale if text.key in self.cleaned_data["texts"]]


class ConfirmPage(ActPage):
    template_name = "office/confirm_translations.html"

    def context(self, form):
        return super().context(form) | {"stale": form.stale}


def confirm(thing: models.Model, by: Any, *, texts: list[StaleText], reason: str) -> None:
    """Each part for itself, as each has its own log."""
    for part in {text.thing: None for text in texts}:
        own = [(text.state.field.name, text.state.language) for text in texts if text.thing is part]
        services.confirm_translations(thing=part, texts=own, by=by, reason=reason)


class LanguageForm(ActForm):
    language = forms.ChoiceField(label=gettext_lazy("Authentic language"), choices=settings.LANGUAGES)
    reason = fields.line(gettext_lazy("Reason"))

    def prepare(self) -> None:
        self.fields["language"].initial = translations.authentic_language(self.thing)


def set_language(thing: models.Model, by: Any, *, language: str, reason: str) -> None:
    services.bind_language(thing=thing, language=language, by=by, reason=reason)


def text_acts(register: Any) -> list[Act]:
    """What can be done with the translations of a register's things, by those who may describe them."""
    if not translations.text_names(register.model):
        return []

    def may(user: Any, thing: models.Model) -> bool:
        return register.may_edit(user)

    confirming = Act(
        name="confirm-translations",
        label=gettext_lazy("confirm translations"),
        explanation=gettext_lazy(
            "Confirm what still says the same as the authentic text. To change a translation, edit it instead."
        ),
        form=ConfirmForm,
        page=ConfirmPage,
        do=confirm,
        may=may,
        applies=has_stale_texts,
        done=gettext_lazy("The translation counts as up to date."),
    )
    if hasattr(register.model, "authentic_language"):
        return [confirming]
    return [confirming, setting_language(may)]


def setting_language(may: Callable[..., bool]) -> Act:
    return Act(
        name="set-language",
        label=gettext_lazy("set the authentic language"),
        explanation=gettext_lazy("The text in this language binds; the others are its translations."),
        form=LanguageForm,
        do=set_language,
        may=may,
    )
