"""Who may do what in the office: Wagtail asks these policies instead of ticked permissions."""

from collections.abc import Callable, Iterable

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import QuerySet
from wagtail.permission_policies import BasePermissionPolicy

VIEW, ADD, CHANGE, PUBLISH = "view", "add", "change", "publish"


class Keeping(BasePermissionPolicy):
    """Whoever keeps a register does there what the register allows, with the things they keep; nobody deletes."""

    def __init__(
        self,
        model: type[models.Model],
        kept: Callable[..., QuerySet],
        may: dict[str, Callable[..., bool]],
    ) -> None:
        super().__init__(model)
        self.kept, self.may = kept, may

    def user_has_permission(self, user, action: str) -> bool:
        return action in self.may and user.is_authenticated and self.may[action](user)

    def user_has_permission_for_instance(self, user, action: str, instance: models.Model) -> bool:
        return self.user_has_permission(user, action) and self.kept(user).filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user, actions: Iterable[str]) -> QuerySet:
        if self.user_has_any_permission(user, actions):
            return self.kept(user)
        return self.model._default_manager.none()

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet:
        """Rights come from dated duties, which no query over users can tell: Wagtail mails and offers nobody."""
        return get_user_model()._default_manager.none()
