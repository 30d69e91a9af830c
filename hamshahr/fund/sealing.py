"""The seal of an agreement in force, and its paper."""

import json
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import override

from hamshahr.accounts.models import User
from hamshahr.dues.money import show
from hamshahr.kernel.calendars import format_day
from hamshahr.kernel.digits import localise
from hamshahr.kernel.languages import direction, say
from hamshahr.seals.models import Seal
from hamshahr.seals.papers import sealed_paper
from hamshahr.seals.services import seal

from .models import Agreement

KIND = "agreement"
SHEET = Path(__file__).with_name("agreement.typ")
LONGEST = 120  # of a name in the statement, which has to fit the code


@lru_cache(maxsize=1)
def sheet() -> bytes:
    return SHEET.read_bytes()


def thing_key(agreement: Agreement) -> str:
    return f"{KIND}:{agreement.key}"


def seal_of(agreement: Agreement) -> Seal | None:
    """The seal of an agreement in force."""
    rows = Seal.objects.filter(thing_key=thing_key(agreement)).select_related("key")
    return rows.order_by("-sealed_at", "-pk").first()


def seal_agreement(agreement: Agreement, *, on: date, by: User | None) -> Seal:
    """Seal the agreement as both sides signed it."""
    language = agreement.language
    subject = {
        "number": agreement.code,
        "project": say(agreement.project.names, language)[:LONGEST],
        "city": say(agreement.project.party.names, language)[:LONGEST],
        "amount": f"{agreement.amount} {agreement.currency}",
    }
    key = thing_key(agreement)
    return seal(kind=KIND, thing_key=key, subject=subject, issued_on=on, content=text_of(agreement), by=by)


def text_of(agreement: Agreement) -> str:
    """The whole text that is sealed: title, words, instalments and signatures, as the paper shows them."""
    said = words_of(agreement)
    blocks = [said["by"], said["title"], said["text"], *said["instalments"], *said["signed"]]
    return "\n\n".join(blocks) + "\n"


def words_of(agreement: Agreement) -> dict:
    language, project = agreement.language, agreement.project
    with override(language):
        return {
            "language": language,
            "direction": direction(language),
            "by": say(project.fund.names, language),
            "title": _("Agreement %(number)s: %(project)s")
            % {"number": localise(agreement.code), "project": say(project.names, language)},
            "text": agreement.text.replace("\r\n", "\n"),
            "instalments": [instalment_words(row, agreement) for row in agreement.instalments.order_by("position")],
            "signed": signatures(agreement),
        }


def instalment_words(row, agreement: Agreement) -> str:
    return _("Instalment %(number)s: %(amount)s on %(day)s, report by %(report)s.") % {
        "number": localise(row.position),
        "amount": show(row.amount, agreement.currency),
        "day": format_day(row.due_on),
        "report": format_day(row.report_due_on),
    }


def signatures(agreement: Agreement) -> list[str]:
    """Who signed for which side on which day."""
    sides = [(agreement.project.party, agreement.city_signed_by, agreement.city_signed_on)]
    sides.append((agreement.project.fund, agreement.fund_signed_by, agreement.fund_signed_on))
    return [
        _("For %(side)s: %(person)s, %(day)s.")
        % {"side": say(side.names), "person": person.full_name, "day": format_day(day)}
        for side, person, day in sides
        if person is not None
    ]


def agreement_paper(agreement: Agreement) -> bytes:
    """The signed agreement as PDF/A with its seal."""
    found = seal_of(agreement)
    assert found is not None, "An agreement in force has its seal."
    with override(agreement.language):
        said = words_of(agreement) | {"revoked": _("Revoked") if found.revoked_at else ""}
        return sealed_paper(sheet(), {"said": json.dumps(said, ensure_ascii=False)}, found)
