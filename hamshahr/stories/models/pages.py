"""The pages of the newsroom: a tree for the editors, plain addresses for the readers."""

import secrets
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import AbstractPage, Revision, Site
from wagtail.models.pages import AbstractPageMeta, PageManager
from wagtail.query import PageQuerySet

from hamshahr.parties.models import Party

from ..blocks import PlainBody, StoryBody
from ..wording import paragraphs_of

# Without vowels and what looks alike: a code is read aloud and spells nothing.
SIGNS = "23456789bcdfghjkmnpqrstvwxz"
OF_ACTS = ("code", "stage", "published_at", "digest", "is_authentic", "made_from")


def new_code():
    """Eight signs of twenty-seven: not guessed, and never given twice."""
    return "".join(secrets.choice(SIGNS) for _place in range(8))


@lru_cache(maxsize=256)
def zone_named(name):
    """The zone of a name, or that of the installation where the name is none."""
    try:
        return ZoneInfo(name or settings.TIME_ZONE)
    except (KeyError, ValueError, OSError):
        return ZoneInfo(settings.TIME_ZONE)


class VisiblePages(PageQuerySet):
    def visible_to(self, user):
        """Drafts, and what is set for a later hour, are seen by the office alone."""
        return self if getattr(user, "is_secretariat", False) else self.published()

    def published(self):
        """What readers see now: the hour decides, no job has to run.

        The hour leaves out rather than bounds, so that a list read from a moment on, or a month, has one bound only:
        of two upper bounds a store may read its index from the later one.
        """
        return self.filter(live=True, published_at__isnull=False).exclude(published_at__gt=Now())


class Page(AbstractPage):
    """What every page of the newsroom has: its stage, its moment, a short link for good, and which text binds.

    A page stands for one language. ``made_from`` is the text of the authentic page that this translation says;
    the authentic page has none. ``published_at`` is the moment shown: for an imported page, that of its source.
    """

    class Stage(models.TextChoices):
        DRAFT = "draft", _("draft")
        REVIEW = "review", _("in review")
        LEGAL = "legal", _("with the lawyers")
        APPROVED = "approved", _("approved")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")

    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    stage = models.CharField(_("stage"), max_length=10, choices=Stage, default=Stage.DRAFT, editable=False)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    digest = models.CharField(_("fingerprint"), max_length=64, editable=False)
    is_authentic = models.BooleanField(_("this text binds"), default=True, editable=False)
    made_from = models.ForeignKey(
        Revision, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    objects = PageManager.from_queryset(VisiblePages)()
    exclude_fields_in_copy = ["code", "stage", "digest"]
    is_creatable = False

    class Meta(AbstractPageMeta):
        indexes = [
            models.Index(name="page_newest_first", fields=["locale", "-published_at", "-id"]),
            models.Index(name="page_at_address", fields=["locale", "slug"]),
        ]
        constraints = [
            models.UniqueConstraint(
                name="page_one_authentic_text",
                fields=["translation_key"],
                condition=models.Q(is_authentic=True),
                violation_error_message=_("Another page of this story holds the text that binds."),
            )
        ]

    def __str__(self):
        return self.title

    def with_content_json(self, content):
        """A text written before an act does not take the act back."""
        drafted = super().with_content_json(content)
        for name in OF_ACTS:
            setattr(drafted, name, getattr(self, name))
        return drafted

    @property
    def language(self):
        return self.locale.language_code

    @property
    def is_waiting(self):
        """Whether it is set for a later hour."""
        return self.live and self.published_at > timezone.now()

    @property
    def address(self):
        return reverse("short:page", args=[self.code])

    def get_url_parts(self, request=None):
        """Pages are read at addresses of this house, not at places of the tree."""
        sites = Site.get_site_root_paths()
        return (sites[0].site_id, settings.ADDRESS, self.address) if sites and self.depth > 1 else None


class Newsroom(Page):
    """The shelf of one language, under which its stories and plain pages stand; readers see its index."""

    parent_page_types = []
    subpage_types = ["stories.Story", "stories.PlainPage"]

    class Meta:
        verbose_name = _("newsroom")
        verbose_name_plural = _("newsrooms")

    @property
    def address(self):
        with override(self.language):
            return reverse("stories:index")


class PlainPage(Page):
    """A page that stays: about us, the statutes in words, how to reach us."""

    body = StreamField(PlainBody(), verbose_name=_("text"), blank=True)

    content_panels = [*AbstractPage.content_panels, FieldPanel("body")]
    settings_panels = []
    parent_page_types = ["stories.Newsroom"]
    subpage_types = []
    is_creatable = True

    class Meta:
        verbose_name = _("plain page")
        verbose_name_plural = _("plain pages")

    @property
    def address(self):
        with override(self.language):
            return reverse("stories:plain", args=[self.slug])

    @property
    def paragraphs(self):
        return paragraphs_of(self.body)

    def serve_preview(self, request, mode_name):
        from ..views.pages import show_plain  # noqa: PLC0415  views read models

        return show_plain(request, self)


class Story(Page):
    """An item of news: what is said, by whom, when, under which headings, about which cities."""

    lead = models.TextField(_("lead"), max_length=1500, blank=True)
    body = StreamField(StoryBody(), verbose_name=_("text"), blank=True)
    author = models.CharField(_("author"), max_length=200, blank=True)
    desk = models.ForeignKey(
        Party,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="stories_told",
        verbose_name=_("news desk of"),
    )
    source = models.CharField(_("source"), max_length=300, blank=True)
    zone = models.CharField(_("time zone of the place"), max_length=50, blank=True)
    needs_legal = models.BooleanField(_("needs the lawyers"), default=False)

    content_panels = [
        *AbstractPage.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
        InlinePanel("filings", label=_("categories")),
        InlinePanel("mentions", label=_("cities and others it is about")),
        FieldPanel("author"),
        FieldPanel("desk"),
        FieldPanel("source"),
        FieldPanel("zone"),
        FieldPanel("needs_legal"),
    ]
    settings_panels = []
    parent_page_types = ["stories.Newsroom"]
    subpage_types = []
    is_creatable = True

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    @property
    def address(self):
        with override(self.language):
            return reverse("stories:story", args=[self.slug])

    @property
    def paragraphs(self):
        """What is said, in order, without its marks: the lead and each block as plain text."""
        return [text for text in (self.lead, *paragraphs_of(self.body)) if text]

    @property
    def moment(self):
        """When it was published, by the clock of its place."""
        return self.published_at and self.published_at.astimezone(zone_named(self.zone))

    def serve_preview(self, request, mode_name):
        from ..views.pages import show_story  # noqa: PLC0415  views read models

        return show_story(request, self)


class FormerAddress(models.Model):
    """Where a page once stood; whoever asks there is sent on."""

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="former_addresses")
    address = models.CharField(max_length=500, unique=True)

    def __str__(self):
        return self.address
