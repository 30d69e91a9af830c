"""Tables brought in through the office: a file is tried, looked at, and carried out piece by piece."""

import time

from django import forms
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets.button import HeaderButton

from hamshahr.accounts.office import Register
from hamshahr.accounts.office.registers import may_keep_office
from hamshahr.accounts.office.views import ThingPage
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.exports import Sheet, export
from hamshahr.kernel.office.acts import Act, ActForm, ActPage

from .. import importing
from ..models import ImportRow, ImportRun

SECONDS = 8
ROWS_SHOWN = 100
MOST_BYTES = 20 * 1024 * 1024
State = ImportRun.State


class UploadForm(ActForm):
    table = forms.ChoiceField(label=gettext_lazy("Table"))
    file = forms.FileField(label=gettext_lazy("File"), help_text=gettext_lazy("CSV or XLSX, at most 20 MB."))
    all_or_nothing = forms.BooleanField(
        label=gettext_lazy("All or nothing"),
        required=False,
        help_text=gettext_lazy("If one row is refused, none is brought in."),
    )

    def prepare(self):
        self.fields["table"].choices = [(each.name, each.label) for each in importing.importers()]


def bring(_none, by, *, table, file, all_or_nothing):
    """Try the file and keep what each row would become."""
    if file.size > MOST_BYTES:
        raise Refused(_("The file is larger than 20 MB; divide it into several files."))
    return importing.preview(table, file.read(), by, all_or_nothing, name=file.name)


class PieceIsDone(Exception):
    """The time of one request is over; the rows brought in so far stay, the others wait."""


def carry_on(run, by):
    """Bring rows in for some seconds; a run that is not all or nothing goes on where it stopped."""
    until = time.monotonic() + SECONDS

    def watch(_done, _all):
        if not run.all_or_nothing and time.monotonic() > until:
            raise PieceIsDone

    try:
        return importing.carry_out(run, by, progress=watch)
    except PieceIsDone:
        return run


class CarryOn(ActPage):
    """Each click, or each call of the page itself, brings a further piece in."""

    def get_page_subtitle(self):
        return self.thing.file_name


def of_done(run):
    return _("This import is done.") if run.state == State.DONE else None


BRING = Act(
    name="bring",
    label=gettext_lazy("bring a table in"),
    form=UploadForm,
    may=may_keep_office,
    do=bring,
    explanation=gettext_lazy("Nothing is changed yet: the next page shows what each row would become."),
    done=gettext_lazy("The file was tried."),
    to=lambda _none, run: ImportRegister.instance.address_of(run),
    of_list=True,
)
CARRY_OUT = Act(
    name="carry-out",
    label=gettext_lazy("carry out"),
    form=ActForm,
    may=lambda user, run: may_keep_office(user),
    obstacle=of_done,
    do=carry_on,
    explanation=gettext_lazy("Rows that were refused are left out; what stops half-way goes on from there."),
    done=gettext_lazy("Rows were brought in."),
    page=CarryOn,
)


class ImportPage(ThingPage):
    """A run with its counts, its progress and its rows."""

    template_name = "record/office/import.html"

    @cached_property
    def header_buttons(self):
        reports = [(ending.upper(), self.register.address_of_report(self.object, ending)) for ending in ("csv", "xlsx")]
        buttons = [
            HeaderButton(_("Report, %(format)s") % {"format": name}, url=address, icon_name="download")
            for name, address in reports
        ]
        return [*super().header_buttons, *buttons]

    def get_context_data(self, **kwargs):
        run, chosen = self.object, self.request.GET.get("outcome", "")
        rows = run.rows.filter(outcome=chosen) if chosen in ImportRow.Outcome.values else run.rows.all()
        page = Paginator(rows.order_by("number"), ROWS_SHOWN).get_page(self.request.GET.get("p"))
        counted = dict(run.rows.order_by().values_list("outcome").annotate(number=Count("pk")))
        total = sum(counted.values())
        return super().get_context_data(
            run=run,
            rows=page,
            chosen=chosen,
            counts=[(word.value, word.label, counted.get(word.value, 0)) for word in ImportRow.Outcome],
            total=total,
            brought=total - counted.get(ImportRow.Outcome.WAITING, 0),
            carry_out=self.register.address_of_act("carry-out", run),
            is_running=run.state == State.RUNNING,
            **kwargs,
        )


class ImportRegister(Register):
    model = ImportRun
    name = "office_imports"
    url_prefix = "imports"
    icon = "upload"
    inspect_view_class = ImportPage
    list_display = ("__str__", "state", "all_or_nothing", "started_by", "started_at", "finished_at")
    list_filter = ("table", "state")
    searched = ("file_name", "table")
    unshown = ("file_digest",)
    acts = (BRING, CARRY_OUT)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        type(self).instance = self

    def listed(self, user):
        return self.kept(user).select_related("started_by")

    def address_of_report(self, run, ending):
        return self.address_of(run).replace("/inspect/", "/report/") + f"{ending}/"

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("report/<int:pk>/<slug:ending>/", self.report, name="report")]

    def report(self, request: HttpRequest, pk: int, ending: str) -> HttpResponse:
        """Every row with what became of it, as a table."""
        run = self.get_or_404(request.user, pk)
        columns = list(dict.fromkeys(name for row in run.rows.all()[:50] for name in row.cells if name[:1] != "!"))
        rows = (
            [
                row.number,
                row.get_outcome_display(),
                row.column,
                row.remark,
                *(row.cells.get(name, "") for name in columns),
            ]
            for row in run.rows.order_by("number").iterator(chunk_size=500)
        )
        head = ["row", "outcome", "column", "remark", *columns]
        return export(ending, f"import-{run.pk}", Sheet("rows", head, rows))
