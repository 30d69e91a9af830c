"""The queue of comments: what waits, what was decided, and the acts that decide."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from wagtail.admin.ui.tables import Column

from hamshahr.accounts.office import Register, Section
from hamshahr.kernel.office.acts import Act, ActForm, ReasonForm
from hamshahr.kernel.office.shown import shown

from .. import rules, services
from ..models import Closing, Comment
from ..places import place_of, thread_of

SHOWN = 20


def may(user, thing=None):
    return rules.may_moderate(user)


def obstacle_to(stage):
    return lambda comment: rules.obstacle_to_move(comment, stage)


PUBLISH = Act(
    name="publish",
    label=gettext_lazy("publish"),
    form=ActForm,
    may=may,
    obstacle=obstacle_to(Comment.Stage.PUBLISHED),
    do=lambda comment, by: services.publish_comment(comment=comment, by=by),
    explanation=gettext_lazy("Everybody reads it under its page; its writer gets a letter."),
    done=gettext_lazy("The comment is published."),
)
REFUSE = Act(
    name="refuse",
    label=gettext_lazy("refuse"),
    form=ReasonForm,
    may=may,
    applies=lambda comment: comment.stage == Comment.Stage.WAITING,
    do=lambda comment, by, **fields: services.refuse_comment(comment=comment, by=by, **fields),
    explanation=gettext_lazy("Its writer gets a letter with your reason, word for word."),
    done=gettext_lazy("The comment is refused; its writer gets a letter."),
)
HIDE = Act(
    name="hide",
    label=gettext_lazy("remove from the page"),
    form=ReasonForm,
    may=may,
    applies=lambda comment: comment.stage == Comment.Stage.PUBLISHED,
    do=lambda comment, by, **fields: services.hide_comment(comment=comment, by=by, **fields),
    explanation=gettext_lazy("A notice stands in its place; its writer gets a letter with your reason."),
    done=gettext_lazy("The comment is removed; its writer gets a letter."),
)


def is_closed(thing):
    return Closing.objects.in_force().filter(thread=thread_of(thing)).exists()


CLOSE = Act(
    name="close-comments",
    label=gettext_lazy("close comments"),
    form=ReasonForm,
    may=may,
    applies=lambda thing: not is_closed(thing),
    do=lambda thing, by, **fields: services.close_comments(thing=thing, by=by, **fields),
    explanation=gettext_lazy("Nothing more can be said here or under its translations; what was said stays."),
    done=gettext_lazy("Comments are closed here."),
)
REOPEN = Act(
    name="open-comments",
    label=gettext_lazy("open comments again"),
    form=ReasonForm,
    may=may,
    applies=is_closed,
    do=lambda thing, by, **fields: services.reopen_comments(thing=thing, by=by, **fields),
    done=gettext_lazy("Comments are open here again."),
)


class UnderPage(Column):
    """The page it stands under, by its name."""

    def get_value(self, row):
        return shown(place_of(row.thing).name(row.thing))


class CommentRegister(Register):
    model = Comment
    name = "office_comments"
    url_prefix = "comments"
    icon = "comment"
    menu_label = pgettext_lazy("of readers", "Comments")
    keepers = staticmethod(may)
    list_display = (
        *("beginning", "writer"),
        UnderPage("thing", label=gettext_lazy("Page")),
        *("language", "written_at", "stage"),
    )
    list_filter = ("stage", "written_at")
    searched = ("folded", "writer__full_name")
    unshown = ("thing_type", "thing_id", "thread", "folded", "fingerprint")
    acts = (PUBLISH, REFUSE, HIDE)

    def listed(self, user):
        return self.kept(user).select_related("writer", "thing_type").prefetch_related("thing")

    def sections(self, thing, user):
        place = place_of(thing.thing)
        page = Section(_("Page"), (_("name"), _("kind")))
        page.add(place.name(thing.thing), thing.thing._meta.verbose_name, thing=thing.thing)
        before = Section(
            _("Other comments of this writer"),
            (_("text"), _("written at"), _("stage")),
        )
        for row in thing.writer.comments.exclude(pk=thing.pk)[:SHOWN]:
            before.add(row.beginning(), row.written_at, row.get_stage_display(), thing=row)
        return [page, before, *super().sections(thing, user)]

    def remarks(self, thing):
        if thing.stage == Comment.Stage.WAITING:
            return [_("Only its writer and the secretariat see this comment.")]
        return []


class ClosingRegister(Register):
    model = Closing
    name = "office_comment_closings"
    url_prefix = "comment-closings"
    icon = "lock"
    menu_label = gettext_lazy("Closed comments")
    keepers = staticmethod(may)
    list_display = (UnderPage("thing", label=gettext_lazy("Page")), "reason", "closed_by", "closed_at", "reopened_at")
    unshown = ("thing_type", "thing_id", "thread")

    def listed(self, user):
        return self.kept(user).select_related("closed_by", "thing_type").prefetch_related("thing")


def said_under(thing, user):
    """On the page of a story or a practice in the office: what readers said."""
    section = Section(pgettext("of readers", "Comments"), (_("text"), _("writer"), _("stage")))
    for row in Comment.objects.filter(thread=thread_of(thing)).select_related("writer")[:SHOWN]:
        section.add(row.beginning(), row.writer, row.get_stage_display(), thing=row)
    return section
