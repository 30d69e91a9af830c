"""The list of a register: what the user keeps, searched in every spelling, exported with a column for each language."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from i18nfield.fields import I18nFieldMixin
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.search.backends import get_search_backend

from hamshahr.kernel.exports import Sheet, export
from hamshahr.kernel.languages import LANGUAGES
from hamshahr.kernel.office.shown import Cell, TitleCell
from hamshahr.kernel.text import fold_query

MOST_FOUND = 500
PORTION = 500


def found_by_index(queryset: QuerySet, words: tuple[str, ...]) -> QuerySet:
    """The things whose indexed text has words beginning like these; the queryset's own filters stay."""
    model = queryset.model
    found = get_search_backend().autocomplete(" ".join(words), model._default_manager.all())
    return queryset.filter(pk__in=[thing.pk for thing in found[:MOST_FOUND]])


class ListMixin:
    """Behind ``IndexView``: only what the user keeps, shown and exported as ours."""

    register: Any = None

    def get_base_queryset(self):
        return self.register.listed(self.request.user)

    @cached_property
    def is_searchable(self):
        return self.register.search is not None and bool(self.index_results_url)

    def search_queryset(self, queryset):
        words = fold_query(self.search_query) if self.is_searching else ()
        return self.register.search(queryset, words) if words else queryset

    def _get_title_column(self, field_name, column_class=TitleColumn, **kwargs):
        kwargs.pop("get_title_id", None)
        return super()._get_title_column(field_name, TitleCell, **kwargs)

    def _get_custom_column(self, field_name, column_class=None, **kwargs):
        column = super()._get_custom_column(field_name, column_class or Cell, **kwargs)
        if sorts_badly(self.model, field_name):
            column.sort_key = None
        return column

    @cached_property
    def columns(self):
        """No box to tick for many at once: acts are done one by one, each with its reason."""
        return [column for column in super().columns if column.name != "bulk_actions"]

    def get_edit_url(self, instance):
        return self.register.address_of(instance)

    def get_list_more_buttons(self, instance):
        buttons = [MenuItem(_("Log"), url=self.register.address_of_log(instance), icon_name="history", priority=30)]
        if address := self.register.address_to_edit(instance, self.request.user):
            buttons.insert(0, MenuItem(_("Edit"), url=address, icon_name="edit", priority=10))
        return buttons

    @cached_property
    def header_buttons(self):
        offers = self.register.offers(self.request.user)
        acts = [HeaderButton(offer.label, url=offer.address, icon_name="plus") for offer in offers]
        return [*super().header_buttons, *acts]

    @cached_property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        return [button for button in buttons if isinstance(button, Button)]

    def get_table(self, object_list):
        self.register.tell(object_list)
        return super().get_table(object_list)

    # Exports: our own writer, which neutralises formulas and lets spreadsheets read Persian.

    @cached_property
    def list_export(self):
        return self.register.export_columns()

    def as_spreadsheet(self, queryset, spreadsheet_format):
        rows = (self.register.export_row(thing) for thing in self.all_of(queryset))
        name = self.register.export_name()
        return export(spreadsheet_format, name, Sheet(name, self.register.export_columns(), rows))

    def all_of(self, queryset) -> Iterator[models.Model]:
        related = [field.name for field in self.model._meta.concrete_fields if field.is_relation]
        rows = queryset.select_related(*related).iterator(chunk_size=PORTION)
        while portion := list(islice(rows, PORTION)):
            self.register.tell(portion)
            yield from portion


def sorts_badly(model: type[models.Model], name: str) -> bool:
    """Whether the database would sort a column by its raw JSON."""
    try:
        return isinstance(model._meta.get_field(name), I18nFieldMixin)
    except FieldDoesNotExist:
        return False


def columns_of(field: models.Field) -> list[str]:
    """The keys under which a field leaves the house: one for each language where it has languages."""
    if isinstance(field, I18nFieldMixin):
        return [f"{field.name}_{code}" for code, _name in LANGUAGES]
    return [field.name]


def cells_of(field: models.Field, thing: models.Model) -> list[Any]:
    value = getattr(thing, field.name)
    if isinstance(field, I18nFieldMixin):
        texts = getattr(value, "data", value)
        texts = texts if isinstance(texts, dict) else {"en": texts}
        return [texts.get(code, "") for code, _name in LANGUAGES]
    if value is None or isinstance(value, bool | int | float):
        return [value]
    return [value.isoformat() if hasattr(value, "isoformat") else str(value)]
