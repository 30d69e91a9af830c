"""The right of a treasurer to work in the office: it begins and ends with the duty."""

from django.contrib.auth.backends import BaseBackend


class TreasurerBackend(BaseBackend):
    """Opens the office to a treasurer; each register then asks whose it is, and those of the dues alone say yes."""

    def has_perm(self, user_obj, perm, obj=None):
        return perm == "wagtailadmin.access_admin" and user_obj.is_authenticated and user_obj.is_treasurer

    def has_module_perms(self, user_obj, app_label):
        return app_label == "wagtailadmin" and user_obj.is_authenticated and user_obj.is_treasurer
