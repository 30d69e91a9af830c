"""The office looks like ours and begins with its own desk; what we do not use is not offered."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from .office_desk import DeskPanel

UNUSED = {"explorer", "images", "documents", "reports", "settings", "help", "snippets"}


@hooks.register("insert_global_admin_css")
def tint():
    return format_html('<link rel="stylesheet" href="{}">', static("web/office.css"))


@hooks.register("construct_main_menu")
def only_ours(request, items):
    items[:] = [item for item in items if item.name not in UNUSED]


@hooks.register("construct_homepage_panels")
def desk(request, panels):
    panels[:] = [DeskPanel()]
