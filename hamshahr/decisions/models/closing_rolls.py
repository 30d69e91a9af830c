"""The roll of a ballot when it closed: who could vote, who was there, and by whom others were represented."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hamshahr.ballots.models import Ballot
from hamshahr.kernel.errors import Refused
from hamshahr.seals.models import Seal


class ClosingRoll(models.Model):
    """Written once, when a ballot is counted, and signed; whatever becomes of a party later changes nothing.

    ``text`` is the roll as canonical JSON and ``digest`` its SHA-256: a stranger who has the one finds the other.
    """

    ballot = models.OneToOneField(
        Ballot, on_delete=models.PROTECT, related_name="closing_roll", verbose_name=_("ballot")
    )
    text = models.TextField(_("roll as canonical JSON"))
    digest = models.CharField(_("digest of the text"), max_length=64)
    seal = models.OneToOneField(Seal, on_delete=models.PROTECT, related_name="+", verbose_name=_("seal"))

    class Meta:
        verbose_name = _("roll of a ballot")
        verbose_name_plural = _("rolls of ballots")
        ordering = ["-pk"]

    def __str__(self):
        return str(self.ballot)

    def save(self, **options):
        if not self._state.adding:
            raise Refused(gettext("A roll stays as it was signed."))
        super().save(**{**options, "force_insert": True})
