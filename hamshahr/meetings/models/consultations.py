"""Consultations of one member: who spoke with it, when, in which way, about what, and what came of it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.fields import I18nCharField, I18nTextField

from hamshahr.bodies.keepers import kept_bodies
from hamshahr.bodies.models import Body
from hamshahr.kernel.languages import listed, say
from hamshahr.parties.models import Party


def new_key():
    return get_random_string(12)


class ConsultationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The public ones, those of one's own city, those of the bodies one keeps; all for the secretariat."""
        if getattr(user, "is_secretariat", False):
            return self
        public = Q(is_public=True, party__in=Party.objects.visible_to(user), body__in=Body.objects.visible_to(user))
        if not user.is_authenticated or not user.is_active:
            return self.filter(public)
        own = user.liaisons.on(timezone.localdate()).values("party")
        return self.filter(public | Q(party__in=own) | Q(body__in=kept_bodies(user)))


class Consultation(models.Model):
    """A talk of a body with one member, outside any meeting; it stands in the record of the member."""

    class Channel(models.TextChoices):
        VIDEO = "video", _("video call")
        TELEPHONE = "telephone", _("telephone")
        VISIT = "visit", _("visit")
        LETTER = "letter", _("letters")

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="consultations", verbose_name=_("body"))
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="consultations", verbose_name=_("member"))
    held_on = models.DateField(_("held on"))
    held_by = models.CharField(_("who spoke for the body"), max_length=300)
    spoken_with = models.CharField(_("who spoke for the member"), max_length=300, blank=True)
    channel = models.CharField(pgettext_lazy("of a consultation", "way"), max_length=10, choices=Channel)
    subject = I18nCharField(_("subject"), max_length=1200)
    outcome = I18nTextField(_("outcome"))
    is_public = models.BooleanField(_("public"), default=False)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        ordering = ["-held_on", "-pk"]

    def __str__(self):
        return listed(self.party, say(self.subject))
