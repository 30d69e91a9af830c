"""Tables that people bring: what each row became, so that a stopped import goes on where it stopped."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ImportRun(models.Model):
    """One table brought in: its rows, what they are to become, and how far the run has come."""

    class State(models.TextChoices):
        PREVIEWED = "previewed", _("previewed")
        RUNNING = "running", _("running")
        DONE = "done", _("done")

    table = models.CharField(_("table"), max_length=40)
    file_name = models.CharField(_("file"), max_length=200)
    file_digest = models.CharField(_("digest of the file"), max_length=64)
    all_or_nothing = models.BooleanField(_("all or nothing"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PREVIEWED)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("started by")
    )
    started_at = models.DateTimeField(_("started at"), default=timezone.now, editable=False)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.table}: {self.file_name}"


class ImportRow(models.Model):
    """One row of a table: its cells as they came, and what became of them."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("waiting")
        CREATED = "created", _("new")
        CHANGED = "changed", _("changed")
        SAME = "same", _("already there")
        REFUSED = "refused", _("refused")

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("row"))
    cells = models.JSONField(_("cells"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, default=Outcome.WAITING)
    column = models.CharField(_("column"), max_length=80, blank=True)
    remark = models.TextField(_("remark"), blank=True)

    is_derived = True

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(name="import_row_once", fields=["run", "number"])]
        indexes = [models.Index(fields=["run", "outcome"], name="import_row_outcome")]

    def __str__(self):
        return f"{self.number}: {self.outcome}"
