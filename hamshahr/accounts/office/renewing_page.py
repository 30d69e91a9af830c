"""The page "Translations to renew": narrowed, searched, page by page, exported."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from hamshahr.kernel.exports import FORMATS, Sheet, export
from hamshahr.kernel.http import filters_of

from ..models import User
from ..translations import State
from .renewing import ToRenew, kept_kinds, to_renew

PER_PAGE = 50
COLUMNS = ["kind", "key", "name", "field", "language", "state", "authentic_language", "since"]
STATES = [(State.STALE.value, State.STALE.label), (State.MISSING.value, State.MISSING.label)]


def may_see_translations(user: User) -> bool:
    """Whoever keeps a register with texts."""
    return user.is_authenticated and user.keeps_office and bool(kept_kinds(user))


class RenewingFilters(forms.Form):
    """What of the list is shown; a wrong choice is no choice."""

    q = forms.CharField(label=gettext_lazy("In the texts"), required=False, max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("Register"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False, choices=STATES)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        kinds = [(each._meta.label_lower, capfirst(str(each._meta.verbose_name_plural))) for each in kept_kinds(user)]
        self.fields["kind"].choices = [("", _("all")), *kinds]
        self.fields["language"].choices = [("", _("all")), *settings.LANGUAGES]

    def chosen(self) -> dict[str, str]:
        """The choices that are valid."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class RenewingPage(WagtailAdminTemplateMixin, TemplateView):
    template_name = "accounts/office/translations.html"
    page_title = gettext_lazy("Translations to renew")
    header_icon = "globe"

    def get(self, request, *args, **kwargs):
        if not may_see_translations(request.user):
            raise PermissionDenied
        if "export" in request.GET:
            return self.exported(request.GET["export"])
        return super().get(request, *args, **kwargs)

    @cached_property
    def form(self):
        return RenewingFilters(self.request.GET, user=self.request.user)

    @cached_property
    def rows(self):
        return to_renew(self.request.user, **self.form.chosen())

    def exported(self, ending):
        sheet = Sheet("translations", COLUMNS, (cells_of(row) for row in self.rows))
        return export(ending, "translations", sheet)

    def get_breadcrumbs_items(self):
        home = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
        return [home, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        pages = Paginator(self.rows, PER_PAGE)
        page = pages.get_page(self.request.GET.get("p"))
        return super().get_context_data(
            form=self.form,
            page=page,
            elided_page_range=pages.get_elided_page_range(page.number),
            number=pages.count,
            formats=[(ending, ending.upper()) for ending in FORMATS],
            query=filters_of(self.request),
            is_narrowed=bool(self.form.chosen().keys() - {"state"}),
            are_missing=self.form.chosen().get("state") == State.MISSING,
            **kwargs,
        )


def cells_of(row: ToRenew) -> list[Any]:
    kind = row.thing._meta.model_name
    since = row.since.isoformat() if row.since else ""
    key = str(row.thing.pk)
    return [kind, key, row.name, row.field.name, row.language, row.state.value, row.authentic_language, since]


class RenewingItem(MenuItem):
    def is_shown(self, request):
        return may_see_translations(request.user)
