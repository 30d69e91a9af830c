"""Who signs in, and the rights of the secretariat, taken from duties in force today."""

from allauth.account.auth_backends import AuthenticationBackend

# Wagtail's own models, its pages, sites and groups among them, belong to nobody: we do not use them.
ROOMS = frozenset({"accounts", "parties", "record", "letters", "bodies", "gatherings", "dues", "calls", "stories"})
OFFICE = "wagtailadmin.access_admin"


class DutyBackend(AuthenticationBackend):
    """Signs in by e-mail; whoever does duty in the secretariat today may use the office, and no ticked box counts.

    The services' rules still ask about each act.
    """

    def has_perm(self, user_obj, perm, obj=None):
        is_ours = perm == OFFICE or perm.partition(".")[0] in ROOMS
        return is_ours and user_obj.is_active and user_obj.is_authenticated and user_obj.is_secretariat

    def has_module_perms(self, user_obj, app_label):
        return self.has_perm(user_obj, OFFICE) and app_label in {*ROOMS, "wagtailadmin"}

    def get_all_permissions(self, user_obj, obj=None):
        return set()

    def get_user_permissions(self, user_obj, obj=None):
        return set()

    def get_group_permissions(self, user_obj, obj=None):
        return set()
