"""The roll of a decision by correspondence: who is asked and who is not, and why, as the books stood when it opened."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hamshahr.bodies.models import Statute
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import address_of
from hamshahr.parties.models import Party, visible_party
from hamshahr.rolls.models import LineOfRoll, keeping, own_parties, stays
from hamshahr.seals.models import Seal

from .written import WrittenProcedure


class WrittenRoll(models.Model):
    """Frozen and signed in the transaction that asks; whatever is paid later changes nothing.

    ``digest`` is the SHA-256 over the canonical JSON of its head and lines, as it is of the roll of a meeting.
    """

    procedure = models.OneToOneField(
        WrittenProcedure, on_delete=models.PROTECT, related_name="roll", verbose_name=_("procedure")
    )
    on = models.DateField(_("day of entitlement"))
    cut_off = models.DateTimeField(_("books read up to"))
    statute = models.ForeignKey(
        Statute, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("statutes")
    )
    article = models.CharField(_("article"), max_length=40, blank=True)
    rule = models.JSONField(_("rule"), default=dict, blank=True)
    digest = models.CharField(_("digest of the lines"), max_length=64)
    seal = models.OneToOneField(Seal, on_delete=models.PROTECT, related_name="+", verbose_name=_("seal"))

    class Meta:
        verbose_name = _("roll of a decision by correspondence")
        verbose_name_plural = _("rolls of decisions by correspondence")
        ordering = ["-pk"]

    def __str__(self):
        return str(self.procedure)

    def save(self, **options):
        if not self._state.adding:
            raise Refused(stays())
        super().save(**{**options, "force_insert": True})

    def get_absolute_url(self):
        return address_of("decisions:written_roll", self.procedure.key)

    def delete(self, **options):
        raise Refused(stays())


class WrittenLineQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The entitled for everybody who sees the decision; the others for those on the roll and who keeps the body."""
        own = own_parties(user)
        shown = self.filter(visible_party(user, "party__"))
        shown = shown.filter(roll__procedure__in=WrittenProcedure.objects.visible_to(user))
        on_it = Q(roll__in=WrittenLine.objects.filter(party__in=own).values("roll"))
        return shown.filter(Q(is_entitled=True) | on_it | keeping(user, "roll__procedure__"))

    def update(self, **fields):
        raise Refused(stays())

    def delete(self):
        raise Refused(stays())


class WrittenLine(LineOfRoll):
    """One party on the roll of a decision by correspondence; who is entitled is asked."""

    roll = models.ForeignKey(WrittenRoll, on_delete=models.PROTECT, related_name="lines", verbose_name=_("roll"))
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", verbose_name=_("party"))

    is_derived = True  # the roll's digest, which is in the log, is taken over its lines
    objects = WrittenLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of a roll")
        verbose_name_plural = _("lines of rolls")
        ordering = ["roll", "party__slug"]
        constraints = [
            models.UniqueConstraint(name="written_line_once_per_party", fields=["roll", "party"]),
            models.CheckConstraint(name="written_line_weighs_something", condition=Q(weight__gte=0)),
        ]
