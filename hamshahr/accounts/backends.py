"""Rights of the secretariat, taken from duties in force today."""

from django.contrib.auth.backends import BaseBackend


class DutyBackend(BaseBackend):
    """Whoever does duty in the secretariat today may use the office; the services' rules still ask about each act."""

    def has_perm(self, user_obj, perm, obj=None):
        return user_obj.is_active and user_obj.is_authenticated and user_obj.is_secretariat

    def has_module_perms(self, user_obj, app_label):
        return self.has_perm(user_obj, app_label)
