"""The packet that passes from one desk officer to the next."""

from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.parties.models import Liaison, Party

from . import desk
from .queries.reading import reading_for


def packet_for(party: Party, arriving: User, *, on: date, promises: list[str]) -> dict[str, Any]:
    """What a newcomer to a desk is given, in the newcomer's language: what is open, what was promised, what to read."""
    with translation.override(arriving.language):
        lines = [awaited for room in desk.ROOMS for awaited in room.awaiting(party, on)]
        awaiting = [
            {
                "title": line.title,
                "due_on": line.due_on.isoformat() if line.due_on else None,
                "duty": str(line.owner_duty),
                "consequence": line.consequence,
                "address": line.address,
            }
            for line in sorted(lines, key=lambda line: (line.due_on or date.max, line.title))
        ]
        return {
            "language": arriving.language,
            "awaiting": awaiting,
            "promises": promises,
            "reading": reading_for(party),
        }


def readable(packet: dict[str, Any]) -> dict[str, Any]:
    """A stored packet for the page: days as days, duties by their names."""
    names = {duty.value: duty.label for duty in Liaison.Duty} | {"secretariat": _("secretariat")}
    days = [line["due_on"] and date.fromisoformat(line["due_on"]) for line in packet["awaiting"]]
    return packet | {
        "awaiting": [line | {"due_on": day} for line, day in zip(packet["awaiting"], days, strict=True)],
        "duties": [names[duty] for duty in packet.get("duties", [])],
        "contacts": [row | {"duty": names[row["duty"]]} for row in packet.get("contacts", [])],
    }
