"""The letters of this room: seats in question, terms near their end; each reader gets them in their own language."""

from collections.abc import Callable, Iterable
from datetime import date

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from hamshahr.accounts.models import StaffDuty, User
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.digits import localise
from hamshahr.kernel.languages import say
from hamshahr.letters.models import Letter
from hamshahr.letters.services import write_letter
from hamshahr.parties.models import Liaison, Party

from .models import LocalOffice, Mandate, SeatFlag


def readers(parties: Iterable[Party | None], on: date) -> list[User]:
    """The secretariat and the contacts of these parties that day."""
    staff = StaffDuty.objects.on(on).filter(duty=StaffDuty.Duty.SECRETARIAT).values("user")
    contacts = Liaison.objects.on(on).filter(duty=Liaison.Duty.CONTACT, party__in=[each for each in parties if each])
    found = User.objects.filter(Q(pk__in=staff) | Q(pk__in=contacts.values("user")), is_active=True)
    return list(found.order_by("pk"))


def tell(to: Iterable[User], *, kind: str, key: str, words: Callable[[], tuple[str, list[str]]]) -> list[Letter]:
    """Write one letter to each reader in the reader's language, unless it was written before; the new ones."""
    keys = {f"{key}:{user.pk}": user for user in to}
    written = set(Letter.objects.filter(key__in=keys).values_list("key", flat=True))
    letters = []
    for its_key, user in keys.items():
        if its_key in written:
            continue
        with override(user.language):
            subject, paragraphs = words()
            text = "\n\n".join(paragraphs)
            letters.append(write_letter(kind=kind, key=its_key, to=user, subject=subject, text=text))
    return letters


def seats_flagged(office: LocalOffice, flags: list[SeatFlag], on: date) -> list[Letter]:
    """Tell the secretariat and the contacts of a party which seats hung from a local office that ended."""

    def words() -> tuple[str, list[str]]:
        named = {"person": say(office.person.names), "party": say(office.party.names), "title": say(office.title)}
        subject = _("%(party)s: seats to be filled after the end of a local office") % named
        opening = _("The local office of %(person)s (%(title)s, %(party)s) has ended: %(day)s.") % {
            **named,
            "day": office.ends_on.show(),
        }
        lead = _("These seats hung from it and await a decision:")
        return subject, [opening, lead, *[line_of(flag) for flag in flags], _("Decide on each of them on its page.")]

    key = f"local-office:{office.pk}:{office.ends_on}"
    return tell(readers([office.party], on), kind="seats.flagged", key=key, words=words)


def line_of(flag: SeatFlag) -> str:
    """One seat of a letter: what it is, who is proposed under which article, and where it is decided."""
    office = flag.mandate.office
    words = {
        "seat": _("%(office)s, %(body)s") % {"office": say(office.names), "body": say(office.body.names)},
        "address": address_of(flag.mandate),
        "article": flag.article,
        "party": say(flag.proposed_party.names) if flag.proposed_party else "",
        "person": say(flag.proposed_person.names) if flag.proposed_person else "",
    }
    if flag.proposed_person and flag.proposed_party:
        return _("%(seat)s. Article %(article)s: %(person)s of %(party)s acts.\n%(address)s") % words
    if flag.proposed_party and flag.proposed_party == flag.mandate.party:
        return _("%(seat)s. Article %(article)s: %(party)s names the successor.\n%(address)s") % words
    if flag.proposed_party:
        return _("%(seat)s. Article %(article)s: %(party)s acts.\n%(address)s") % words
    return _("%(seat)s. The statutes in force name nobody who acts.\n%(address)s") % words


def term_ends(mandate: Mandate, end: PartialDate, *, stage: int, days: int, on: date) -> list[Letter]:
    """Tell a party's contacts and the secretariat that a term ends; once for each stage and each end."""

    def words() -> tuple[str, list[str]]:
        office = mandate.office
        named = {
            "office": say(office.names),
            "body": say(office.body.names),
            "party": say(mandate.party.names) if mandate.party else "",
            "day": end.show(),
            "days": localise(days),
        }
        subject = ngettext(
            "The term as %(office)s ends in %(days)s day", "The term as %(office)s ends in %(days)s days", days
        )
        opening = _("End of the term as %(office)s, %(body)s: %(day)s.")
        if mandate.party:
            opening = _("End of the term of %(party)s as %(office)s, %(body)s: %(day)s.")
        after = _("Without a new mandate the seat is vacant from then on, unless the statutes prolong it.")
        return subject % named, [opening % named, after, address_of(mandate)]

    key = f"term:{mandate.pk}:{end}:{stage}"
    return tell(readers([mandate.party], on), kind="term.ends", key=key, words=words)


def address_of(mandate: Mandate) -> str:
    """Where the seat is seen and decided on."""
    return settings.ADDRESS + reverse("bodies:body", args=[mandate.office.body.slug])
