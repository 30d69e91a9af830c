"""The queue of comments joins the office."""

from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup

from hamshahr.accounts.office.verbs import also_called

from .office.registers import ClosingRegister, CommentRegister

also_called(
    {
        "comment.written": gettext_lazy("comment written"),
        "comment.published": gettext_lazy("comment published"),
        "comment.refused": gettext_lazy("comment refused"),
        "comment.hidden": gettext_lazy("comment removed"),
        "comment.withdrawn": gettext_lazy("comment withdrawn"),
        "comments.closed": gettext_lazy("comments closed"),
        "comments.reopened": gettext_lazy("comments opened again"),
    }
)


class CommentsGroup(ViewSetGroup):
    menu_label = pgettext_lazy("of readers", "Comments")
    menu_name = "comments"
    menu_icon = "comment"
    menu_order = 560
    items = (CommentRegister, ClosingRegister)


@hooks.register("register_admin_viewset")
def comments():
    return CommentsGroup()
