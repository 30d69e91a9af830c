"""Registers of things with drafts: written, compared, published; each step is an act of the log."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import LiveStatusTagColumn
from wagtail.admin.views.generic.chooser import BaseFilterForm, SearchFilterMixin
from wagtail.snippets.views import chooser as choosers
from wagtail.snippets.views import snippets

from hamshahr.kernel.office.fields import ThingChooser
from hamshahr.kernel.office.policies import ADD, CHANGE, PUBLISH
from hamshahr.kernel.text import fold_query

from .. import log
from ..translations import text_names
from .listing import ListMixin
from .registers import RegisterMixin
from .texts import MeaningUnchanged, last_number, meaning_field, show_states
from .views import KeptFormMixin, KeptMixin, ThingPage


class DescribedForm(WagtailAdminModelForm):
    """An address that is not given is made from the name; it never changes by itself afterwards."""

    meaning_unchanged = meaning_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None or not text_names(type(self.instance)):
            self.fields.pop("meaning_unchanged", None)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean(self):
        cleaned = super().clean()
        if "slug" in self.fields and not cleaned.get("slug") and cleaned.get(self.named_by):
            cleaned["slug"] = self.make_address(cleaned)
            self.instance.slug = cleaned["slug"]
        return cleaned

    named_by = "names"

    def make_address(self, cleaned: dict) -> str:
        """A room says how an address is made."""
        return ""


class DescribedListing(ListMixin, snippets.IndexView):
    pass


class Titled:
    """Wagtail's forms of things with drafts leave their page without a first heading."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"title": self.get_header_title()}


class AddDescribed(Titled, snippets.CreateView):
    """Enters a thing as a draft; publishing is a further act."""

    register: Any = None

    def save_instance(self):
        thing = super().save_instance()
        changes = log.difference({}, log.fields_of(thing))
        log.write(self.register.verb_of_adding, thing, by=self.request.user, changes=changes)
        self.register.changed(thing)
        return thing

    def get_success_url(self):
        return self.register.address_of(self.object) if self.action == "publish" else super().get_success_url()


class ChangeDescribed(Titled, MeaningUnchanged, KeptFormMixin, snippets.EditView):
    """Writes a draft; while the thing is not published, its own fields change too, and the log says so."""

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        show_states(form, self.object)
        return form

    def save_instance(self):
        since = last_number()
        before = log.fields_of(self.model._default_manager.get(pk=self.object.pk))
        thing = super().save_instance()
        after = log.fields_of(self.model._default_manager.get(pk=thing.pk))
        if changes := log.difference(before, after):
            log.write("thing.described", thing, by=self.request.user, changes=changes)
            self.register.changed(thing)
            self.keep_translations(thing, since)
        return thing

    @transaction.atomic
    def publish_action(self):
        since = last_number()
        response = super().publish_action()
        self.keep_translations(self.object, since)
        return response

    def get_success_url(self):
        return self.register.address_of(self.object) if self.action == "publish" else self.get_edit_url()


class KeptHistory(KeptMixin, snippets.HistoryView):
    """Without Wagtail's filter by date, which needs a script in the page."""

    filterset_class = None


class KeptComparison(KeptMixin, snippets.RevisionsCompareView):
    def get_object(self, queryset=None):
        return self.register.get_or_404(self.request.user, self.pk)


class KeptUnpublishing(KeptMixin, snippets.UnpublishView):
    pass


class KeptUnscheduling(KeptMixin, snippets.RevisionsUnscheduleView):
    pass


class FoldedFilter(SearchFilterMixin, BaseFilterForm):
    """The search of a chooser, in every spelling."""

    register: Any = None

    def filter(self, objects):
        words = fold_query(self.cleaned_data.get("q") or "")
        if not words:
            return objects
        self.is_searching, self.search_query = True, self.cleaned_data["q"]
        return self.register.search(objects, words)


class KeptChoices:
    """Behind a chooser: what the register offers this user."""

    @property
    def columns(self):
        """Without Wagtail's state of a thing, which asks the store once for each row."""
        return [column for column in super().columns if not isinstance(column, LiveStatusTagColumn)]

    def get_filter_form_class(self):
        return type("Filter", (FoldedFilter,), {"register": self.register})

    def get_object_list(self):
        return self.register.choosable(self.request.user)


def chooser_of(register: "DescribedRegister") -> type[choosers.SnippetChooserViewSet]:
    """A chooser whose every view, the answer too, offers only what the register does."""
    kept = {"register": register}
    view = type("Choose", (KeptChoices, choosers.ChooseView), kept)
    results = type("Results", (KeptChoices, choosers.ChooseResultsView), kept)

    def get_object(self, pk):
        return register.choosable(self.request.user).get(pk=pk)

    def get_objects(self, pks):
        return register.choosable(self.request.user).filter(pk__in=pks)

    base = choosers.SnippetChooserViewSet
    chosen = type("Chosen", (base.chosen_view_class,), {"get_object": get_object})
    many = type("ChosenMany", (base.chosen_multiple_view_class,), {"get_objects": get_objects})
    views: dict[str, Any] = {"base_widget_class": ThingChooser}
    views |= {"choose_view_class": view, "choose_results_view_class": results}
    views |= {"chosen_view_class": chosen, "chosen_multiple_view_class": many}
    return type("KeptChooser", (base,), views)


class DescribedRegister(RegisterMixin, snippets.SnippetViewSet):
    """A register whose things have drafts, versions to compare, and a page when they are published."""

    index_view_class = DescribedListing
    inspect_view_class = ThingPage
    add_view_class = AddDescribed
    edit_view_class = ChangeDescribed
    history_view_class = KeptHistory
    revisions_compare_view_class = KeptComparison
    unpublish_view_class = KeptUnpublishing
    revisions_unschedule_view_class = KeptUnscheduling
    left_out = frozenset({"delete", "usage"})
    allows = frozenset({ADD, CHANGE, PUBLISH})
    form_class: type[DescribedForm] = DescribedForm
    verb_of_adding = "thing.added"
    menu_item_is_registered = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.chooser_viewset_class = chooser_of(self)

    def get_edit_handler(self):
        panels = [*(self.panel(name) for name in self.fields), FieldPanel("meaning_unchanged")]
        return ObjectList(panels, base_form_class=self.form_class).bind_to_model(self.model)

    def panel(self, name: str) -> FieldPanel:
        """The input of one field; a room says which are the secretariat's."""
        return FieldPanel(name)

    def remarks(self, thing):
        if not thing.live:
            return [_("This is a draft: only the office sees it.")]
        if thing.has_unpublished_changes:
            return [_("There is a draft with changes that are not published yet.")]
        return []
