"""The draft of an agreement: as many instalments as it needs, a row more with each press of a button."""

import re

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from hamshahr.kernel.office import fields
from hamshahr.kernel.office.acts import ActForm, ActPage

FIRST_ROWS, MOST_ROWS = 4, 60
CELLS = ("amount", "planned", "report")
ROW = re.compile(r"(?:amount|planned|report)_(\d{1,3})")


class DraftForm(ActForm):
    """An agreement with its instalments; a row without an amount is left out."""

    amount = fields.number(gettext_lazy("Amount of the agreement"))
    text = fields.lines(gettext_lazy("Text"), required=True, rows=10)
    language = forms.ChoiceField(label=gettext_lazy("Authentic language"), choices=settings.LANGUAGES)

    def prepare(self):
        self.fields["language"].initial = get_language()
        for number in range(1, self.rows + 1):
            named = {"number": number}
            amount, planned, report = (
                fields.number(_("Instalment %(number)s: amount") % named, required=number == 1),
                fields.day(_("Instalment %(number)s: planned for") % named, required=number == 1),
                fields.day(_("Instalment %(number)s: report by") % named, required=number == 1),
            )
            self.fields |= {f"amount_{number}": amount, f"planned_{number}": planned, f"report_{number}": report}

    @property
    def rows(self):
        """As many as were sent or are to be filled in, and four to begin with."""
        sent = [int(found[1]) for name in {*self.data, *self.initial} if (found := ROW.fullmatch(name))]
        return min(max([FIRST_ROWS, *sent]), MOST_ROWS)

    @property
    def may_grow(self):
        return self.rows < MOST_ROWS

    def clean(self):
        """The rows as instalments."""
        typed = super().clean()
        said = {name: typed.pop(name) for name in ("amount", "text", "language") if name in typed}
        rows = []
        for number in range(1, self.rows + 1):
            row = [typed.get(f"{name}_{number}") for name in CELLS]
            if row[0] is None:
                self.tell_unpaid(number, row)
                continue
            if None in row:
                self.add_error(f"amount_{number}", _("An instalment has an amount, a day and a day of its report."))
            rows.append(tuple(row))
        return said | {"instalments": rows}

    def tell_unpaid(self, number, row):
        """A row with a day has an amount, too."""
        if any(row) and f"amount_{number}" not in self.errors:
            self.add_error(f"amount_{number}", _("An instalment has an amount, a day and a day of its report."))


class DraftPage(ActPage):
    """A second button gives the form a further row and keeps what was typed."""

    template_name = "fund/office/draft.html"

    def form_of(self, typed, files=None):
        if typed is None or "another" not in typed:
            return super().form_of(typed, files)
        kept = {name: typed[name] for name in typed if name != "another"}
        rows = DraftForm(initial=kept, thing=self.thing, by=self.request.user).rows
        further = {f"amount_{min(rows + 1, MOST_ROWS)}": ""}
        return DraftForm(initial=further | kept, thing=self.thing, by=self.request.user)

    def page(self, form, status):
        return super().page(form, status if form.is_bound else 200)
