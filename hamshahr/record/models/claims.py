"""What is published of a party, how its record has answered since, and what the party says against its record."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField

from hamshahr.accounts.models import Act
from hamshahr.kernel.fields import ExactNumberField, PartialDateField
from hamshahr.kernel.text import search_text
from hamshahr.parties.models import Party

from .entries import Confidence, Entry


class State(models.TextChoices):
    """What the record says to a claim."""

    PROVEN = "proven", _("Proven")
    PARTLY = "partly", _("Partly proven")
    CLAIMED = "claimed", _("Claimed, no record yet")
    CONTRADICTED = "contradicted", _("Contradicted")
    OPINION = "opinion", _("Opinion")


class ClaimQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Accepted claims, of a published party where they are about one; the office sees all."""
        if getattr(user, "is_secretariat", False):
            return self
        of_party = Q(party=None) | Q(party__live=True, party__merged_into=None)
        return self.filter(of_party, stage=Claim.Stage.ACCEPTED)

    def standing(self):
        """Those whose state is kept up: proposed or accepted."""
        return self.filter(stage__in=(Claim.Stage.PROPOSED, Claim.Stage.ACCEPTED))


class Claim(models.Model):
    """A published sentence with what it measures, and the query over the record that would prove it.

    ``builder`` names the query and ``parameters`` holds what it asks for; both are checked by the builder's own form.
    ``state``, ``value``, ``sure``, ``weakest`` and ``missing`` are what it gave last; only ``turning`` writes them.
    """

    class Comparison(models.TextChoices):
        EQUAL = "=", _("exactly")
        MORE = ">", _("more than")
        AT_LEAST = ">=", _("at least")
        ONE_OF = "one of", _("one of")
        FIRST = "first", _("the first")
        RANK = "rank", _("rank at most")
        SINCE = "since", _("since the year")
        OPINION = "opinion", _("no number: an opinion")

    class Stage(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    key = models.SlugField(_("key"), unique=True, max_length=80)
    party = models.ForeignKey(
        *(Party, models.PROTECT), null=True, blank=True, related_name="claims", verbose_name=_("about the party")
    )
    about = I18nCharField(
        _("about"), max_length=800, blank=True, help_text=_("Whom or what it speaks of, where that is no party.")
    )
    sentence = I18nTextField(_("sentence"))
    phrase = models.TextField(_("words as published"), blank=True)
    phrase_mended = models.TextField(_("words as mended"), blank=True)
    unit = I18nCharField(_("unit"), max_length=400, blank=True)
    counts_once = I18nTextField(_("what counts once"), blank=True)
    comparison = models.CharField(_("comparison"), max_length=8, choices=Comparison, default=Comparison.AT_LEAST)
    quantity = ExactNumberField(_("number"), null=True, blank=True)
    since = PartialDateField(_("counted from"), null=True, blank=True)
    until = PartialDateField(_("counted until"), null=True, blank=True)
    builder = models.CharField(
        _("proving query"), max_length=60, blank=True, help_text=_("Empty: the record holds nothing of this kind.")
    )
    parameters = models.JSONField(_("parameters of the query"), default=dict, blank=True)
    published_in = models.CharField(_("published in"), max_length=300)
    published_on = PartialDateField(_("published on"))
    publication_type = models.ForeignKey(
        *(ContentType, models.PROTECT), null=True, blank=True, related_name="+", verbose_name=_("kind of publication")
    )
    publication_id = models.PositiveBigIntegerField(_("number of the publication"), null=True, blank=True)
    publication = GenericForeignKey("publication_type", "publication_id")
    note = I18nTextField(_("what was found"), blank=True)
    system = models.CharField(_("system"), max_length=20, blank=True, editable=False)
    folded = models.TextField(editable=False, blank=True)
    stage = models.CharField(_("stage"), max_length=10, choices=Stage, default=Stage.ACCEPTED)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.CLAIMED, editable=False)
    value = ExactNumberField(null=True, editable=False)
    sure = ExactNumberField(null=True, editable=False)
    weakest = models.CharField(_("weakest link"), max_length=10, choices=Confidence, blank=True, editable=False)
    missing = models.JSONField(default=list, editable=False)
    judged_at = models.DateTimeField(_("last compared"), null=True, editable=False)

    derived_fields = frozenset({"system", "folded", "state", "value", "sure", "weakest", "missing", "judged_at"})
    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["key"]
        indexes = [
            models.Index(fields=["builder", "party"], name="claim_builder_party"),
            models.Index(fields=["publication_type", "publication_id"], name="claim_publication"),
        ]

    def __str__(self):
        return str(self.sentence)

    def searchable(self):
        """All its words in all its languages, folded as a search folds what is typed."""
        texts = [text for names in (self.sentence, self.about) for text in texts_of(names)]
        return search_text(*texts, self.phrase_mended, self.published_in, self.key)


def texts_of(names):
    texts = getattr(names, "data", names)
    return list(texts.values()) if isinstance(texts, dict) else [str(texts or "")]


class ClaimTurn(models.Model):
    """A state of a claim from a moment on, and the act that brought it; the last one holds."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="turns", verbose_name=_("claim"))
    number = models.PositiveIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=12, choices=State)
    before = models.CharField(_("state before"), max_length=12, choices=State, blank=True)
    value = ExactNumberField(null=True)
    sure = ExactNumberField(null=True)
    missing = models.JSONField(default=list)
    at = models.DateTimeField(_("since when"))
    act = models.ForeignKey(Act, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("act"))

    is_derived = True

    class Meta:
        verbose_name = _("turn of a claim")
        verbose_name_plural = _("turns of claims")
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(name="claim_turn_number", fields=["claim", "number"])]

    def __str__(self):
        return f"{self.claim}: {self.get_state_display()}"


class Objection(models.Model):
    """A party's word against an entry of its record or a claim about it, or a source it brings; open until answered."""

    class Aim(models.TextChoices):
        CORRECT = "correct", _("this is wrong")
        SUPPORT = "support", _("here is a source")

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")

    entry = models.ForeignKey(
        *(Entry, models.PROTECT), null=True, blank=True, related_name="objections", verbose_name=_("entry")
    )
    claim = models.ForeignKey(
        *(Claim, models.PROTECT), null=True, blank=True, related_name="objections", verbose_name=_("claim")
    )
    aim = models.CharField(_("what it says"), max_length=10, choices=Aim, default=Aim.CORRECT)
    text = models.TextField(_("in words"))
    citation = models.CharField(_("source"), max_length=600, blank=True)
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("raised by")
    )
    raised_at = models.DateTimeField(_("raised at"), default=timezone.now, editable=False)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        ordering = ["-raised_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="objection_answered_as_a_whole",
                condition=Q(outcome="", answered_at__isnull=True) | (~Q(outcome="") & Q(answered_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="objection_to_an_entry_or_a_claim",
                condition=Q(entry__isnull=False, claim__isnull=True) | Q(entry__isnull=True, claim__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.entry or self.claim}: {self.get_aim_display()}"

    @property
    def party(self):
        """Whose record or name it is about."""
        return self.entry.party if self.entry_id else self.claim.party
