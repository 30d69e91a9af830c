"""The lists and pages of stories, plain pages and categories."""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.permissions import register_permission_policy

from hamshahr.accounts.office import Register, Section
from hamshahr.kernel.office.policies import ADD, CHANGE
from hamshahr.kernel.text import fold

from .. import rules
from ..marks import holds
from ..models import Category, PlainPage, Story
from ..origins import repairs_of
from ..permissions import DutyPagePolicy
from ..staleness import staleness_of
from . import acts

TREE = ("path", "depth", "numchild", "url_path", "draft_title", "content_type", "page_ptr", "owner", "alias_of")
UNSAID = (*TREE, "translation_key", "locked", "locked_at", "locked_by", "latest_revision_created_at", "made_from")


class PageRegister(Register):
    """A register of pages: their text is edited in Wagtail's editor, their state by acts."""

    keepers = staticmethod(rules.may_edit_stories)
    unshown = (*UNSAID, "last_published_at", "body")
    searched = ("title",)
    fields = ("title",)
    first: tuple[str, ...] = ("title", "stage", "published_at")
    list_filter = ("stage", "locale")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        register_permission_policy(self.model, DutyPagePolicy(self.model), exact_class=True)

    def listed(self, user):
        return self.kept(user).select_related("locale").order_by("-latest_revision_created_at")

    def address_to_edit(self, thing, user):
        return reverse("wagtailadmin_pages:edit", args=[thing.pk])

    def fields_of_page(self, user):
        fields = super().fields_of_page(user)
        order = [*self.first, *(field.name for field in fields)]
        return sorted(fields, key=lambda field: order.index(field.name))

    def sections(self, thing, user):
        steps = Section(_("Steps"), (_("when"), _("step"), _("by"), _("reason")))
        for step in thing.steps.select_related("by"):
            steps.add(step.at, step.get_kind_display(), step.by, step.reason)
        return [steps, self.languages_of(thing), *super().sections(thing, user)]

    def languages_of(self, thing):
        twins = Section(_("In other languages"), (_("title"), _("language"), _("stage")))
        for twin in self.model.objects.filter(translation_key=thing.translation_key).exclude(pk=thing.pk):
            twins.add(twin, twin.locale, twin.get_stage_display(), thing=twin)
        return twins

    def remarks(self, thing):
        remarks = [_("This page is seen by the office only.")] if not thing.live else []
        if not thing.is_authentic and staleness_of(thing):
            remarks.append(_("The binding text was changed after this translation was made."))
        if thing.is_waiting:
            remarks.append(_("Readers see it from the hour that was set."))
        if thing.live and thing.has_unpublished_changes:
            remarks.append(_("Its text was changed since; readers see the change with a correction only."))
        return remarks


class StoryRegister(PageRegister):
    model = Story
    name = "office_stories"
    url_prefix = "stories"
    icon = "doc-full-inverse"
    first = ("title", "lead", "stage", "published_at", "author", "desk", "source", "zone", "needs_legal")
    list_display = ("title", "stage", "locale", "published_at")
    acts = (
        *(acts.WRITE, *acts.OF_PAGES, acts.TRANSLATE, acts.CONFIRM, acts.MARK, acts.UNMARK),
        *(acts.MEND, acts.UNDO, acts.REDO),
    )

    def sections(self, thing, user):
        return [self.claims_of(thing), self.changed_for(thing), self.repairs_of(thing), *super().sections(thing, user)]

    def changed_for(self, thing):
        changed = Section(_("Changed in the binding text since"), (_("before"), _("now")))
        staleness = staleness_of(thing)
        for passage in staleness.passages if staleness else ():
            changed.add(passage.before or "", passage.after or "")
        return changed

    def claims_of(self, thing):
        claims = Section(_("Claims in the text"), (_("words of the text"), _("state"), _("in the text")))
        text = "\n".join((thing.title, *rules.drafted(thing).paragraphs))
        for mark in thing.claim_marks.select_related("claim"):
            stands = _("found") if holds(mark.phrase, text) else _("these words are gone from the text")
            claims.add(mark.phrase, mark.claim.get_state_display(), stands, thing=mark.claim)
        return claims

    def repairs_of(self, thing):
        repairs = Section(
            _("What was mended"), (_("field"), _("in the source"), _("mended"), _("reason"), _("how sure"))
        )
        origin = getattr(thing, "origin", None)
        for field, rows in repairs_of(origin) if origin else ():
            for row in rows:
                repairs.add(field, row.before, row.after, row.why, row.sure, state="undone" if row.is_undone else "")
        return repairs


class PlainRegister(PageRegister):
    model = PlainPage
    name = "office_plain_pages"
    url_prefix = "plain-pages"
    icon = "doc-empty"
    list_display = ("title", "stage", "locale", "published_at")
    acts = (acts.WRITE_PLAIN, *acts.OF_PAGES, acts.MEND)


class CategoryRegister(Register):
    model = Category
    keepers = staticmethod(rules.may_edit_stories)
    name = "office_categories"
    url_prefix = "categories"
    icon = "tag"
    allows = frozenset({ADD, CHANGE})
    fields = ("names", "slug", "position")
    list_display = ("__str__", "slug", "position")

    @property
    def search(self):
        return lambda rows, words: rows.filter(
            pk__in=[row.pk for row in rows if all(word in fold(str(row.names)) for word in words)]
        )
