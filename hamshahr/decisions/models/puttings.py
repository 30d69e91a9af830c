"""What was put to the vote: the ballot, the rule and the room as they were at that minute, and what came of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamshahr.ballots.models import Ballot
from hamshahr.kernel.languages import listed
from hamshahr.meetings.models import AgendaItem, Session
from hamshahr.rolls.models import Roll

from ..verdicts import Outcome
from .amendments import Amendment
from .motions import Block, Motion, new_key

OUTCOMES = [
    (Outcome.ADOPTED.value, pgettext_lazy("of a vote", "adopted")),
    (Outcome.REJECTED.value, pgettext_lazy("of a vote", "rejected")),
    (Outcome.TIE.value, pgettext_lazy("of a vote", "tie")),
    (Outcome.NO_QUORUM.value, pgettext_lazy("of a vote", "no quorum")),
]


class PuttingQuerySet(models.QuerySet):
    def visible_to(self, user, called=None):
        return self.filter(item__in=AgendaItem.objects.visible_to(user, called))

    def undecided(self):
        return self.filter(decided_at=None, annulled_at=None)


class Putting(models.Model):
    """One putting of a motion, of a block or of an amendment to the vote.

    ``rule`` is the rule applied with its articles, ``room`` who was entitled, present and represented by whom at the
    minute of the opening: the verdict follows from these and from the ballot alone, whatever changes later.
    """

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="puttings", verbose_name=_("session"))
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, related_name="puttings", verbose_name=_("item of the agenda")
    )
    motion = models.ForeignKey(
        Motion, on_delete=models.PROTECT, null=True, blank=True, related_name="puttings", verbose_name=_("motion")
    )
    block = models.ForeignKey(
        Block, on_delete=models.PROTECT, null=True, blank=True, related_name="puttings", verbose_name=_("block")
    )
    amendment = models.ForeignKey(
        Amendment,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="puttings",
        verbose_name=_("amendment"),
    )
    ballot = models.OneToOneField(Ballot, on_delete=models.PROTECT, related_name="putting", verbose_name=_("ballot"))
    roll = models.ForeignKey(Roll, on_delete=models.PROTECT, related_name="puttings", verbose_name=_("roll"))
    rule = models.JSONField(_("rule"), default=dict)
    room = models.JSONField(_("the room at the opening"), default=dict)
    put_at = models.DateTimeField(_("put to the vote at"))
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    annulled_at = models.DateTimeField(_("annulled at"), null=True, blank=True)
    verdict = models.JSONField(_("verdict"), default=dict, blank=True)
    outcome = models.CharField(_("outcome"), max_length=12, blank=True, choices=OUTCOMES)
    casting_vote = models.CharField(
        _("casting vote of the chair"),
        max_length=4,
        blank=True,
        choices=[("yes", _("for")), ("no", _("against"))],
    )
    seed = models.CharField(_("seed of the lot"), max_length=120, blank=True)

    objects = PuttingQuerySet.as_manager()

    class Meta:
        verbose_name = _("putting to the vote")
        verbose_name_plural = _("puttings to the vote")
        ordering = ["-put_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="putting_is_of_one_thing",
                condition=Q(motion__isnull=False, block__isnull=True, amendment__isnull=True)
                | Q(motion__isnull=True, block__isnull=False, amendment__isnull=True)
                | Q(motion__isnull=True, block__isnull=True, amendment__isnull=False),
            ),
            models.CheckConstraint(
                name="putting_is_decided_with_an_outcome",
                condition=Q(decided_at__isnull=True, outcome="") | Q(decided_at__isnull=False) & ~Q(outcome=""),
            ),
            *(
                models.UniqueConstraint(
                    name=f"putting_one_open_per_{name}",
                    fields=[name],
                    condition=Q(decided_at__isnull=True, annulled_at__isnull=True),
                )
                for name in ("motion", "block", "amendment")
            ),
        ]

    def __str__(self):
        return listed(self.thing, self.ballot)

    @property
    def thing(self):
        """What was put: the motion, the block or the amendment."""
        return self.motion or self.block or self.amendment

    @property
    def state_word(self):
        if self.annulled_at is not None:
            return pgettext_lazy("of a vote", "annulled")
        return self.get_outcome_display() if self.decided_at else pgettext_lazy("of a vote", "under vote")
