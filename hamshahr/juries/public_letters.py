"""The letter with the code of a public vote. What stands in the outbox holds no code; it is put in as it goes out."""

from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from hamshahr.kernel.languages import say
from hamshahr.letters.models import Letter
from hamshahr.letters.services import Reader, Words, send_letter, write_letter

from .models import PublicVote, PublicVoter
from .public_codes import code_for

KIND = "public_vote.code"


def write_code(vote: PublicVote, *, address: str, voter: PublicVoter, language: str, at: datetime) -> Letter:
    """Write the letter to an address, once an hour at most, and send it before its turn: somebody waits for it."""
    with override(language):
        subject = _("Your code for the vote: %(call)s") % {"call": say(vote.call.names)}
        text = _("The code is put in when this letter goes out.")
    key = f"{KIND}:{vote.key}:{voter.key}:{at:%Y%m%d%H}"
    letter = write_letter(kind=KIND, key=key, to=Reader(address, language), subject=subject, text=text, at=at)
    transaction.on_commit(lambda: send_letter(letter))
    return letter


def look(letter: Letter) -> Words | None:
    """The words with the code; nothing goes out when the vote is closed or was cast with this code."""
    vote_key, voter_key = letter.key.split(":")[1:3]
    vote = PublicVote.objects.select_related("call").filter(key=vote_key, closed_at=None).first()
    if vote is None or not PublicVoter.objects.filter(key=voter_key, has_voted=False).exists():
        return None
    code = code_for(vote.key, letter.address)
    with override(letter.language):
        address = settings.ADDRESS + reverse("juries:paper", args=[vote.key]) + "?" + urlencode({"code": code})
        lines = [
            _("With this code you vote once: %(code)s") % {"code": code},
            _("Here is the paper:"),
            address,
            _("Your address is kept only as a hash until the vote closes, and apart from what you answer."),
            _("If you did not ask for this, do nothing."),
        ]
    return Words("\n\n".join(lines), "")
