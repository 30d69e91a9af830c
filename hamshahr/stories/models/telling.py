"""What stands around a story: its headings, its cities, its claims, the steps it took, its corrections, its origin."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField
from modelcluster.fields import ParentalKey
from wagtail.models import Revision

from hamshahr.parties.models import Party
from hamshahr.record.models import Claim

from .pages import Page, Story


class Category(models.Model):
    """A heading under which stories are filed."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    names = I18nCharField(_("name"), max_length=400)
    position = models.PositiveSmallIntegerField(_("place in lists"), default=0)

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["position", "slug"]

    def __str__(self):
        return str(self.names)


class Filing(models.Model):
    """A story under a heading; it carries the language and the moment of its story, so that one index reads them."""

    story = ParentalKey(Story, on_delete=models.CASCADE, related_name="filings")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="filings", verbose_name=_("category"))
    language = models.CharField(max_length=10, null=True, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("category of a story")
        verbose_name_plural = _("categories of stories")
        constraints = [models.UniqueConstraint(name="filing_once", fields=["story", "category"])]
        indexes = [models.Index(name="filing_by_language", fields=["category", "language", "-published_at", "-story"])]

    def __str__(self):
        return f"{self.story}: {self.category}"


class Mention(models.Model):
    """A story about a party; it carries the language and the moment of its story, as a filing does."""

    story = ParentalKey(Story, on_delete=models.CASCADE, related_name="mentions")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="mentions", verbose_name=_("party"))
    language = models.CharField(max_length=10, null=True, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("party in a story")
        verbose_name_plural = _("parties in stories")
        constraints = [models.UniqueConstraint(name="mention_once", fields=["story", "party"])]
        indexes = [models.Index(name="mention_by_language", fields=["party", "language", "-published_at", "-story"])]

    def __str__(self):
        return f"{self.story}: {self.party}"


class ClaimMark(models.Model):
    """The words of a story that make a claim of the record; found again in the text each time it is shown."""

    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="claim_marks", verbose_name=_("story"))
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="marks", verbose_name=_("claim"))
    phrase = models.TextField(_("words of the text"))
    number = models.PositiveSmallIntegerField(_("number in the text"))

    class Meta:
        verbose_name = _("claim in a text")
        verbose_name_plural = _("claims in texts")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="claim_mark_once", fields=["story", "claim"]),
            models.UniqueConstraint(name="claim_mark_one_number", fields=["story", "number"]),
        ]

    def __str__(self):
        return self.phrase


class Step(models.Model):
    """One step of a page through the newsroom: who took it, when, why, with which text."""

    class Kind(models.TextChoices):
        DRAFTED = "drafted", _("drafted")
        SUBMITTED = "submitted", _("put to review")
        REVIEWED = "reviewed", _("reviewed")
        CLEARED = "cleared", _("cleared by the lawyers")
        RETURNED = "returned", _("sent back")
        SCHEDULED = "scheduled", _("set for publication")
        PUBLISHED = "published", _("published")
        CORRECTED = "corrected", _("corrected")
        CONFIRMED = "confirmed", _("translation confirmed")
        WITHDRAWN = "withdrawn", _("withdrawn")

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="steps", verbose_name=_("page"))
    number = models.PositiveIntegerField()
    kind = models.CharField(_("step"), max_length=10, choices=Kind)
    at = models.DateTimeField(_("when"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    reason = models.TextField(_("reason"), blank=True)
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, null=True, related_name="+")
    digest = models.CharField(_("fingerprint"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("step of a page")
        verbose_name_plural = _("steps of pages")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(name="step_one_number", fields=["page", "number"])]

    def __str__(self):
        return f"{self.page}: {self.get_kind_display()}"


class Correction(models.Model):
    """What was wrong in a published page, said to its readers; the text as it stood before is kept."""

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="corrections", verbose_name=_("page"))
    at = models.DateTimeField(_("when"), default=timezone.now)
    notice = models.TextField(_("notice to the readers"))
    text_before = models.TextField(_("text as it stood before"))
    digest_before = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["at", "pk"]

    def __str__(self):
        return self.notice


class Origin(models.Model):
    """Whence a story was imported: its source byte for byte, and every change that was made to its words.

    ``repairs`` holds for each field the changes of the restoration in order, each with offset, from, to, reason and
    confidence, and whether it was undone; ``doubts`` the words an editor should look at. ``digest`` is the SHA-256 of
    the source, ``folded`` that of its folded text, by which the same page is known in another dress.
    """

    story = models.OneToOneField(Story, on_delete=models.PROTECT, related_name="origin", verbose_name=_("story"))
    name = models.CharField(_("file"), max_length=500)
    source = models.BinaryField(_("source"))
    encoding = models.CharField(_("encoding"), max_length=30)
    digest = models.CharField(max_length=64)
    folded = models.CharField(max_length=64, unique=True)
    address = models.CharField(_("address it gave itself"), max_length=1000, blank=True)
    timings = models.JSONField(_("timings it printed"), default=dict)
    texts = models.JSONField(default=dict)
    repairs = models.JSONField(_("repairs"), default=dict)
    doubts = models.JSONField(_("in doubt"), default=list)
    read_at = models.DateTimeField(_("imported at"), default=timezone.now)

    class Meta:
        verbose_name = _("origin of a story")
        verbose_name_plural = _("origins of stories")

    def __str__(self):
        return self.name
