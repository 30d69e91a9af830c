"""A register: one model in the office, with its list, the pages of its things, its acts and their log."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import QuerySet
from django.http import Http404
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import register_permission_policy
from wagtail.search.index import class_is_indexed

from hamshahr.kernel.office.acts import Act, Offer
from hamshahr.kernel.office.policies import ADD, CHANGE, PUBLISH, VIEW, Keeping

from .. import log
from ..models import User
from ..translations import text_names
from .listing import cells_of, columns_of, found_by_index
from .mending import mending
from .sections import Section
from .texts import section_of_states, text_acts
from .views import AddForm, ChangeForm, Listing, ThingLog, ThingPage, act_view, fields_shown

REGISTERS: dict[type[models.Model], "RegisterMixin"] = {}
FURTHER_ACTS: dict[type[models.Model], list[Act]] = defaultdict(list)
FURTHER_SECTIONS: dict[type[models.Model], list[Callable[[Any, User], Section]]] = defaultdict(list)
UNSHOWN = {"id", "live", "has_unpublished_changes", "first_published_at", "last_published_at", "live_revision"}
UNSHOWN |= {"latest_revision", "go_live_at", "expire_at", "expired", "password", "token_digest", "session_epoch"}
GROUNDS = ("confidence", "source", "as_of", "note")


def may_keep_office(user: User) -> bool:
    """The secretariat."""
    return user.is_authenticated and user.is_secretariat


class RegisterMixin:
    """What a register of ours adds to Wagtail's: kept things, acts, log, exports; and what it leaves out."""

    keepers: Callable[[User], bool] = staticmethod(may_keep_office)
    editors: Callable[[User], bool] | None = None
    publishers: Callable[[User], bool] | None = None
    adders: Callable[[User], bool] | None = None
    fields: Iterable[str] = ()
    allows: frozenset[str] = frozenset()
    acts: Iterable[Act] = ()
    unshown: Iterable[str] = ()
    unexported: Iterable[str] = ()
    searched: Iterable[str] = ()
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False
    list_per_page = 50
    left_out = frozenset({"delete", "usage", "history", "history_results"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        REGISTERS[self.model] = self
        asked = {ADD: self.may_add, CHANGE: self.may_edit, PUBLISH: self.may_publish}
        may = {VIEW: self.may_see} | {action: asked[action] for action in self.allows}
        register_permission_policy(self.model, Keeping(self.model, self.kept, may), exact_class=True)

    # Who, and which things

    def may_see(self, user: User) -> bool:
        return type(self).keepers(user)

    def may_edit(self, user: User) -> bool:
        return (type(self).editors or type(self).keepers)(user)

    def may_add(self, user: User) -> bool:
        adders = type(self).adders
        return adders(user) if adders else self.may_edit(user)

    def may_publish(self, user: User) -> bool:
        publishers = type(self).publishers
        return publishers(user) if publishers else self.may_edit(user)

    def kept(self, user: User) -> QuerySet:
        """The things of this register that the user keeps; a room narrows it for those who keep one body only."""
        things = self.model._default_manager.all()
        return things if self.may_see(user) else things.none()

    def listed(self, user: User) -> QuerySet:
        """The kept things as the list shows them, with what its columns need."""
        return self.kept(user)

    def tell(self, things: Iterable[models.Model]) -> None:
        """Bring along what the columns of these rows need, with as many questions to the store as for one."""

    def choosable(self, user: User) -> QuerySet:
        """What a form of the office offers to choose from."""
        return self.model._default_manager.all()

    def get_or_404(self, user: User, pk: Any) -> models.Model:
        try:
            thing = self.kept(user).filter(pk=unquote(str(pk))).first()
        except (ValueError, ValidationError):
            thing = None
        if thing is None:
            raise Http404
        return thing

    # Addresses

    def address_of(self, thing: models.Model) -> str:
        return reverse(self.get_url_name("inspect"), args=[quote(thing.pk)])

    def address_of_log(self, thing: models.Model) -> str:
        return reverse(self.get_url_name("log"), args=[quote(thing.pk)])

    def address_of_list(self) -> str:
        return reverse(self.get_url_name(self.get_urlpatterns()[0].name))

    def address_of_act(self, name: str, thing: models.Model | None = None) -> str:
        return reverse(self.get_url_name(f"act-{name}"), args=[] if thing is None else [quote(thing.pk)])

    def address_to_edit(self, thing: models.Model, user: User) -> str:
        if CHANGE not in self.allows or not self.may_edit(user):
            return ""
        return reverse(self.get_url_name("edit"), args=[quote(thing.pk)])

    def breadcrumbs(self) -> list[dict]:
        home = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
        return [home, {"url": self.address_of_list(), "label": capfirst(str(self.menu_label))}]

    # What a page shows

    def fields_of_page(self, user: User) -> list[models.Field]:
        """Its own fields first, as its form has them; then what it rests on."""
        hidden = {*UNSHOWN, *self.unshown}
        shown = [field for field in self.model._meta.concrete_fields if field.name not in hidden]
        order = [*self.fields, *(field.name for field in shown if field.name not in GROUNDS), *GROUNDS]
        return sorted(shown, key=lambda field: order.index(field.name))

    def shown_fields(self, thing: models.Model, user: User) -> list[tuple[str, Any, str]]:
        return fields_shown(self, thing, user)

    def sections(self, thing: Any, user: User) -> list[Section]:
        """What hangs from the thing: of this room, then of the rooms above, then the state of its texts."""
        further = [make(thing, user) for make in FURTHER_SECTIONS[self.model]]
        return [*further, section_of_states(thing)] if text_names(self.model) else further

    def parts(self, thing: Any) -> list[models.Model]:
        """What belongs to the thing and has no page of its own; its acts stand in the log of the thing."""
        return []

    @property
    def all_acts(self) -> list[Act]:
        described = mending(self) if CHANGE in self.allows else []
        return [*self.acts, *FURTHER_ACTS[self.model], *text_acts(self), *described]

    def remarks(self, thing: Any) -> list[str]:
        """Sentences above everything else: a draft, a flag, a merger."""
        return []

    def offers(self, user: User, thing: models.Model | None = None) -> list[Offer]:
        """The acts the user may do here, each with its page or with what stands in the way."""
        things = () if thing is None else (thing,)
        fitting = [act for act in self.all_acts if act.of_list == (thing is None) and act.applies(*things)]
        allowed = [act for act in fitting if act.may(user, *things)]
        return [
            Offer(capfirst(str(act.label)), self.address_of_act(act.name, thing), act.obstacle(*things) or "")
            for act in allowed
        ]

    # What changes

    def add(self, *, by: User, **fields: Any) -> models.Model:
        """Enter a thing; a room with a service of its own calls that."""
        with transaction.atomic():
            thing = self.model(**fields)
            thing.full_clean()
            thing.save()
            changes = log.difference({}, log.fields_of(thing))
            log.write(f"{self.model._meta.model_name}.added", thing, by=by, changes=changes)
        return thing

    def changed(self, thing: models.Model) -> None:
        """What else follows from a change of description."""

    # Search and export

    @property
    def search(self) -> Callable[[QuerySet, tuple[str, ...]], QuerySet] | None:
        if class_is_indexed(self.model):
            return found_by_index
        return self.search_columns if self.searched else None

    def search_columns(self, queryset: QuerySet, words: tuple[str, ...]) -> QuerySet:
        """Each word in one of the searched columns."""
        for word in words:
            match = models.Q()
            for column in self.searched:
                match |= models.Q((f"{column}__icontains", word))
            queryset = queryset.filter(match)
        return queryset

    def export_name(self) -> str:
        return self.model._meta.db_table

    def exported_fields(self) -> list[models.Field]:
        hidden = {*(UNSHOWN - {"id"}), *self.unshown, *self.unexported}
        return [field for field in self.model._meta.concrete_fields if field.name not in hidden]

    def export_columns(self) -> list[str]:
        return [column for field in self.exported_fields() for column in columns_of(field)]

    def export_row(self, thing: models.Model) -> list[Any]:
        return [cell for field in self.exported_fields() for cell in cells_of(field, thing)]

    # Wagtail's side

    @cached_property
    def menu_item_class(self) -> type[MenuItem]:
        may_see = self.may_see
        return type("RegisterItem", (MenuItem,), {"is_shown": lambda _self, request: may_see(request.user)})

    def get_common_view_kwargs(self, **kwargs: Any) -> dict:
        names = super().get_common_view_kwargs(**kwargs) | {"register": self}
        for name in self.left_out | {"add", "edit"} - self.allowed_names():
            names.pop(f"{name}_url_name", None)
        return names

    def allowed_names(self) -> set[str]:
        return ({"add"} if ADD in self.allows else set()) | ({"edit"} if CHANGE in self.allows else set())

    def get_urlpatterns(self) -> list:
        left_out = self.left_out | ({"add", "edit"} - self.allowed_names())
        patterns = [pattern for pattern in super().get_urlpatterns() if pattern.name not in left_out]
        key = f"<{self.pk_path_converter}:pk>"
        patterns.append(path(f"log/{key}/", self.construct_view(ThingLog), name="log"))
        for act in self.all_acts:
            place = f"do/{act.name}/" if act.of_list else f"do/{act.name}/{key}/"
            patterns.append(path(place, act_view(self, act), name=f"act-{act.name}"))
        return patterns

    def register_permissions(self) -> None:
        """Permissions are not ticked here."""

    def register_admin_url_finder(self) -> None:
        """Only what has a form can be found for editing."""
        if CHANGE in self.allows:
            super().register_admin_url_finder()


class Register(RegisterMixin, ModelViewSet):
    """A register whose things have no drafts."""

    index_view_class = Listing
    inspect_view_class = ThingPage
    add_view_class = AddForm
    edit_view_class = ChangeForm
    icon = "list-ul"

    def get_edit_handler(self):
        self.panels = [FieldPanel(name) for name in self.fields]
        return super().get_edit_handler()


def also_act(model: type[models.Model], *acts: Act) -> None:
    """Acts that a room above gives to the things of a register below."""
    FURTHER_ACTS[model].extend(acts)


def also_show(model: type[models.Model], *makers: Callable[[Any, User], Section]) -> None:
    """Sections that a room above adds to the pages of a register below."""
    FURTHER_SECTIONS[model].extend(makers)


def register_of(thing: models.Model) -> RegisterMixin | None:
    """The register that holds this thing."""
    return REGISTERS.get(type(thing))


def address_of(thing: models.Model) -> str:
    """The page of a thing in the office, or nothing where no register holds it."""
    register = register_of(thing)
    return register.address_of(thing) if register else ""


def address_for(thing: models.Model, user: User) -> str:
    """The page of a thing where the user may open its register."""
    register = register_of(thing)
    return register.address_of(thing) if register and register.may_see(user) else ""
