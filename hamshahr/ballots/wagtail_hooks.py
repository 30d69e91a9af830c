"""Ballots join the office."""

from django.utils.translation import gettext_lazy
from wagtail import hooks

from hamshahr.accounts.office.verbs import also_called

from .office import BallotRegister

also_called(
    {
        "ballot.opened": gettext_lazy("ballot opened"),
        "ballot.closed": gettext_lazy("ballot closed"),
        "ballot.counted": gettext_lazy("ballot counted"),
        "ballot.annulled": gettext_lazy("ballot annulled"),
        "vote.cast": gettext_lazy("vote cast"),
    }
)


@hooks.register("register_admin_viewset")
def ballots():
    return BallotRegister()
