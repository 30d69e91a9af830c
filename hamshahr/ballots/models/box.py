"""Who voted, and what was voted: for a secret ballot two tables between which nothing leads from one to the other.

While a secret ballot is open an answer lies in an envelope that only the key of the box opens, and every envelope has
the same size. At closing the envelopes are opened together, the slips are written in the order of new random keys, and
the envelopes and the key are destroyed: no order of rows, no place, number or time tells who wrote which.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hamshahr.kernel.languages import listed

from .ballots import Ballot, Elector, VoiceField, new_key

LONGEST_CHOICE = 1500


class Voted(models.Model):
    """That an elector voted, when and by whose hand; never how. The store takes one for each elector."""

    elector = models.OneToOneField(
        Elector, on_delete=models.PROTECT, related_name="voted", primary_key=True, verbose_name=_("elector")
    )
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    sent = models.CharField(max_length=64, editable=False)

    is_derived = True

    class Meta:
        verbose_name = _("who voted")
        verbose_name_plural = _("who voted")

    def __str__(self):
        return listed(self.elector, self.by)


class Vote(models.Model):
    """What an elector answered in a ballot by name; several where it split its voices."""

    elector = models.ForeignKey(Elector, on_delete=models.PROTECT, related_name="votes", verbose_name=_("elector"))
    choice = models.CharField(_("choice"), max_length=LONGEST_CHOICE, blank=True)
    weight = VoiceField(_("voices"))
    nonce = models.CharField(max_length=32, editable=False)

    is_derived = True

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [
            models.UniqueConstraint(name="vote_once_per_choice", fields=["elector", "choice"]),
            models.CheckConstraint(name="vote_has_weight", condition=Q(weight__gt=0)),
        ]

    def __str__(self):
        return listed(self.elector, self.choice)


class Envelope(models.Model):
    """A sealed answer of an open secret ballot; ``tag`` finds it for who knows the key of the form and the answer."""

    key = models.CharField(max_length=32, primary_key=True, default=new_key)
    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="envelopes", verbose_name=_("ballot"))
    tag = models.CharField(max_length=64, unique=True)
    sealed = models.BinaryField()

    is_derived = True

    class Meta:
        verbose_name = _("envelope")
        verbose_name_plural = _("envelopes")

    def __str__(self):
        return self.key


class Slip(models.Model):
    """One answer in the box of a closed secret ballot; nothing of it says whose it is."""

    key = models.CharField(max_length=32, primary_key=True, default=new_key)
    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="slips", verbose_name=_("ballot"))
    choice = models.CharField(_("choice"), max_length=LONGEST_CHOICE, blank=True)
    weight = VoiceField(_("voices"))
    nonce = models.CharField(max_length=32)

    is_derived = True

    class Meta:
        verbose_name = _("slip")
        verbose_name_plural = _("slips")
        ordering = ["key"]

    def __str__(self):
        return self.key


class PaperCount(models.Model):
    """What one of two persons counted on the papers, alone; where the two differ, both count again."""

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="paper_counts", verbose_name=_("ballot"))
    round = models.PositiveSmallIntegerField(_("time of counting"))
    place = models.PositiveSmallIntegerField(_("first or second"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("counted by")
    )
    at = models.DateTimeField(_("at"))
    papers = models.JSONField(_("papers"), default=dict)
    blank = models.PositiveIntegerField(_("blank papers"), default=0)
    invalid = models.PositiveIntegerField(_("invalid papers"), default=0)

    is_derived = True  # the ballot's own log holds both counts of a round once they are compared, and not before

    class Meta:
        verbose_name = _("count of papers")
        verbose_name_plural = _("counts of papers")
        ordering = ["ballot", "round", "place"]
        constraints = [
            models.UniqueConstraint(
                name="paper_count_once_per_person",
                fields=["ballot", "round", "by"],
                violation_error_message=_("Two different persons count the papers."),
            ),
            models.UniqueConstraint(name="paper_count_two_a_round", fields=["ballot", "round", "place"]),
            models.CheckConstraint(name="paper_count_first_or_second", condition=Q(place__in=[1, 2])),
        ]

    def __str__(self):
        return listed(self.ballot, self.by)


class BallotAct(models.Model):
    """One line of the log of a ballot; ``digest`` is the SHA-256 of the digest before it and of all that it says."""

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="acts", verbose_name=_("ballot"))
    number = models.PositiveSmallIntegerField(_("number"))
    verb = models.CharField(_("act"), max_length=20)
    at = models.DateTimeField(_("at"))
    facts = models.JSONField(_("facts"), default=dict)
    previous = models.CharField(_("digest of the act before"), max_length=64)
    digest = models.CharField(_("digest"), max_length=64)

    is_derived = True

    class Meta:
        verbose_name = _("act of a ballot")
        verbose_name_plural = _("acts of ballots")
        ordering = ["ballot", "number"]
        constraints = [models.UniqueConstraint(name="ballot_act_one_per_number", fields=["ballot", "number"])]

    def __str__(self):
        return listed(self.ballot, self.verb)
