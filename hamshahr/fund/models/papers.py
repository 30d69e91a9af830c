"""Due diligence: papers of a project with the day on which they expire, and who looked at them when."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamshahr.kernel.languages import listed

from .projects import Project, new_key


class DuePaperQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The papers of one's own city's projects, and those of the funds one keeps; nobody else sees them."""
        return self.filter(project__in=Project.objects.open_to(user))

    def standing(self):
        """Those that no later paper of their kind replaced."""
        return self.filter(replaced_by=None)


class DuePaper(models.Model):
    """A paper that a fund needs before it decides; what is kept of the file are pictures of its pages."""

    class Kind(models.TextChoices):
        FEASIBILITY = "feasibility", _("feasibility study")
        BUDGET = "budget", _("budget")
        ENVIRONMENT = "environment", _("study of the effects on people and nature")
        LEGAL = "legal", _("proof of the right to build or to borrow")
        AUDIT = "audit", _("audited accounts")
        BANK = "bank", _("account of the bank")

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="papers", verbose_name=_("project"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    digest = models.CharField(_("digest of the file"), max_length=64)
    replaces = models.OneToOneField(
        *("self", models.PROTECT), null=True, blank=True, related_name="replaced_by", verbose_name=_("replaces")
    )
    brought_at = models.DateTimeField(_("brought at"), default=timezone.now)
    brought_by = models.ForeignKey(
        *(settings.AUTH_USER_MODEL, models.PROTECT), related_name="+", verbose_name=_("brought by")
    )

    objects = DuePaperQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("of due diligence", "paper")
        verbose_name_plural = pgettext_lazy("of due diligence", "papers")
        ordering = ["project", "kind", "-brought_at"]
        constraints = [
            models.UniqueConstraint(
                name="due_paper_once_per_project",
                fields=["project", "kind", "digest"],
                violation_error_message=_("This file was brought for this project already."),
            ),
            models.UniqueConstraint(
                name="due_paper_one_first_of_a_kind", fields=["project", "kind"], condition=Q(replaces=None)
            ),
        ]

    def __str__(self):
        return listed(self.project, self.get_kind_display())

    def is_valid_on(self, day) -> bool:
        return self.valid_until is None or self.valid_until >= day


class DuePage(models.Model):
    """A page of a paper as a picture drawn here, without anything else that was in the file."""

    paper = models.ForeignKey(DuePaper, on_delete=models.PROTECT, related_name="pages")
    number = models.PositiveSmallIntegerField()
    picture = models.BinaryField()

    is_derived = True  # drawn from the file whose digest the paper keeps

    class Meta:
        ordering = ["paper", "number"]
        constraints = [models.UniqueConstraint(name="due_page_once", fields=["paper", "number"])]

    def __str__(self):
        return f"{self.paper} {self.number}"


class PaperView(models.Model):
    """That somebody looked at a page of a paper; these rows are written and never changed."""

    paper = models.ForeignKey(DuePaper, on_delete=models.PROTECT, related_name="seen", verbose_name=_("paper"))
    page = models.PositiveSmallIntegerField(_("page"))
    by = models.ForeignKey(*(settings.AUTH_USER_MODEL, models.PROTECT), related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=timezone.now)

    is_derived = True  # a log of its own: a look changes nothing

    class Meta:
        verbose_name = pgettext_lazy("at a paper", "look")
        verbose_name_plural = pgettext_lazy("at a paper", "looks")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return listed(self.paper, self.by)
