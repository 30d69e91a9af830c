"""Pages of other desks brought in through the office: tried first, then brought in piece by piece."""

from itertools import islice

from django import forms
from django.core.paginator import Paginator
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.accounts.office import Register
from hamshahr.accounts.office.views import ThingPage
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.office.acts import Act, ActForm, ActPage
from hamshahr.kernel.text import isolate

from .. import rules
from ..models import ImportedPage, StoryImport
from ..reading import open_bundle
from ..services.importing import trial
from ..services.uploads import begin_upload, carry_on_for_a_while, kept_file

MOST_TRIED, ROWS_SHOWN = 10, 100


class UploadForm(ActForm):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("A page as text or HTML, a ZIP, CSV, JSON lines, WordPress WXR, RSS or Atom."),
    )
    claims = forms.BooleanField(label=gettext_lazy("Look for claims in the texts"), required=False, initial=True)


class CarryOn(ActPage):
    """Each click, or each call of the page itself, brings further pages in."""

    def get_page_subtitle(self):
        return self.thing.name


def of_done(run):
    return _("This import is done.") if run.finished_at else None


BRING = Act(
    name="bring",
    label=gettext_lazy("bring pages in"),
    form=UploadForm,
    may=rules.may_edit_stories,
    do=lambda _none, by, file, claims: begin_upload(
        file, name=file.name, size=file.size, proposes_claims=claims, by=by
    ),
    explanation=gettext_lazy("Nothing is changed yet: the next page shows what the first pages would become."),
    done=gettext_lazy("The file was tried."),
    to=lambda _none, run: ImportRegister.instance.address_of(run),
    of_list=True,
)
CARRY_ON = Act(
    name="carry-on",
    label=gettext_lazy("bring them in"),
    form=ActForm,
    may=lambda user, _run: rules.may_edit_stories(user),
    obstacle=of_done,
    do=lambda run, by: carry_on_for_a_while(run, by=by),
    explanation=gettext_lazy("Each page becomes a draft; what is there already is left as it is."),
    done=gettext_lazy("Pages were brought in."),
    page=CarryOn,
)


class ImportPage(ThingPage):
    """An import with its progress and what became of each page, or, before it began, its first pages tried."""

    template_name = "stories/office/import.html"

    def get_context_data(self, **kwargs):
        run, chosen = self.object, self.request.GET.get("outcome", "")
        rows = run.pages.select_related("story")
        rows = rows.filter(outcome=chosen) if chosen in ImportedPage.Outcome.values else rows
        counted = dict(run.pages.order_by().values_list("outcome").annotate(number=Count("pk")))
        return super().get_context_data(
            run=run,
            rows=Paginator(rows.order_by("pk"), ROWS_SHOWN).get_page(self.request.GET.get("p")),
            chosen=chosen,
            counts=[(word.value, word.label, counted.get(word.value, 0)) for word in ImportedPage.Outcome],
            brought=sum(counted.values()),
            expected=max(run.expected, sum(counted.values())),
            tried=[] if counted else tried(run),
            carry_on=self.register.address_of_act("carry-on", run),
            is_running=bool(counted) and run.finished_at is None,
            **kwargs,
        )


def tried(run):
    """The first pages as they would come in: name, title, outcome in words, remark."""
    if not kept_file(run).exists():
        return []
    try:
        with open_bundle(kept_file(run).open("rb"), run.name) as bundle:
            rows = list(islice(trial(bundle), MOST_TRIED))
    except Refused as refusal:
        return [(isolate(run.name), "", ImportedPage.Outcome.REFUSED.label, str(refusal))]
    return [(name, title, ImportedPage.Outcome(outcome).label, remark) for name, title, outcome, remark in rows]


class ImportRegister(Register):
    model = StoryImport
    keepers = staticmethod(rules.may_edit_stories)
    name = "office_story_imports"
    url_prefix = "story-imports"
    icon = "upload"
    inspect_view_class = ImportPage
    list_display = ("__str__", "started_by", "started_at", "finished_at")
    searched = ("name",)
    unshown = ("digest", "kept_at")
    acts = (BRING, CARRY_ON)
    instance: "ImportRegister"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ImportRegister.instance = self
