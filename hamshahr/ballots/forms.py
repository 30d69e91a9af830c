"""The ballot paper: a part for each voice, and one for all of them together; and the sheet for who counts papers."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.kernel.digits import parse_number
from hamshahr.kernel.languages import say

from .answers import BETWEEN, Answer, Form, parts_of
from .models import Ballot, Elector
from .questions import options_of

BLANK, SPLIT, LATER = "blank", "split", ""


class PartForm(forms.Form):
    """What one voice answers; nothing chosen leaves it for later."""

    def __init__(self, *args: Any, ballot: Ballot, elector: Elector | None, keys: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ballot, self.elector = ballot, elector
        self.options = [(option.key, say(option.names)) for option in options_of(ballot)]
        self.keys, self.answer = keys, None
        self.lay_out()

    def lay_out(self) -> None:
        if self.ballot.form == Ballot.Form.RANKING:
            return self.lay_out_ranks()
        chosen = [*self.options, *([] if self.is_motion else [(BLANK, _("Leave the paper blank"))])]
        if self.may_split:
            chosen.append((SPLIT, _("Split the voices")))
        if self.is_motion or self.ballot.choices_max == 1:
            self.fields["answer"] = forms.ChoiceField(
                label=_("Answer"), choices=[*chosen, (LATER, self.word_for_nothing)], widget=forms.RadioSelect
            )
        else:
            self.fields["answer"] = forms.MultipleChoiceField(
                label=_("Choose at least %(least)s and at most %(most)s") % self.bounds,
                choices=chosen,
                widget=forms.CheckboxSelectMultiple,
            )
        self.fields["answer"].required = False
        for key, name in self.options if self.may_split else ():
            label = _("Voices for “%(answer)s”") % {"answer": name}
            self.fields[f"voices-{key}"] = forms.CharField(label=label, required=False, max_length=22)
        return None

    def lay_out_ranks(self) -> None:
        ranks = [(LATER, "—"), *((str(rank), str(rank)) for rank in range(1, self.ballot.choices_max + 1))]
        for key, name in self.options:
            self.fields[f"rank-{key}"] = forms.ChoiceField(label=name, choices=ranks, required=False)
        self.fields["blank"] = forms.BooleanField(label=_("Leave the paper blank"), required=False)

    @property
    def is_motion(self) -> bool:
        return self.ballot.form == Ballot.Form.MOTION

    @property
    def bounds(self) -> dict[str, int]:
        return {"least": self.ballot.choices_min, "most": self.ballot.choices_max}

    @property
    def word_for_nothing(self) -> str:
        return _("As marked for each voice") if self.elector is None else _("Not now")

    @property
    def may_split(self) -> bool:
        """Whoever has several voices may split them; a single voice of a secret ballot is never divided."""
        return self.is_motion and self.elector is not None and self.elector.weight > 1

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        answer = self.ranked(typed) if self.ballot.form == Ballot.Form.RANKING else self.chosen(typed)
        if answer is not None and self.elector is not None:
            parts_of(answer, Form.of(self.ballot, self.keys), self.elector.weight)
        self.answer = answer
        return typed

    def chosen(self, typed: Mapping[str, Any]) -> Answer | None:
        chosen = typed.get("answer") or None
        if chosen == SPLIT:
            return {key: read_voices(typed.get(f"voices-{key}", "")) for key, _name in self.options}
        if chosen == BLANK or chosen == [BLANK]:
            return []
        return [chosen] if isinstance(chosen, str) else chosen

    def ranked(self, typed: Mapping[str, Any]) -> Answer | None:
        ranks = {key: int(typed[f"rank-{key}"]) for key, _name in self.options if typed.get(f"rank-{key}")}
        if len(set(ranks.values())) < len(ranks):
            raise forms.ValidationError(_("Two names have the same place; give each place once."))
        if ranks:
            return sorted(ranks, key=lambda key: ranks[key])
        return [] if typed.get("blank") else None


def read_voices(text: str) -> str:
    try:
        return str(parse_number(text)) if text.strip() else "0"
    except ValueError as wrong:
        raise forms.ValidationError(_("Voices are numbers, with at most six places.")) from wrong


class SheetForm(forms.Form):
    """What one person counted on the papers."""

    blank = forms.IntegerField(label=gettext_lazy("Blank papers"), min_value=0, max_value=1_000_000, initial=0)
    invalid = forms.IntegerField(label=gettext_lazy("Invalid papers"), min_value=0, max_value=1_000_000, initial=0)

    def __init__(self, *args: Any, ballot: Ballot, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options = options_of(ballot)
        self.is_single = ballot.choices_max == 1
        if self.is_single:
            for option in self.options:
                words = {"label": say(option.names), "min_value": 0, "max_value": 1_000_000, "initial": 0}
                self.fields[f"papers-{option.key}"] = forms.IntegerField(**words)
        else:
            self.fields["papers"] = forms.CharField(
                label=_("Papers"),
                widget=forms.Textarea,
                required=False,
                max_length=200_000,
                help_text=_("One line for equal papers: their number, a comma, and the places on the list: 12,3>1>4"),
            )
        self.order_fields([name for name in self.fields if name.startswith("papers")])

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if self.is_single:
            typed["rows"] = {option.key: typed.get(f"papers-{option.key}") or 0 for option in self.options}
        else:
            typed["rows"] = dict(self.lines(typed.get("papers", "")))
        return typed

    def lines(self, text: str) -> dict[str, int]:
        rows: dict[str, int] = {}
        for place, line in enumerate(text.splitlines(), start=1):
            if not line.strip():
                continue
            try:
                number, ranking = line.split(",", 1)
                keys = [self.options[int(parse_number(one)) - 1].key for one in ranking.split(BETWEEN)]
                rows[BETWEEN.join(keys)] = rows.get(BETWEEN.join(keys), 0) + int(parse_number(number))
            except (ValueError, IndexError) as wrong:
                raise forms.ValidationError(_("Line %(line)s is not as in 12,3>1>4.") % {"line": place}) from wrong
        return rows
