"""Elections of a meeting: places to fill, who stands, who supports whom, the rounds and their ballots."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nCharField, I18nTextField

from hamshahr.ballots.models import Ballot
from hamshahr.bodies.models import Decision, Office
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.languages import listed, say
from hamshahr.meetings.models import AgendaItem, Session
from hamshahr.parties.models import Party, Person, Region
from hamshahr.rolls.models import Roll

from .motions import new_key


class OfItemQuerySet(models.QuerySet):
    def visible_to(self, user, called=None):
        return self.filter(item__in=AgendaItem.objects.visible_to(user, called))


class Election(models.Model):
    """Places to be filled by vote. ``quotas`` and ``threshold`` are what the statutes asked for when it was called."""

    class Method(models.TextChoices):
        PLURALITY = "plurality", pgettext_lazy("of counting", "most votes")
        APPROVAL = "approval", pgettext_lazy("of counting", "approval")
        SCHULZE = "schulze", pgettext_lazy("of counting", "ranking, counted by Schulze")
        BORDA = "borda", pgettext_lazy("of counting", "ranking, counted by Borda")
        SCOTTISH_STV = "scottish-stv", pgettext_lazy("of counting", "transferable vote, Scottish rules")
        D_HONDT = "d-hondt", pgettext_lazy("of counting", "lists, by D’Hondt")
        WEBSTER = "webster", pgettext_lazy("of counting", "lists, by Webster")

    class State(models.TextChoices):
        NOMINATING = "nominating", pgettext_lazy("of an election", "candidatures are open")
        LISTED = "listed", pgettext_lazy("of an election", "the list is closed")
        VOTING = "voting", pgettext_lazy("of an election", "under vote")
        DECIDED = "decided", pgettext_lazy("of an election", "decided")
        CANCELLED = "cancelled", pgettext_lazy("of an election", "called off")

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    gathering = models.ForeignKey(
        Gathering, on_delete=models.PROTECT, related_name="elections", verbose_name=_("meeting")
    )
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, related_name="elections", verbose_name=_("item of the agenda")
    )
    names = I18nCharField(_("title"), max_length=1200)
    office = models.ForeignKey(
        Office,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="elections",
        verbose_name=_("office"),
        help_text=_("Those elected get its seats."),
    )
    method = models.CharField(_("counted by"), max_length=14, choices=Method, default=Method.PLURALITY)
    places = models.PositiveSmallIntegerField(_("places to fill"), default=1)
    choices_min = models.PositiveSmallIntegerField(_("least choices"), default=1)
    choices_max = models.PositiveSmallIntegerField(_("most choices"), default=1)
    rounds_most = models.PositiveSmallIntegerField(
        _("most rounds"), default=1, help_text=_("In all but the last, more than half of the valid votes is needed.")
    )
    quotas = models.JSONField(_("quotas"), default=dict, blank=True)
    threshold = models.JSONField(_("threshold of candidatures"), default=dict, blank=True)
    seed = models.CharField(_("seed of the lots"), max_length=120, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.NOMINATING)
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decision")
    )

    objects = OfItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("election")
        verbose_name_plural = _("elections")
        ordering = ["gathering", "pk"]
        constraints = [
            models.CheckConstraint(
                name="election_choices_in_order",
                condition=Q(choices_min__lte=F("choices_max"), choices_max__gte=1, places__gte=1, rounds_most__gte=1),
                violation_error_message=_("The most choices are at least one, and not fewer than the least."),
            ),
        ]

    def __str__(self):
        return say(self.names)

    @property
    def is_of_lists(self):
        return self.method in {self.Method.D_HONDT, self.Method.WEBSTER}


class ElectoralList(models.Model):
    """Candidates who stand together, in their order."""

    election = models.ForeignKey(Election, on_delete=models.PROTECT, related_name="lists", verbose_name=_("election"))
    names = I18nCharField(_("name"), max_length=600)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = pgettext_lazy("of candidates", "list")
        verbose_name_plural = pgettext_lazy("of candidates", "lists")
        ordering = ["election", "position", "pk"]

    def __str__(self):
        return say(self.names)


class NominationQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(election__in=Election.objects.visible_to(user))

    def standing(self):
        return self.filter(state__in=[Nomination.State.FILED, Nomination.State.ACCEPTED])


class Nomination(models.Model):
    """A candidature: the party, and the person who would fill the seat where one is named."""

    class State(models.TextChoices):
        FILED = "filed", pgettext_lazy("of a candidature", "filed")
        ACCEPTED = "accepted", pgettext_lazy("of a candidature", "accepted")
        REFUSED = "refused", pgettext_lazy("of a candidature", "refused")
        WITHDRAWN = "withdrawn", pgettext_lazy("of a candidature", "withdrawn")

    class Gender(models.TextChoices):
        WOMAN = "woman", _("woman")
        MAN = "man", _("man")

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    election = models.ForeignKey(
        Election, on_delete=models.PROTECT, related_name="nominations", verbose_name=_("election")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="nominations", verbose_name=_("party"))
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="nominations", verbose_name=_("person")
    )
    person_name = models.CharField(_("name of the candidate"), max_length=200, blank=True)
    gender = models.CharField(_("gender"), max_length=8, choices=Gender, blank=True)
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("region")
    )
    on_list = models.ForeignKey(
        ElectoralList,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="nominations",
        verbose_name=pgettext_lazy("of candidates", "list"),
    )
    statement = I18nTextField(_("what the candidate says"), blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.FILED)
    because = models.CharField(_("reason"), max_length=300, blank=True)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("filed by"),
    )

    objects = NominationQuerySet.as_manager()

    class Meta:
        verbose_name = _("candidature")
        verbose_name_plural = _("candidatures")
        ordering = ["election", "number"]
        constraints = [
            models.UniqueConstraint(name="nomination_number_once", fields=["election", "number"]),
            models.UniqueConstraint(
                name="nomination_one_standing_per_party_and_person",
                fields=["election", "party", "person_name"],
                condition=Q(state__in=["filed", "accepted"]),
                violation_error_message=_("This candidature is filed already."),
            ),
        ]

    def __str__(self):
        return listed(self.person_name, say(self.party.names)) if self.person_name else say(self.party.names)


class Support(models.Model):
    """A party that supports a candidature; thresholds of the statutes are counted from these."""

    nomination = models.ForeignKey(
        Nomination, on_delete=models.PROTECT, related_name="supports", verbose_name=_("candidature")
    )
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", verbose_name=_("party"))
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("given by"),
    )

    class Meta:
        verbose_name = pgettext_lazy("of a candidature", "support")
        verbose_name_plural = pgettext_lazy("of candidatures", "supports")
        ordering = ["nomination", "pk"]
        constraints = [models.UniqueConstraint(name="support_once_per_party", fields=["nomination", "party"])]

    def __str__(self):
        return listed(self.party, self.nomination)


class Round(models.Model):
    """One vote of an election: who stands in it, for how many places, by which ballot, and what was counted."""

    election = models.ForeignKey(Election, on_delete=models.PROTECT, related_name="rounds", verbose_name=_("election"))
    number = models.PositiveSmallIntegerField(_("number"))
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="rounds", verbose_name=_("session"))
    ballot = models.OneToOneField(Ballot, on_delete=models.PROTECT, related_name="round", verbose_name=_("ballot"))
    roll = models.ForeignKey(Roll, on_delete=models.PROTECT, related_name="rounds", verbose_name=_("roll"))
    places = models.PositiveSmallIntegerField(_("places to fill"))
    standing = models.JSONField(_("who stands"), default=list)
    rule = models.JSONField(_("rule"), default=dict)
    room = models.JSONField(_("the room at the opening"), default=dict)
    put_at = models.DateTimeField(_("put to the vote at"))
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    annulled_at = models.DateTimeField(_("annulled at"), null=True, blank=True)
    elected = models.JSONField(_("elected"), default=list, blank=True)
    result = models.JSONField(_("result"), default=dict, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("of an election", "round")
        verbose_name_plural = pgettext_lazy("of an election", "rounds")
        ordering = ["election", "number"]
        constraints = [models.UniqueConstraint(name="round_number_once", fields=["election", "number"])]

    def __str__(self):
        return listed(self.election, self.number)
