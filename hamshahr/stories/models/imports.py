"""Pages of other desks brought in: what each file became, so that a stopped import goes on where it stopped."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .pages import Story


class StoryImport(models.Model):
    """One file, folder or archive brought in; ``kept_at`` is where an uploaded file waits until it is done."""

    name = models.CharField(_("file"), max_length=300)
    digest = models.CharField(_("digest of the file"), max_length=64)
    kept_at = models.CharField(max_length=200, blank=True, editable=False)
    expected = models.PositiveIntegerField(_("files to read"), default=0)
    proposes_claims = models.BooleanField(_("look for claims"), default=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("started by")
    )
    started_at = models.DateTimeField(_("started at"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    class Meta:
        verbose_name = _("import of stories")
        verbose_name_plural = _("imports of stories")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="story_import_one_open_of_a_file",
                fields=["digest"],
                condition=models.Q(finished_at=None),
                violation_error_message=_("This file is being imported already."),
            )
        ]

    def __str__(self):
        return self.name


class ImportedPage(models.Model):
    """What became of one page of an import."""

    class Outcome(models.TextChoices):
        CREATED = "created", _("new")
        SAME = "same", _("already there")
        REFUSED = "refused", _("refused")

    run = models.ForeignKey(StoryImport, on_delete=models.PROTECT, related_name="pages")
    name = models.CharField(_("page"), max_length=500)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    story = models.ForeignKey(Story, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("story"))
    remark = models.TextField(_("remark"), blank=True)

    class Meta:
        verbose_name = _("imported page")
        verbose_name_plural = _("imported pages")
        ordering = ["pk"]
        indexes = [models.Index(fields=["run", "outcome"], name="imported_page_outcome")]

    def __str__(self):
        return f"{self.name}: {self.get_outcome_display()}"
