"""Who signs in, and the rights of the secretariat, taken from duties in force today."""

from allauth.account.auth_backends import AuthenticationBackend


class DutyBackend(AuthenticationBackend):
    """Signs in by e-mail; whoever does duty in the secretariat today may use the office, and no ticked box counts.

    The services' rules still ask about each act.
    """

    def has_perm(self, user_obj, perm, obj=None):
        return user_obj.is_active and user_obj.is_authenticated and user_obj.is_secretariat

    def has_module_perms(self, user_obj, app_label):
        return self.has_perm(user_obj, app_label)

    def get_all_permissions(self, user_obj, obj=None):
        return set()

    def get_user_permissions(self, user_obj, obj=None):
        return set()

    def get_group_permissions(self, user_obj, obj=None):
        return set()
