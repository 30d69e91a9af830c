"""Whom a city sends to a meeting: one head, deputies, members, and companions who neither vote nor speak."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamshahr.bodies.keepers import kept_bodies
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.languages import listed
from hamshahr.parties.models import Liaison, Party

NAMING_DUTIES = (Liaison.Duty.CONTACT, Liaison.Duty.VOTES)
SEEING_DUTIES = (*NAMING_DUTIES, Liaison.Duty.READER)


def new_code():
    return get_random_string(16)


def seeing(user, path=""):
    """What a user may see of delegations, by ``path`` from the row that is asked: their own city's, or all of a body.

    Of the others who are called ``queries`` shows names and functions, never the notes of a city.
    """
    if not user.is_authenticated or not user.is_active:
        return Q(pk__in=[])
    if user.is_secretariat:
        return ~Q(pk__in=[])
    own = user.liaisons.on(timezone.localdate()).filter(duty__in=SEEING_DUTIES).values("party")
    kept = Q((f"{path}gathering__body__in", kept_bodies(user)))
    return Q((f"{path}party__in", own)) | kept | Q((f"{path}pk__in", sent_with(user)))


def sent_with(user):
    """The delegations that a user belongs to."""
    return Delegate.objects.filter(user=user, withdrawn_at=None).values("delegation")


class DelegationQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(seeing(user))


class Delegation(models.Model):
    """Those whom a party sends to a meeting."""

    gathering = models.ForeignKey(
        Gathering, on_delete=models.PROTECT, related_name="attending_delegations", verbose_name=_("meeting")
    )
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="attending_delegations", verbose_name=_("city")
    )
    note = models.CharField(
        _("note to the secretary"),
        max_length=600,
        blank=True,
        help_text=_("Visas, access, food. Your city and the secretary see it, nobody else."),
    )

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        ordering = ["gathering", "party"]
        constraints = [
            models.UniqueConstraint(
                name="delegation_once_per_meeting_and_party",
                fields=["gathering", "party"],
                violation_error_message=_("This city has its delegation already."),
            )
        ]

    def __str__(self):
        return listed(self.party, self.gathering)


class DelegateQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(delegation__in=Delegation.objects.visible_to(user))

    def sent(self):
        """Those who were not withdrawn."""
        return self.filter(withdrawn_at=None)

    def with_a_voice(self):
        """All but companions."""
        return self.exclude(role=Delegate.Role.COMPANION)

    def titular(self):
        """Those who sit in their own right: neither companions nor substitutes."""
        return self.exclude(role__in=(Delegate.Role.COMPANION, Delegate.Role.SUBSTITUTE))


class Delegate(models.Model):
    """A person whom a party sends; with an account the person arrives, asks for the floor and votes alone.

    ``number`` is typed at the door, ``badge_code`` stands in the square on the badge; both are for this meeting only.
    Whoever is withdrawn keeps the row and the number. A substitute counts while none of the others is there, as far as
    the statutes let it, and may have to hold a political mandate for that.
    """

    class Role(models.TextChoices):
        HEAD = "head", pgettext_lazy("of a delegation", "head")
        DEPUTY = "deputy", pgettext_lazy("of a delegation", "deputy")
        MEMBER = "member", pgettext_lazy("of a delegation", "member")
        SUBSTITUTE = "substitute", pgettext_lazy("of a delegation", "substitute")
        COMPANION = "companion", pgettext_lazy("of a delegation", "companion")

    delegation = models.ForeignKey(
        Delegation, on_delete=models.PROTECT, related_name="delegates", verbose_name=_("delegation")
    )
    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="+", verbose_name=_("meeting"))
    number = models.PositiveIntegerField(_("number"))
    badge_code = models.CharField(max_length=16, unique=True, default=new_code, editable=False)
    person_name = models.CharField(_("name"), max_length=200)
    function = models.CharField(_("function"), max_length=200, blank=True)
    role = models.CharField(_("in the delegation"), max_length=10, choices=Role, default=Role.MEMBER)
    holds_mandate = models.BooleanField(_("holds a political mandate"), default=False)
    position = models.PositiveSmallIntegerField(_("place in the delegation"), default=0)
    email = models.EmailField(_("e-mail"), blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sent_as",
        verbose_name=_("signs in as"),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    objects = DelegateQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("person sent by a city", "delegate")
        verbose_name_plural = pgettext_lazy("people sent by cities", "delegates")
        ordering = ["delegation", "position", "pk"]
        constraints = [
            models.UniqueConstraint(name="delegate_number_once_per_meeting", fields=["gathering", "number"]),
            models.UniqueConstraint(
                name="delegate_one_head",
                fields=["delegation"],
                condition=Q(role="head", withdrawn_at=None),
                violation_error_message=_("A delegation has one head."),
            ),
            models.UniqueConstraint(
                name="delegate_one_account_once_per_meeting",
                fields=["gathering", "user"],
                condition=Q(withdrawn_at=None),
                violation_error_message=_("This account is that of another delegate of the meeting."),
            ),
        ]

    def __str__(self):
        return self.person_name

    @property
    def has_voice(self):
        return self.role != self.Role.COMPANION

    @property
    def party(self):
        return self.delegation.party
