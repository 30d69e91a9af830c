"""The pages of one thing: what it is, what can be done, what was done; and the forms that describe it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views import generic
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from hamshahr.kernel.digits import to_ascii
from hamshahr.kernel.languages import listed
from hamshahr.kernel.office.acts import ActPage
from hamshahr.kernel.office.languages import NAMES
from hamshahr.kernel.office.shown import every_language, shown

from .. import log, queries
from .history import fields_told, standing_after, told
from .listing import ListMixin
from .mending import remark_on_damage
from .texts import MeaningUnchanged, last_number, show_states
from .verbs import words_for

ACTS_SHOWN, LONGEST_NUMBER = 50, 18


class KeptMixin:
    """Behind every view of one thing: a thing that the user does not keep is not there."""

    register: Any = None

    def get_object(self, queryset=None):
        return self.register.get_or_404(self.request.user, self.kwargs["pk"])

    def get_base_object_queryset(self):
        return self.register.kept(self.request.user)


class KeptFormMixin:
    """Behind the forms, which find their thing through Django's own views."""

    register: Any = None

    def get_object(self, queryset=None):
        return super().get_object(self.register.kept(self.request.user))

    def get_success_url(self):
        return self.register.address_of(self.object)

    def get_success_buttons(self):
        return []


class Listing(ListMixin, generic.IndexView):
    pass


class ThingPage(KeptMixin, WagtailAdminTemplateMixin, TemplateView):
    """A thing in full: its fields, what hangs from it, and its acts."""

    template_name = "office/thing.html"
    page_title = ""
    model = None

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.object = self.get_object()

    def get(self, request, *args, **kwargs):
        if not self.register.may_see(request.user):
            raise PermissionDenied
        return super().get(request, *args, **kwargs)

    def remarks_on_damage(self):
        may_mend = self.register.address_to_edit(self.object, self.request.user)
        return remark_on_damage(self.object) if may_mend else []

    def get_page_title(self):
        return str(self.object)

    def get_breadcrumbs_items(self):
        return [*self.register.breadcrumbs(), {"url": "", "label": str(self.object)}]

    @cached_property
    def header_buttons(self):
        buttons = [HeaderButton(_("Log"), url=self.register.address_of_log(self.object), icon_name="history")]
        if address := self.register.address_to_edit(self.object, self.request.user):
            buttons.insert(0, HeaderButton(_("Edit"), url=address, icon_name="edit"))
        return buttons

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(
            thing=self.object,
            fields=self.register.shown_fields(self.object, user),
            sections=self.register.sections(self.object, user),
            offers=self.register.offers(user, self.object),
            remarks=[*self.register.remarks(self.object), *self.remarks_on_damage()],
            **kwargs,
        )


class ThingLog(KeptMixin, WagtailAdminTemplateMixin, TemplateView):
    """Every act on a thing: who, when, why, and each field before and after."""

    template_name = "office/log.html"
    page_title = gettext_lazy("Log")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.object = self.get_object()

    def get(self, request, *args, **kwargs):
        if not self.register.may_see(request.user):
            raise PermissionDenied
        return super().get(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        thing = {"url": self.register.address_of(self.object), "label": str(self.object)}
        return [*self.register.breadcrumbs(), thing, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        acts, field = queries.acts_on_all([self.object, *self.register.parts(self.object)]), self.field
        chosen = acts.filter(changes__has_key=field) if field else acts
        page = Paginator(chosen, ACTS_SHOWN).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            thing=self.object,
            page=page,
            elided_page_range=page.paginator.get_elided_page_range(page.number),
            told=[(act, words_for(act.verb), self.part_of(act), changes) for act, changes in told(page, field)],
            number=chosen.count(),
            fields=fields_told(acts),
            field=field,
            **self.standing(),
            **kwargs,
        )

    @property
    def field(self) -> str:
        name = self.request.GET.get("field", "")
        return name if name.isidentifier() else ""

    def part_of(self, act: Any) -> str:
        """The name of what an act was done to, where that is a part of the thing."""
        is_thing = act.thing_id == str(self.object.pk) and act.thing_type.model_class() is type(self.object)
        return "" if is_thing else f"{act.thing_type.name}: {act.thing_name}"

    def standing(self) -> dict[str, Any]:
        """The whole thing after one of its acts, where the reader asks for it."""
        asked = to_ascii(self.request.GET.get("after", ""))
        known = asked.isdecimal() and len(asked) <= LONGEST_NUMBER
        act = queries.acts_on(self.object).filter(number=asked).first() if known else None
        return {"after": act, "standing": standing_after(self.object, act.number) if act else []}


class AddForm(generic.CreateView):
    """Enters a thing through the register's service, so that it is logged with all its fields."""

    register: Any = None
    submit_button_label = gettext_lazy("Enter")

    def save_instance(self):
        described = [*self.model._meta.fields, *self.model._meta.many_to_many]
        names = [field.name for field in described if field.name in self.form.cleaned_data]
        fields = {name: self.form.cleaned_data[name] for name in names}
        return self.register.add(by=self.request.user, **fields)

    def get_success_url(self):
        return self.register.address_of(self.object)

    def get_success_buttons(self):
        return []


class ChangeForm(MeaningUnchanged, KeptFormMixin, generic.EditView):
    """Changes what describes a thing; the log keeps each field before and after."""

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        show_states(form, self.object)
        return form

    def save_instance(self):
        since = last_number()
        before = log.fields_of(self.model._default_manager.get(pk=self.object.pk))
        thing = self.form.save()
        if changes := log.difference(before, log.fields_of(thing)):
            log.write("thing.described", thing, by=self.request.user, changes=changes)
            self.register.changed(thing)
            self.keep_translations(thing, since)
        return thing


def act_view(register: Any, act: Any):
    """The view of one act of a register."""

    def view(request: HttpRequest, pk: Any = None) -> HttpResponse:
        return (act.page or ActPage)(register, act, request, pk).answer()

    return view


def fields_shown(register: Any, thing: Any, user: Any) -> list[tuple[str, Any, str]]:
    """Label, value and address of each filled field of a thing, and last which fields are empty."""
    filled, empty = [], []
    for field in register.fields_of_page(user):
        value = getattr(thing, field.name)
        if is_empty(value):
            empty.append(str(field.verbose_name))
        else:
            filled.append((field.verbose_name, in_words(field, thing, value), address_of_value(field, value, user)))
    if empty:
        filled.append((_("not filled in"), _(", ").join(empty), ""))
    return filled


def is_empty(value: Any) -> bool:
    texts = getattr(value, "data", value)
    return not any(texts.values()) if isinstance(texts, dict) else value is None or value in ("", [])


def in_words(field: Any, thing: Any, value: Any) -> Any:
    if field.choices:
        return shown(getattr(thing, f"get_{field.name}_display")())
    if field.name == "languages":
        return shown(listed(*(NAMES.get(code, code) for code in value)))
    return every_language(value) if hasattr(value, "localize") else shown(value)


def address_of_value(field: Any, value: Any, user: Any) -> str:
    from .registers import address_for  # noqa: PLC0415  registers hold these views

    return address_for(value, user) if field.is_relation else ""
