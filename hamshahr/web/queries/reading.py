"""What somebody new at a city's desk reads first."""

from django.urls import reverse
from django.utils.translation import gettext as _

from hamshahr.bodies.models import Body
from hamshahr.kernel.languages import say
from hamshahr.parties.models import Party


def reading_for(party: Party) -> list[dict[str, str]]:
    """The dossier and the bodies the city belongs to or sits in, as titles and addresses in the active language."""
    city = reverse("dossier:city", args=[party.slug])
    bodies = Body.objects.filter(memberships__party=party) | Body.objects.filter(offices__mandates__party=party)
    read = [
        {"title": say(body.names), "address": reverse("bodies:body", args=[body.slug])}
        for body in bodies.filter(live=True).distinct().order_by("slug")
    ]
    return [{"title": _("The dossier of %(city)s") % {"city": say(party.names)}, "address": city}, *read]
