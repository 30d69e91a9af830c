"""Who may edit pages and pictures in the office: whoever the rules allow, and no group of Wagtail's."""

from dataclasses import dataclass
from typing import Any

from wagtail.models import Collection
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy

from . import rules

# Publishing, hiding and deleting are acts with a reason; Wagtail's buttons for them are never offered.
EDITING = ("view_page", "add_page", "change_page")


@dataclass(frozen=True)
class Named:
    codename: str


@dataclass(frozen=True)
class Granted:
    """A right as Wagtail reads it, from the root of its tree down."""

    permission: Named
    page: Any = None
    page_id: int = 0
    collection: Any = None
    collection_id: int = 0


class DutyPagePolicy(PagePermissionPolicy):
    """Answers Wagtail from the rule of this room; nobody stands in a group."""

    def get_all_permissions_for_user(self, user):
        if not rules.may_edit_stories(user):
            return []
        root = self.model.base_page_model.objects.filter(depth=1).first()
        return [Granted(Named(name), page=root, page_id=root.pk) for name in EDITING]

    def users_with_any_permission(self, actions, include_superusers=True):
        return rules.editors()

    def users_with_any_permission_for_instance(self, actions, instance, include_superusers=True):
        return rules.editors()


class DutyPicturePolicy(CollectionOwnershipPermissionPolicy):
    """Pictures are chosen and brought in by whoever edits stories; they are never deleted."""

    def get_all_permissions_for_user(self, user):
        if not rules.may_edit_stories(user):
            return []
        root = Collection.objects.filter(depth=1).first()
        names = (f"{verb}_{self.auth_model._meta.model_name}" for verb in ("add", "change", "choose"))
        return [Granted(Named(name), collection=root, collection_id=root.pk) for name in names]

    def users_with_any_permission(self, actions):
        return rules.editors()

    def users_with_any_permission_for_instance(self, actions, instance):
        return rules.editors()
