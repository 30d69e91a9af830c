"""The list of revocations on paper, for who checks a paper where no line reaches."""

import json
from datetime import datetime

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hamshahr.kernel.calendars import format_day
from hamshahr.kernel.languages import direction, reading_language

from .models import Seal
from .papers import drawing, kept_paper
from .queries import revocations, utc_day
from .statements import SIGNATURE


def revoked_paper(at: datetime) -> bytes:
    """Every revoked serial as a PDF in the reader's language."""
    language = reading_language(get_language())
    rows = [
        (seal.serial, format_day(timezone.localdate(seal.revoked_at), language), seal.get_ground_display())
        for seal in Seal.objects.revoked().order_by("serial")
    ]
    as_of = format_day(timezone.localdate(at), language)
    lead = _("As of %(day)s. A paper whose serial stands here no longer says the truth.") if rows else nothing_yet()
    said = {
        "language": language,
        "direction": direction(language),
        "title": _("Revoked papers"),
        "lead": lead % {"day": as_of},
        "heads": [_("Serial"), _("Revoked on"), _("Ground")],
        "rows": rows,
        "foot": _("Made by Hamshahr."),
        "signed": _("Signature of the list:"),
        "signature": revocations(at).get(SIGNATURE, ""),
    }
    return kept_paper(drawing("revoked.typ"), {"said": json.dumps(said, ensure_ascii=False)}, utc_day(at) or "")


def nothing_yet() -> str:
    return _("As of %(day)s no paper is revoked.")
