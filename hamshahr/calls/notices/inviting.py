"""The letter that invites an author by mail, whose link is made when it goes out, and the word that they came."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from hamshahr.bodies.notices import tell
from hamshahr.kernel.calendars import format_day
from hamshahr.kernel.languages import say
from hamshahr.letters.models import Letter
from hamshahr.letters.services import Reader, Words, write_letter

from ..models import AuthorInvitation

INVITED = "author.invited"


def author_invited(invitation: AuthorInvitation) -> Letter:
    """Write to the address, whether or not somebody has an account with it."""
    with override(invitation.language):
        named = words_of(invitation)
        subject = _("%(name)s asks you to write an entry with them") % named
        lead = _("%(name)s lets you write “%(title)s”, an entry of %(city)s for “%(call)s”.") % named
        until = _("The link below is yours alone, works once, and until %(day)s:") % named
        text = "\n\n".join([lead, until])
    to = Reader(invitation.email, invitation.language)
    return write_letter(kind=INVITED, key=key_of(invitation), to=to, subject=subject, text=text)


def key_of(invitation: AuthorInvitation) -> str:
    return f"author:{invitation.key}:invited"


def words_of(invitation: AuthorInvitation) -> dict[str, str]:
    entry = invitation.submission
    named = {"name": str(invitation.invited_by), "title": entry.title, "city": say(entry.party.names)}
    day = format_day(timezone.localdate(invitation.expires_at))
    return named | {"call": say(entry.call.names), "day": day, "who": invitation.full_name}


def with_link(letter: Letter, token: str) -> Words:
    """The letter as it goes out, with the link that is stored nowhere."""
    with override(letter.language):
        address = settings.ADDRESS + reverse("calls:author_invitation", args=[token])
    return Words(f"{letter.text}\n\n{address}", letter.html)


def author_joined(invitation: AuthorInvitation) -> list[Letter]:
    """Tell who invited that the person writes now."""
    entry = invitation.submission

    def words() -> tuple[str, list[str]]:
        named = words_of(invitation)
        lead = _("%(who)s writes “%(title)s” with you from now on.") % named
        return _("Writes with you: %(who)s") % named, [
            lead,
            settings.ADDRESS + reverse("calls:authors", args=[entry.key]),
        ]

    return tell([invitation.invited_by], kind="author.joined", key=f"author:{invitation.key}:joined", words=words)
