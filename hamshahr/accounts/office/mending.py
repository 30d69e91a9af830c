"""The act by which the office mends damaged Persian in a text that was described: offered, never done by itself."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy, ngettext

from hamshahr.kernel.digits import localise
from hamshahr.kernel.office.acts import Act, ActForm
from hamshahr.kernel.paragraphs import ADDED, REMOVED, Passage

from ..persian import damaged_texts, long_texts, mend_texts, obstacle_to_mend

TAGS = {ADDED: "ins", REMOVED: "del"}


class MendForm(ActForm):
    names = forms.MultipleChoiceField(label=gettext_lazy("Texts to mend"), widget=forms.CheckboxSelectMultiple)

    def prepare(self) -> None:
        model = type(self.thing)._meta
        self.fields["names"].choices = [
            (
                offer.name,
                format_html("{}: {}", capfirst(str(model.get_field(offer.name).verbose_name)), marked(offer.passages)),
            )
            for offer in damaged_texts(self.thing)
        ]


def marked(passages: Iterable[Passage]) -> SafeString:
    """The text with every word that would change, before and after."""
    pieces = (piece for passage in passages for piece in passage.pieces)
    rows = ((TAGS.get(piece.state, "span"), piece.words) for piece in pieces)
    return format_html('<span lang="fa" dir="rtl">{}</span>', format_html_join(" ", "<{0}>{1}</{0}>", rows))


def mending(register: Any) -> list[Act]:
    """For registers whose things have Persian sentences, by those who may describe them."""
    if not long_texts(register.model):
        return []
    return [
        Act(
            name="mend-persian",
            label=gettext_lazy("mend the Persian text"),
            explanation=gettext_lazy("Only the spelling changes; what is published is published mended."),
            form=MendForm,
            do=lambda thing, by, names: mend_texts(thing=thing, names=names, by=by),
            may=lambda user, thing: register.may_edit(user),
            applies=lambda thing: bool(damaged_texts(thing)),
            obstacle=obstacle_to_mend,
            done=gettext_lazy("The text is mended."),
        )
    ]


def remark_on_damage(thing: Any) -> list[str]:
    """Above a thing: how many places of its Persian text look damaged."""
    number = sum(offer.number for offer in damaged_texts(thing))
    if not number:
        return []
    sentence = ngettext(
        "%(number)s place in the Persian text looks damaged: look at the mended text.",
        "%(number)s places in the Persian text look damaged: look at the mended text.",
        number,
    )
    return [sentence % {"number": localise(number)}]
