"""What an elector answers: the choice on a slip, and how many voices stand behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from hamshahr.kernel.errors import Refused

from .models import Ballot
from .models.box import LONGEST_CHOICE

BETWEEN = ">"
MOTION_KEYS = ("yes", "no", "abstain")

Choice = tuple[str, ...]
# "yes"; ["o3", "o1"]; nothing for a blank slip; {"yes": 70, "no": 30} where voices are split.
Answer = str | Sequence[str] | Mapping[str, Decimal | int | str]


@dataclass(frozen=True, slots=True)
class Part:
    """One choice with the voices behind it; an answer has several where the voices are split."""

    choice: Choice
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Form:
    """What a ballot lets one write: which keys, how many, and whether their order says something."""

    keys: tuple[str, ...]
    least: int
    most: int
    is_ranked: bool

    @classmethod
    def of(cls, ballot: Ballot, keys: Sequence[str]) -> "Form":
        return cls(tuple(keys), ballot.choices_min, ballot.choices_max, ballot.form == Ballot.Form.RANKING)


def written(choice: Choice) -> str:
    """A choice as one word of the store; blank for a blank slip."""
    return BETWEEN.join(choice)


def read(text: str) -> Choice:
    return tuple(text.split(BETWEEN)) if text else ()


def plain(number: Decimal) -> str:
    """An exact number without zeros behind, the same for equal numbers."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def parts_of(answer: Answer, form: Form, weight: Decimal) -> tuple[Part, ...]:
    """The answer of one elector, checked; its parts have exactly its weight together."""
    if isinstance(answer, Mapping):
        given = {key: voices_of(said) for key, said in answer.items()}
        parts = tuple(Part(choice_of([key] if key else [], form), said) for key, said in given.items() if said)
        if sum(part.weight for part in parts) != weight:
            raise Refused(_("The voices of the parts must be %(weight)s together.") % {"weight": plain(weight)})
        return tuple(sorted(parts, key=lambda part: part.choice))
    return (Part(choice_of([answer] if isinstance(answer, str) else answer, form), weight),)


def voices_of(said: Decimal | int | str) -> Decimal:
    try:
        voices = Decimal(said)
        if not 0 <= voices < 10**14 or voices != round(voices, 6):
            raise InvalidOperation
    except (InvalidOperation, ValueError) as wrong:
        raise Refused(_("Voices are numbers, with at most six places.")) from wrong
    return voices


def choice_of(keys: Sequence[str], form: Form) -> Choice:
    """The choice as it is stored: a ranking in its order, other choices in the order of the paper."""
    chosen = tuple(keys)
    if unknown := set(chosen) - set(form.keys):
        raise Refused(_("“%(choice)s” is not on this ballot.") % {"choice": sorted(unknown)[0][:40]})
    if len(set(chosen)) < len(chosen):
        raise Refused(_("Nobody is named twice on one ballot."))
    if chosen and not form.least <= len(chosen) <= form.most:
        words = {"least": form.least, "most": form.most, "number": len(chosen)}
        raise Refused(_("Choose at least %(least)s and at most %(most)s; you chose %(number)s.") % words)
    if len(written(chosen)) > LONGEST_CHOICE:
        raise Refused(_("This answer is too long for a ballot."))
    return chosen if form.is_ranked else tuple(key for key in form.keys if key in chosen)
