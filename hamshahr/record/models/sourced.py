"""What every dated fact of a register carries: how sure it is and what it rests on."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hamshahr.kernel.fields import PartialDateField

from .entries import Confidence


class Sourced(models.Model):
    """A fact with its confidence, the title of its source and the date for which the source holds."""

    confidence = models.CharField(_("confidence"), max_length=10, choices=Confidence, default=Confidence.CONFIRMED)
    source = models.CharField(_("source"), max_length=600, blank=True)
    as_of = PartialDateField(_("as of"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        abstract = True
