"""The log of all acts: who did what when, to what, and whether the chain is whole."""

from itertools import islice

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton

from hamshahr.kernel.fields import CalendarDayField
from hamshahr.kernel.office.shown import shown

from .. import log
from ..models import Act, LogHead, User
from ..withheld import readable
from .changes import changes_of
from .registers import Register, address_for
from .sections import Section
from .verbs import words_for
from .views import Listing

MOST_FAULTS = 50
TOLD_APART = {"verb", "thing_type", "thing_id", "thing_name"}


def verbs() -> list[tuple[str, str]]:
    """Every verb that the log knows."""
    found = Act.objects.order_by("verb").values_list("verb", flat=True).distinct()
    return [(verb, words_for(verb)) for verb in found]


def kinds() -> list[tuple[int, str]]:
    """Every kind of thing that something was done to."""
    found = ContentType.objects.filter(pk__in=Act.objects.order_by().values("thing_type").distinct())
    return sorted(((kind.pk, capfirst(kind.name)) for kind in found), key=lambda pair: pair[1])


class DayFilter(django_filters.Filter):
    """A day of either calendar, from or up to which the log is read."""

    field_class = CalendarDayField


class ActFilter(WagtailFilterSet):
    by = django_filters.ModelChoiceFilter(queryset=User.objects.all(), label=gettext_lazy("Who"))
    verb = django_filters.ChoiceFilter(choices=verbs, label=gettext_lazy("Act"))
    thing_type = django_filters.ChoiceFilter(choices=kinds, label=gettext_lazy("Kind of thing"))
    since = DayFilter(field_name="at", lookup_expr="date__gte", label=gettext_lazy("From the day"))
    until = DayFilter(field_name="at", lookup_expr="date__lte", label=gettext_lazy("Up to the day"))
    text = django_filters.CharFilter(method="with_text", label=gettext_lazy("In the name or the reason"))

    class Meta:
        model = Act
        fields = ()

    def with_text(self, acts, _name, text):
        return acts.filter(Q(thing_name__icontains=text) | Q(reason__icontains=text))


class ActListing(Listing):
    @cached_property
    def header_buttons(self):
        verify = HeaderButton(_("Verify the chain"), url=reverse(self.register.get_url_name("verify")), icon_name="key")
        return [*super().header_buttons, verify]


class Verb(Column):
    def get_value(self, act):
        return words_for(act.verb)


class KindOfThing(Column):
    def get_value(self, act):
        return capfirst(act.thing_type.name)


class ActRegister(Register):
    model = Act
    name = "office_log"
    url_prefix = "log"
    icon = "history"
    menu_label = gettext_lazy("Log")
    menu_name = "log"
    menu_order = 900
    add_to_admin_menu = True
    index_view_class = ActListing
    filterset_class = ActFilter
    searched = ("thing_name", "reason")
    unshown = ("facts", "changes")
    list_display = (
        *("number", "at", "by", Verb("verb", label=gettext_lazy("Act"))),
        KindOfThing("kind", label=gettext_lazy("Kind")),
        *("thing_name", "reason"),
    )

    def kept(self, user):
        return readable(super().kept(user), user)

    def listed(self, user):
        return self.kept(user).select_related("by", "thing_type").defer("facts")

    def exported_fields(self):
        return [field for field in Act._meta.concrete_fields if field.name not in {"id", "facts"}]

    def fields_of_page(self, user):
        return [field for field in super().fields_of_page(user) if field.name not in TOLD_APART]

    def shown_fields(self, act, user):
        """The verb in words, and the thing itself where it is still there."""
        address = address_for(act.thing, user) if act.thing else ""
        what = [(_("act"), words_for(act.verb), ""), (_("kind of thing"), capfirst(act.thing_type.name), "")]
        of = [(_("of"), shown(act.thing_name), address)]
        return [*what, *of, *super().shown_fields(act, user)]

    def sections(self, act, user):
        changes = Section(_("Changes"), (_("field"), _("before"), _("after")))
        for change in changes_of(act):
            changes.add(change.label, change.before, change.after)
        return [changes]

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("verify/", self.verify, name="verify")]

    def verify(self, request: HttpRequest) -> HttpResponse:
        """Read the whole chain again and say what is wrong with it, or that nothing is."""
        if not self.may_see(request.user):
            raise PermissionDenied
        head = request.POST.get("head", "").strip()
        faults = list(islice(log.faults(head), MOST_FAULTS)) if request.method == "POST" else None
        context = {
            "header_title": _("Verify the chain"),
            "breadcrumbs_items": [*self.breadcrumbs(), {"url": "", "label": _("Verify the chain")}],
            "header_icon": "key",
            "faults": faults,
            "given": head,
            "head": LogHead.objects.filter(pk=1).first() or LogHead(),
        }
        return TemplateResponse(request, "office/verify.html", context)
