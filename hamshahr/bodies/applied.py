"""The words that values of rules are made of: each is a choice in the office, a check, and a sentence for readers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

SELECTORS = ("motion", "session", "call")


class MotionKind(models.TextChoices):
    """What is decided; a rule that names one applies to that only."""

    STATUTES = "statute change", _("changes of the statutes")
    ADMISSION = "admission", _("admissions")
    EXCLUSION = "exclusion", _("suspensions and exclusions")
    DUES = "dues", _("dues")
    BUDGET = "budget", _("budget and accounts")
    ELECTION = "election", _("elections")
    DISSOLUTION = "dissolution", _("dissolution")
    PROCEDURE = "procedure", _("points of order")


class SessionKind(models.TextChoices):
    """At which kind of session; written procedure has no session, and rules of its own."""

    ORDINARY = "ordinary", _("ordinary sessions")
    EXTRAORDINARY = "extraordinary", _("extraordinary sessions")
    WRITTEN = "written", _("written procedure")


class BaseOf(models.TextChoices):
    """Of what a share is a part."""

    MEMBERS = "members", _("all members")
    PRESENT = "present", _("those present or represented")
    CAST = "cast", _("votes cast")
    WITH_ABSTENTIONS = "cast with abstentions", _("votes cast and abstentions")


class Counted(models.TextChoices):
    """Who counts for a quorum."""

    REPRESENTED = "represented", _("present and represented")
    PRESENT = "present", _("present only")


class Within(models.TextChoices):
    """What the holder of a proxy shares with its giver."""

    REGION = "region", _("the same region")
    COUNTRY = "country", _("the same country")
    BODY = "body", _("a body of this one")


class Votes(models.TextChoices):
    """How much a member's voice weighs."""

    EQUAL = "equal", _("one for each member")
    DUES = "dues", _("by dues")
    POPULATION = "population", _("by population")


class Tie(models.TextChoices):
    """What comes of as many for as against."""

    CHAIR = "chair", _("casting vote of the chair")
    SECOND_ROUND = "second round", _("second round")
    LOT = "lot", _("lot from a published seed")
    REJECTED = "rejected", _("rejected")


class Silence(models.TextChoices):
    """What it means not to answer in a written procedure."""

    ASSENT = "assent", _("assent")
    NO_VOTE = "no vote", _("no vote")


WEIGHTS = (Votes.DUES, Votes.POPULATION)
