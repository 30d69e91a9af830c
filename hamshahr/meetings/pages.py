"""The pages of a meeting that stand in this room."""

from django.utils.translation import gettext_lazy

from .tabs import Tab, register


def everybody(_user, _gathering) -> bool:
    return True


def register_tabs() -> None:
    """Called once, when the house is set up."""
    register(Tab("meetings:meeting", gettext_lazy("Overview"), 0, everybody))
    register(Tab("meetings:agenda", gettext_lazy("Agenda"), 10, everybody))
    register(Tab("meetings:papers", gettext_lazy("Papers"), 20, everybody))
