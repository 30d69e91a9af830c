"""Who may edit pages in the office: whoever the rules allow, by duty and not by Wagtail's groups."""

from types import SimpleNamespace

from wagtail.permission_policies.pages import PagePermissionPolicy

from . import rules

# Publishing, hiding and deleting are acts with a reason; Wagtail's buttons for them are never offered.
EDITING = ("add_page", "change_page")


class DutyPagePolicy(PagePermissionPolicy):
    """Answers Wagtail from the rule of this room; nobody stands in a group."""

    def get_all_permissions_for_user(self, user):
        if not rules.may_edit_stories(user):
            return []
        root = self.model.base_page_model.objects.filter(depth=1).first()
        return [SimpleNamespace(page=root, page_id=root.pk, permission=SimpleNamespace(codename=c)) for c in EDITING]

    def users_with_any_permission(self, actions, include_superusers=True):
        return rules.editors()

    def users_with_any_permission_for_instance(self, actions, instance, include_superusers=True):
        return rules.editors()
