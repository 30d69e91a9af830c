"""Entries of a call brought in from a file: tried first, then carried out, with a line for each row."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from hamshahr.kernel.errors import Refused
from hamshahr.kernel.office.acts import Act, ActForm, ActPage
from hamshahr.kernel.tables.table import MOST_BYTES

from .. import bringing
from ..rules.entering import obstacle_to_enter
from .acts import may_keep


class FileForm(ActForm):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("CSV, XLSX or JSON: city, title, language, and a column for each question by its key."),
    )


class BringPage(ActPage):
    """Both buttons show what becomes of each row; only one of them does it."""

    template_name = "calls/office/bring.html"

    def carried_out(self, form):
        file, at = form.cleaned_data["file"], timezone.now()
        is_trial = "try" in self.request.POST
        try:
            if file.size > MOST_BYTES:
                raise Refused(str(TOO_LARGE))
            table = bringing.read(file.read(), file.name)
            bring = bringing.tried if is_trial else bringing.carry_out
            self.told, self.is_trial = bring(self.thing, table, self.request.user, at), is_trial
        except Refused as refusal:
            form.add_error(None, str(refusal))

    def answer(self):
        response = super().answer()
        if hasattr(self, "told"):
            response.status_code = 200
        return response

    def context(self, form):
        told = getattr(self, "told", None)
        return super().context(form) | {"told": told, "is_trial": getattr(self, "is_trial", False)}


TOO_LARGE = gettext_lazy("The file is larger than 20 MB; divide it into several files.")
BRING_IN = Act(
    name="bring",
    label=gettext_lazy("bring entries in from a file"),
    form=FileForm,
    may=may_keep,
    applies=lambda call: call.is_published,
    obstacle=lambda call: obstacle_to_enter(call, at=timezone.now()),
    do=lambda call, by, file: None,
    explanation=gettext_lazy(
        "Each row becomes a draft, whole or not at all. Brought in again, what is there already stays the same."
    ),
    page=BringPage,
)
