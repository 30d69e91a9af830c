"""The seals join the office."""

from django.utils.translation import gettext_lazy
from wagtail import hooks

from hamshahr.accounts.office.verbs import also_called

from .office import SealRegister

also_called(
    {
        "seal_key.begun": gettext_lazy("key of the seals begun"),
        "seal_key.ended": gettext_lazy("key of the seals ended"),
        "paper.sealed": gettext_lazy("paper sealed"),
        "seal.revoked": gettext_lazy("seal revoked"),
    }
)


@hooks.register("register_admin_viewset")
def seals():
    return SealRegister()
