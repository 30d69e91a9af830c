"""The registers of calls, of their stages, criteria and questions, and the numbers of a call."""

from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton

from hamshahr.accounts.office import Register, Section
from hamshahr.accounts.office.views import ThingPage
from hamshahr.bodies.office.registers import OfBodies
from hamshahr.kernel.exports import FORMATS, Sheet, export
from hamshahr.kernel.languages import listed
from hamshahr.kernel.office.languages import NAMES

from ..bringing import columns_of, rows_of
from ..caps import caps_of, frameworks_of
from ..models import Call, Criterion, Question, Stage
from ..queries.numbers import numbers_of
from ..rules.designing import obstacles_to_open
from ..rules.hosting import search_of
from ..stages import calendar, runs
from . import acts
from .bringing import BRING_IN
from .hosting import CHOOSE, SEARCH
from .laying_out import LAY_OUT, NEW
from .preview import Preview


class NowColumn(Column):
    """What is on in a call today."""

    def get_value(self, instance):
        return now_in(instance)


def now_in(call):
    at = timezone.now()
    if call.closed_at is not None:
        return _("closed")
    if not call.is_published:
        return _("draft")
    return listed(*(stage.title for stage in calendar(call) if runs(stage, at))) or "—"


class CallPage(ThingPage):
    """A call, with the ways to its form as entrants see it and to its entries as a table."""

    @cached_property
    def header_buttons(self):
        ways = [HeaderButton(_("Preview of the form"), url=self.place("preview"), icon_name="view")]
        for ending in FORMATS:
            label = _("Entries, %(format)s") % {"format": ending.upper()}
            ways.append(HeaderButton(label, url=self.place("entries", ending), icon_name="download"))
        return [*super().header_buttons, *ways]

    def place(self, name, *args):
        return reverse(self.register.get_url_name(name), args=[self.object.pk, *args])


class CallRegister(OfBodies, Register):
    model = Call
    name = url_namespace = "office_calls"
    url_prefix = "calls"
    icon = "clipboard-list"
    inspect_view_class = CallPage
    list_display = ("__str__", "kind", "body", "published_at", NowColumn("now", label=gettext_lazy("Now")))
    list_filter = {"kind": ["exact"], "body": ["exact"], "published_at": ["isnull"]}
    searched = ("names", "slug")
    acts = (
        *(NEW, acts.DRAFT, LAY_OUT, acts.DESCRIBE, acts.ADD_STAGE, acts.ADD_QUESTION, acts.OPEN, acts.AMEND),
        *(SEARCH, CHOOSE, BRING_IN, acts.LOCK, acts.CLONE, acts.CLOSE),
    )
    unshown = ("languages", "caps", "frameworks")

    def listed(self, user):
        return self.kept(user).select_related("body", "edition").prefetch_related("stages")

    def remarks(self, thing):
        """All that stands in the way of publishing a draft, each in a sentence."""
        found = [] if thing.is_published else obstacles_to_open(thing, at=timezone.now())
        if thing.kind == Call.Kind.HOSTING and search_of(thing) is None:
            found.append(_("It names no meeting that looks for a host."))
        return found

    def parts(self, thing):
        return list(thing.versions.all())

    def sections(self, thing, user):
        found = [terms_of(thing), stages_of(thing), questions_of(thing)]
        if thing.is_published:
            found += [numbers_section(thing), versions_of(thing)]
        return [*found, *super().sections(thing, user)]

    def get_urlpatterns(self):
        own = [
            path("preview/<int:pk>/", self.construct_view(Preview), name="preview"),
            path("entries/<int:pk>/<slug:ending>/", self.entries, name="entries"),
        ]
        return [*super().get_urlpatterns(), *own]

    def entries(self, request, pk, ending):
        """Every entry of a call that is not barred to the reader, as a table."""
        call = self.get_or_404(request.user, pk)
        name = f"entries-{call.slug}"
        return export(ending, name, Sheet("entries", columns_of(call), rows_of(call, request.user)))


def terms_of(call):
    """Languages, frameworks and limits, in words."""
    section = Section(_("What is taken"), (_("what"), _("value")))
    section.add(_("Languages of entries"), listed(*(NAMES[code] for code in call.languages)))
    caps, named = caps_of(call.caps), frameworks_of(call.frameworks)
    section.add(_("Most entries of one city"), caps.per_city)
    for slug, name in named.items():
        section.add(_("Under “%(name)s”") % {"name": name}, caps.per_framework.get(slug))
    return section


def stages_of(call):
    section = Section(_("Stages"), (_("stage"), _("kind"), _("opens"), _("closes"), _("criteria")))
    for stage in call.stages.order_by("position").prefetch_related("criteria"):
        criteria = listed(*stage.criteria.all())
        section.add(stage.title, stage.get_kind_display(), stage.opens_at, stage.closes_at, criteria, thing=stage)
    return section


def questions_of(call):
    section = Section(_("Questions"), (_("question"), _("type"), _("required"), _("never shown to jurors")))
    for question in call.questions.standing().order_by("position", "pk"):
        words = (question, question.get_kind_display(), question.is_required, question.is_private)
        section.add(*words, thing=question)
    return section


def numbers_section(call):
    section = Section(_("Numbers"), (_("what"), _("number")))
    for label, number in numbers_of(call):
        section.add(label, number)
    return section


def versions_of(call):
    section = Section(_("Versions"), (_("version"), _("published at"), _("what changed")))
    for version in call.versions.order_by("-number"):
        address = reverse("calls:version", args=[call.slug, version.number])
        section.add(format_html('<a href="{}">{}</a>', address, version.number), version.published_at, version.changes)
    return section


class PartRegister(OfBodies, Register):
    """A register of the parts of calls; drafts are changed, published calls amended."""

    path = "call__body"


class StageRegister(PartRegister):
    model = Stage
    name = url_namespace = "office_call_stages"
    url_prefix = "stages-of-calls"
    icon = "date"
    list_display = ("title", "call", "kind", "opens_at", "closes_at")
    list_filter = {"kind": ["exact"], "call": ["exact"]}
    acts = (acts.CHANGE_STAGE, acts.ADD_CRITERION, acts.END_STAGE, acts.REMOVE_STAGE)

    def listed(self, user):
        return self.kept(user).select_related("call")

    def sections(self, thing, user):
        section = Section(_("Criteria"), (_("criterion"), _("weight"), _("from"), _("to"), _("informative only")))
        for one in thing.criteria.all():
            section.add(one, one.weight, one.low, one.high, one.is_informative, thing=one)
        return [section, *super().sections(thing, user)]


class CriterionRegister(PartRegister):
    model = Criterion
    path = "stage__call__body"
    name = url_namespace = "office_criteria"
    url_prefix = "criteria"
    icon = "list-ol"
    list_display = ("__str__", "stage", "weight", "low", "high")
    acts = (acts.CHANGE_CRITERION, acts.REMOVE_CRITERION)

    def listed(self, user):
        return self.kept(user).select_related("stage__call")


class QuestionRegister(PartRegister):
    model = Question
    name = url_namespace = "office_questions"
    url_prefix = "questions-of-calls"
    icon = "help"
    list_display = ("__str__", "call", "kind", "is_required", "is_private")
    list_filter = {"call": ["exact"], "kind": ["exact"]}
    searched = ("names", "slug")
    acts = (acts.CHANGE_QUESTION, acts.AMEND_QUESTION, acts.UP, acts.DOWN, acts.REMOVE_QUESTION)

    def listed(self, user):
        return self.kept(user).standing().select_related("call")
