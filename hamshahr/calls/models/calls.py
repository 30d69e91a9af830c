"""Calls: what a body opens for entries, in the rules of its edition, and the versions of these rules."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nCharField, I18nTextField

from hamshahr.bodies.keepers import kept_bodies
from hamshahr.bodies.models import Body
from hamshahr.bodies.models.bodies import visible
from hamshahr.kernel.digits import localise
from hamshahr.kernel.languages import say
from hamshahr.meetings.models.sessions import is_zone

from ..caps import check_caps, check_frameworks, check_languages
from .editions import Edition

CALL = pgettext_lazy("open for entries", "call")


def new_key() -> str:
    return get_random_string(16)


def keeping(user, path: str = "") -> Q:
    """The calls that a user keeps: those of the bodies whose register the user keeps, all for the secretariat.

    ``path`` leads from the row that is asked to its call.
    """
    if user is None or not user.is_authenticated or not user.is_active:
        return Q(pk__in=[])
    if user.is_secretariat:
        return ~Q(pk__in=[])
    return Q((f"{path}body__in", kept_bodies(user)))


class CallQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Published calls of bodies that are shown; those being prepared to who keeps them."""
        return self.filter(visible(user, "body__")).filter(Q(published_at__isnull=False) | keeping(user))


class Call(models.Model):
    """An open window for entries: an award, a fund, joint projects, a meeting to host, a seat to fill.

    Whether it takes entries now follows from its stages; ``closed_at`` ends it before or after they do. ``caps`` are
    typed (``calls.caps``): {"entries per city": n or null, "entries per framework": {slug: n}}; ``frameworks`` names
    the frameworks under which entries come: [{"slug": ..., "names": {language: ...}}].
    """

    class Kind(models.TextChoices):
        AWARD = "award", pgettext_lazy("of a call", "award")
        FUND = "fund", pgettext_lazy("of a call", "fund window")
        JOINT = "joint projects", pgettext_lazy("of a call", "joint projects")
        HOSTING = "hosting", pgettext_lazy("of a call", "hosting a meeting")
        NOMINATION = "nomination", pgettext_lazy("of a call", "nomination")

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="calls", verbose_name=_("body"))
    edition = models.OneToOneField(
        Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="call", verbose_name=_("edition")
    )
    names = I18nCharField(_("title"), max_length=1200)
    text = I18nTextField(_("text of the call"), blank=True)
    languages = models.JSONField(_("languages of entries"), default=list, validators=[check_languages])
    zone = models.CharField(_("time zone"), max_length=50, default="UTC", validators=[is_zone])
    previous = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="following",
        verbose_name=_("made from the call"),
    )
    caps = models.JSONField(_("most entries"), default=dict, blank=True, validators=[check_caps])
    frameworks = models.JSONField(_("frameworks"), default=list, blank=True, validators=[check_frameworks])
    has_partners = models.BooleanField(_("joint entries are taken"), default=True)
    needs_endorsement = models.BooleanField(_("the desk of the city endorses its entries"), default=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = CALL
        verbose_name_plural = pgettext_lazy("open for entries", "calls")
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="call_is_closed_after_it_is_published",
                condition=Q(closed_at=None) | Q(published_at__isnull=False, closed_at__gte=F("published_at")),
                violation_error_message=_("A call is closed after it is published."),
            ),
            models.CheckConstraint(
                name="call_is_not_made_from_itself",
                condition=Q(previous=None) | ~Q(previous=F("pk")),
                violation_error_message=_("A call is made from an earlier one."),
            ),
        ]
        indexes = [models.Index(fields=["body", "published_at"], name="call_of_body")]

    def __str__(self):
        return say(self.names)

    @property
    def place_zone(self):
        return ZoneInfo(self.zone)

    @property
    def is_published(self):
        return self.published_at is not None


class CallVersionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(call__in=Call.objects.visible_to(user))


class CallVersion(models.Model):
    """The rules of a call as they stood from a moment on, and in words what changed; earlier ones stay."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="versions", verbose_name=CALL)
    number = models.PositiveSmallIntegerField(_("version"))
    published_at = models.DateTimeField(_("published at"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("published by"),
    )
    changes = I18nTextField(_("what changed"), blank=True)
    terms = models.JSONField(_("rules as they stood"), default=dict)

    objects = CallVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a call")
        verbose_name_plural = _("versions of calls")
        ordering = ["call", "-number"]
        constraints = [models.UniqueConstraint(name="call_version_number_once", fields=["call", "number"])]

    def __str__(self):
        return f"{self.call} ({localise(self.number)})"
