"""The newsroom joins the office: its registers, its choosers, and Wagtail's editor for the texts."""

from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup

from hamshahr.accounts.office import also_act, also_show
from hamshahr.accounts.office.verbs import also_called
from hamshahr.comments.office.registers import CLOSE, REOPEN, said_under

from . import services
from .choosers import CHOOSERS
from .models import Page, Story
from .office.imports import ImportRegister
from .office.newsletters import DeliveryRegister, IssueRegister, SubscriberRegister
from .office.registers import CategoryRegister, PlainRegister, StoryRegister
from .outward import OutwardLink


class NewsroomGroup(ViewSetGroup):
    menu_label = gettext_lazy("Newsroom")
    menu_name = "newsroom"
    menu_icon = "doc-full-inverse"
    menu_order = 500
    items = (StoryRegister, PlainRegister, CategoryRegister, ImportRegister)


class NewsletterGroup(ViewSetGroup):
    menu_label = gettext_lazy("Newsletter")
    menu_name = "newsletter"
    menu_icon = "mail"
    menu_order = 550
    items = (IssueRegister, SubscriberRegister, DeliveryRegister)


also_called(
    {
        "page.drafted": gettext_lazy("drafted"),
        "page.submitted": gettext_lazy("put to review"),
        "page.reviewed": gettext_lazy("approved"),
        "page.cleared": gettext_lazy("cleared by the lawyers"),
        "page.returned": gettext_lazy("sent back"),
        "page.scheduled": gettext_lazy("set for publication"),
        "page.published": gettext_lazy("published"),
        "page.corrected": gettext_lazy("corrected"),
        "page.withdrawn": gettext_lazy("withdrawn"),
        "page.confirmed": gettext_lazy("translation confirmed"),
        "claim.marked": gettext_lazy("claim marked in a text"),
        "claim.unmarked": gettext_lazy("mark of a claim taken away"),
        "issue.drafted": gettext_lazy("issue written"),
        "issue.described": gettext_lazy("issue written otherwise"),
        "issue.approved": gettext_lazy("issue approved"),
        "issue.released": gettext_lazy("issue let go out"),
        "subscriber.asked": gettext_lazy("newsletter asked for"),
        "subscriber.confirmed": gettext_lazy("newsletter confirmed"),
        "subscriber.unsubscribed": gettext_lazy("unsubscribed"),
        "subscriber.bounced": gettext_lazy("found unreachable"),
        "subscriber.erased": gettext_lazy("address erased"),
        "stories.import_begun": gettext_lazy("import of stories begun"),
        "stories.imported": gettext_lazy("stories imported"),
        "repair.undone": gettext_lazy("mending taken back"),
        "repair.made_again": gettext_lazy("mended again"),
        "category.added": gettext_lazy("category entered"),
    }
)


also_act(Story, CLOSE, REOPEN)
also_show(Story, said_under)


@hooks.register("register_admin_viewset")
def newsroom():
    return [NewsroomGroup(), NewsletterGroup(), *CHOOSERS.values()]


@hooks.register("register_rich_text_features")
def links_that_lead_elsewhere(features):
    features.register_link_type(OutwardLink)


@hooks.register("after_create_page")
def first_step(request, page):
    """A page made in Wagtail's editor begins as one made by our act does."""
    if isinstance(page, Page):
        services.note_draft(page, by=request.user)


@hooks.register("construct_main_menu")
def without_the_tree(request, items):
    """The tree of pages is Wagtail's affair; the registers lead to every page."""
    items[:] = [item for item in items if item.name not in ("explorer", "images")]
