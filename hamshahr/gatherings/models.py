"""Meetings, congresses, forums, courses and workshops: one kind of thing, which may hold others."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField
from wagtail.search import index

from hamshahr.accounts.models import Described
from hamshahr.bodies.models import Body
from hamshahr.kernel.fields import PartialDateField
from hamshahr.kernel.languages import listed
from hamshahr.kernel.text import search_text
from hamshahr.parties.models import Country, Party
from hamshahr.record.models import Sourced


class GatheringQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if getattr(user, "is_secretariat", False) else self.filter(live=True)


class Gathering(Described, Sourced, index.Indexed):
    """Any meeting of parties: where, when, called by whom, as part of which series and of which larger gathering."""

    class Kind(models.TextChoices):
        CONGRESS = "congress", _("congress")
        ASSEMBLY = "general assembly", _("general assembly")
        BOARD_MEETING = "board meeting", _("board meeting")
        ANNUAL_MEETING = "annual meeting", _("annual meeting")
        COMMITTEE_MEETING = "committee meeting", _("committee meeting")
        COMMISSION_MEETING = "commission meeting", _("commission meeting")
        SECRETARIES_MEETING = "regional secretaries meeting", _("meeting of regional secretaries")
        NETWORK_MEETING = "network meeting", _("meeting of a network")
        STRATEGIC_MEETING = "strategic meeting", _("strategic meeting")
        FOUNDING_MEETING = "founding meeting", _("founding meeting")
        FORUM = "forum", _("forum")
        CONFERENCE = "conference", _("conference")
        SYMPOSIUM = "symposium", _("symposium")
        POLICY_DEBATE = "policy debate", _("policy debate")
        TRAINING_COURSE = "training course", _("training course")
        WORKSHOP = "workshop", _("workshop")
        SESSION = "session", _("session")
        LAUNCH = "launch", _("launch")

    class Mode(models.TextChoices):
        IN_PERSON = "in person", _("in person")
        ONLINE = "online", _("online")
        HYBRID = "hybrid", _("in person and online")

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=40, choices=Kind)
    names = I18nCharField(_("title"), max_length=1200)
    series = models.CharField(_("series"), max_length=120, blank=True)
    number = models.PositiveSmallIntegerField(_("number in the series"), null=True, blank=True)
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="gatherings", verbose_name=_("of the body")
    )
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts_of_it", verbose_name=_("part of")
    )
    place = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="gatherings_here", verbose_name=_("city")
    )
    place_name = models.CharField(_("place in words"), max_length=200, blank=True)
    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("country")
    )
    mode = models.CharField(_("form"), max_length=12, choices=Mode, default=Mode.IN_PERSON)
    starts_on = PartialDateField(_("starts on"), null=True, blank=True)
    ends_on = PartialDateField(_("last day"), null=True, blank=True)
    organiser = models.CharField(_("organiser"), max_length=300, blank=True)
    host_name = models.CharField(_("host in words"), max_length=300, blank=True)
    participants = models.CharField(_("participants"), max_length=100, blank=True)
    delegations = models.CharField(_("delegations"), max_length=100, blank=True)

    objects = GatheringQuerySet.as_manager()
    search_fields = [
        index.SearchField("searchable", boost=2),
        index.AutocompleteField("searchable"),
        index.FilterField("live"),
    ]

    class Meta:
        verbose_name = _("gathering")
        verbose_name_plural = _("gatherings")
        ordering = ["-starts_on", "slug"]

    def __str__(self):
        return str(self.names)

    def searchable(self):
        names = self.names.data
        return search_text(*(names.values() if isinstance(names, dict) else [str(names)]), self.series, self.place_name)


class Part(Sourced):
    """The part a party took in a gathering."""

    class Role(models.TextChoices):
        HOST = "host", _("host")
        ATTENDING = "attending city", _("took part")
        BOARD_MEMBER = "board member present", _("board member present")
        POLITICAL_HEAD = "political head present", _("political head present")
        COMMITTEE_MEMBER = "committee member", _("committee member")
        MEMBER = "member present", _("member present")
        DELEGATE = "delegate announced", _("delegate announced")
        ANTENNA = "regional antenna", _("regional antenna")
        CENTRE = "regional centre", _("regional centre")
        SPEAKER = "speaker", _("speaker")
        PARTICIPANT = "participant", _("participant")
        INVITED = "invited", _("invited")

    gathering = models.ForeignKey(
        Gathering, on_delete=models.PROTECT, related_name="parts", verbose_name=_("gathering")
    )
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="parts", verbose_name=_("party"))
    role = models.CharField(_("part"), max_length=30, choices=Role)

    class Meta:
        verbose_name = _("part in a gathering")
        verbose_name_plural = _("parts in gatherings")
        ordering = ["gathering", "role", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="part_once_per_gathering_party_and_role",
                fields=["gathering", "party", "role"],
                violation_error_message=_("This part is already in the register."),
            )
        ]

    def __str__(self):
        return listed(self.party, self.get_role_display(), self.gathering)
