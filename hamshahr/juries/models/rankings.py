"""A ranking as it was computed: from which scores, for how many places, and all that it says."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .assignments import Assignment
from .panels import Juror, Panel, kept, new_key


def led(user) -> models.QuerySet[Panel]:
    """Panels whose scores as a whole a user may read: who keeps the body, and the chair whose own reviews are done.

    Who sits on the jury, whatever else the person is, reads as a juror there.
    """
    if user is None or not user.is_authenticated or not user.is_active:
        return Panel.objects.none()
    seats = Juror.objects.filter(user=user).exclude(state=Juror.State.DECLINED)
    undone = Assignment.objects.active().filter(juror=OuterRef("pk"), review__done_at=None, review__recused_at=None)
    chaired = seats.judging().filter(~Exists(undone), is_chair=True).values("panel")
    return Panel.objects.filter(kept(user) & ~Q(pk__in=seats.values("panel")) | Q(pk__in=chaired))


class RankingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who keeps the body, and the chair when one's own reviews are done; nobody else before or after."""
        return self.filter(panel__in=led(user))


class Ranking(models.Model):
    """What a panel's scores said at a moment; ``places`` is how many entries go on.

    ``result`` is what ``juries.ranking`` writes, entries and jurors under their keys. The log holds its digest: what a
    juror gives stands in no log.
    """

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    panel = models.ForeignKey(
        Panel, on_delete=models.PROTECT, related_name="rankings", verbose_name=pgettext_lazy("of a jury", "panel")
    )
    computed_at = models.DateTimeField(_("computed at"))
    computed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("computed by")
    )
    places = models.PositiveSmallIntegerField(_("places"))
    seed = models.CharField(_("published seed"), max_length=80)
    digest = models.CharField(_("digest"), max_length=64)
    result = models.JSONField(_("ranking"), default=dict)

    derived_fields = ("result",)
    objects = RankingQuerySet.as_manager()

    class Meta:
        verbose_name = _("ranking")
        verbose_name_plural = _("rankings")
        ordering = ["panel", "-computed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="ranking_has_a_place",
                condition=Q(places__gte=1),
                violation_error_message=_("One entry at least goes on."),
            )
        ]

    def __str__(self):
        return str(self.panel)
