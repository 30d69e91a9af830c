"""Why an entry is not eligible: codes with their sentence in each language; a call may bring its own with its rules."""

import re
from collections.abc import Mapping
from typing import Any

from hamshahr.kernel.languages import say

CODE = re.compile(r"[a-z0-9-]{1,40}")
INCOMPLETE = "incomplete"  # of all reasons the one that says nothing by itself

USUAL: dict[str, dict[str, str]] = {
    "late": {
        "en": "The entry came after the deadline of the call.",
        "fa": "این اثر پس از مهلت فراخوان رسیده است.",
        "es": "La candidatura llegó después del plazo de la convocatoria.",
        "fr": "La candidature est arrivée après la date limite de l’appel.",
    },
    "not-a-member": {
        "en": "The city is not among those that the call is open to.",
        "fa": "این شهر از شهرهایی نیست که فراخوان برای آن‌ها باز است.",
        "es": "La ciudad no figura entre aquellas a las que se dirige la convocatoria.",
        "fr": "La ville ne fait pas partie de celles auxquelles l’appel est ouvert.",
    },
    "outside-the-theme": {
        "en": "The project is not of the kind that the call asks for.",
        "fa": "این طرح از نوعی نیست که فراخوان خواسته است.",
        "es": "El proyecto no es del tipo que pide la convocatoria.",
        "fr": "Le projet n’est pas du type que l’appel demande.",
    },
    "outside-the-period": {
        "en": "The project was not carried out in the years that the call names.",
        "fa": "این طرح در سال‌هایی که فراخوان نام برده اجرا نشده است.",
        "es": "El proyecto no se realizó en los años que indica la convocatoria.",
        "fr": "Le projet n’a pas été réalisé dans les années que l’appel indique.",
    },
    INCOMPLETE: {
        "en": "Something that the call requires is missing from the entry.",
        "fa": "چیزی که فراخوان لازم دانسته در این اثر نیست.",
        "es": "Falta en la candidatura algo que la convocatoria exige.",
        "fr": "Il manque à la candidature quelque chose que l’appel exige.",
    },
    "entered-before": {
        "en": "The same project was entered before.",
        "fa": "همین طرح پیش‌تر شرکت داده شده است.",
        "es": "El mismo proyecto ya se había presentado.",
        "fr": "Le même projet a déjà été présenté.",
    },
    "language": {
        "en": "The entry is in a language that the call does not accept.",
        "fa": "این اثر به زبانی است که فراخوان نمی‌پذیرد.",
        "es": "La candidatura está en un idioma que la convocatoria no acepta.",
        "fr": "La candidature est dans une langue que l’appel n’accepte pas.",
    },
}


def reasons_in(rules: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """The reasons that the rules of a stage of eligibility know by their codes, or the usual ones."""
    own = rules.get("reasons")
    return {one["code"]: one["names"] for one in own} if own else USUAL


def sentence_of(rules: Mapping[str, Any], code: str, language: str | None = None) -> str:
    """What a code says to its reader; a code that is no longer among the rules says itself."""
    return say(reasons_in(rules).get(code, code), language)


def are_reasons(written: Any) -> bool:
    """Whether this is a list of reasons, each with its own code and its sentences."""
    if not isinstance(written, list):
        return False
    good = all(isinstance(one, dict) and set(one) == {"code", "names"} and is_reason(one) for one in written)
    return good and len({one["code"] for one in written}) == len(written)


def is_reason(one: Mapping[str, Any]) -> bool:
    code, names = one["code"], one["names"]
    return isinstance(code, str) and bool(CODE.fullmatch(code)) and isinstance(names, dict) and bool(names)
