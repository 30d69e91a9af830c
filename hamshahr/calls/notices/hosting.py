"""The letters of a choice: every city that came forward learns which one hosts the meeting, and by which decision."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.bodies.notices import tell
from hamshahr.kernel.languages import say
from hamshahr.letters.models import Letter

from ..models import HostSearch
from .readers import people_of


def host_chosen(search: HostSearch) -> list[Letter]:
    """Tell who entered each standing candidature."""
    letters = []
    for entry in search.call.submissions.standing().order_by("number"):

        def words(entry=entry) -> tuple[str, list[str]]:
            named = words_of(search) | {"candidate": say(entry.party.names)}
            if entry.pk == search.submission_id:
                subject = _("%(city)s hosts: %(meeting)s") % named
                lead = _("%(candidate)s was chosen as the host of %(meeting)s.") % named
            else:
                subject = _("The host is chosen: %(meeting)s") % named
                lead = _("%(city)s was chosen as the host of %(meeting)s. Thank you for your candidature.") % named
            decided = _("By the decision “%(decision)s” of %(body)s.") % named
            return subject, [lead, decided, settings.ADDRESS + reverse("calls:call", args=[search.call.slug])]

        to = people_of([entry], timezone.localdate(search.chosen_at))
        letters += tell(to, kind="host.chosen", key=f"submission:{entry.key}:host", words=words)
    return letters


def words_of(search: HostSearch) -> dict[str, str]:
    decision = search.decision
    named = {"meeting": say(search.gathering.names), "city": say(search.submission.party.names)}
    return named | {"decision": say(decision.title), "body": say(decision.body.names)}
