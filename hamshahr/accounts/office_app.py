"""Wagtail's users and groups give way to ours: rights come from dated duties, and nobody ticks permissions."""

from wagtail.users.apps import WagtailUsersAppConfig


class OfficeUsers(WagtailUsersAppConfig):
    user_viewset = "hamshahr.accounts.office.people.UserRegister"
    group_viewset = "hamshahr.accounts.office.people.NoGroups"
