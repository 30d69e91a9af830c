"""Cases from JSON, checked row by row, and verdicts back into it; the format is public (`hamshahr decide`)."""

from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeVar

from hamshahr.decisions.exact_json import Pairs
from hamshahr.decisions.files import BadInput
from hamshahr.decisions.verdicts.facts import Base, Case, Choice, Member, Proxy, Rule, Tie, Within
from hamshahr.kernel.speech import gettext as _
from hamshahr.kernel.speech import told

LONGEST_ID = 500
HEAVIEST = 10**15
FLAGS = ("quorum_of_present", "quorum_strict", "proxies_written", "substitutes", "substitutes_mandated")
SUBSTITUTE = ("substitute_present", "substitute_mandated")
NUMBERS = ("quorum_number", "least_yes")
Word = TypeVar("Word", bound=StrEnum)


def cases_from(document: Any) -> list[Case]:
    """Every case of a document; the first fault refuses the whole, with its case and row."""
    if not isinstance(document, list):
        raise BadInput(_("The file must be a list of cases: [{...}, ...]."))
    return [case_from(case, told(_("case %(number)s"), number=number)) for number, case in enumerate(document, start=1)]


def case_from(found: Any, row: str) -> Case:
    """One case; a member, a proxy or a vote that cannot be meant refuses it."""
    case = mapping(found, row)
    name = value(case, "case", row)
    if isinstance(name, bool) or not isinstance(name, int | str):
        raise BadInput(_('"case" must be a text or a whole number.'), row=row)
    row = f"{row} ({identifier(name, row) if isinstance(name, str) else name})"
    rule = rule_from(value(case, "rule", row), told(_("%(row)s, rule"), row=row))
    members = many(case, "members", row, member_from)
    known = distinct(members, row)
    proxies = many(case, "proxies", row, lambda one, place: proxy_from(one, place, known))
    votes = votes_from(value(case, "votes", row), told(_("%(row)s, votes"), row=row))
    return Case(name, rule, tuple(members), tuple(proxies), votes, **settling(case, row))


def settling(case: dict, row: str) -> dict[str, Any]:
    """What settles a tie, where it is given: the casting vote of the chair, and the seed of the lot."""
    casting, seed = case.get("casting_vote"), case.get("seed")
    return {
        "casting_vote": None if casting is None else word(Choice, casting, f'{row}, "casting_vote"'),
        "seed": None if seed is None else identifier(seed, f'{row}, "seed"'),
    }


def rule_from(found: Any, row: str) -> Rule:
    """The rule of a case; what only some statutes say may be left out."""
    rule = mapping(found, row)
    limit = value(rule, "max_proxies_per_holder", row)
    return Rule(
        quorum=share(rule, "quorum", row),
        majority=share(rule, "majority", row),
        strict=flag(rule, "strict", row),
        base=word(Base, value(rule, "base", row), f'{row}, "base"'),
        weighted=flag(rule, "weighted", row),
        max_proxies_per_holder=None if limit is None else whole(rule, "max_proxies_per_holder", row),
        **further(rule, row),
    )


def further(rule: dict, row: str) -> dict[str, Any]:
    """What the rule says beyond the common form."""
    said: dict[str, Any] = {name: flag(rule, name, row) for name in FLAGS if name in rule}
    said |= {name: whole(rule, name, row) for name in NUMBERS if name in rule}
    if rule.get("double") is not None:
        said["double"] = share(rule, "double", row)
        if flag(rule, "weighted", row):
            raise BadInput(_('"double" asks for a majority of members and one by weight; "weighted" must be false.'))
    if "proxies_within" in rule:
        said["proxies_within"] = word(Within, rule["proxies_within"], f'{row}, "proxies_within"')
    if "tie" in rule:
        said["tie"] = word(Tie, rule["tie"], f'{row}, "tie"')
    return said


def member_from(found: Any, row: str) -> Member:
    """A member; ``suspended`` may be left out."""
    member = mapping(found, row)
    weight = value(member, "weight", row)
    if isinstance(weight, bool) or not isinstance(weight, int | Decimal):
        raise BadInput(_('"weight" must be a number.'), row=row)
    if not 0 <= weight <= HEAVIEST:
        raise BadInput(_('"weight" must be 0 or more, and at most 10 to the power of 15.'), row=row)
    return Member(
        id=identifier(value(member, "id", row), row),
        weight=Fraction(weight),
        fees_paid=flag(member, "fees_paid", row),
        present=flag(member, "present", row),
        suspended=flag(member, "suspended", row) if "suspended" in member else False,
        circle=identifier(member["circle"], row) if member.get("circle") else "",
        **{name: flag(member, name, row) for name in SUBSTITUTE if name in member},
    )


def proxy_from(found: Any, row: str, known: set[str]) -> Proxy:
    """A proxy between two members of the case."""
    proxy = mapping(found, row)
    ends = [identifier(value(proxy, key, row), row) for key in ("from", "to")]
    for key, end in zip(("from", "to"), ends, strict=True):
        if end not in known:
            raise BadInput(
                told(_('"%(key)s" names %(end)s, which is not a member of this case.'), key=key, end=end), row=row
            )
    return Proxy(*ends, written=flag(proxy, "written", row) if "written" in proxy else True)


def votes_from(found: Any, row: str) -> dict[str, Choice]:
    """The answers by id; ids that do not take part are ignored later, words that are no answer refuse the case."""
    votes = mapping(found, row)
    return {identifier(id, row): word(Choice, said, f"{row}, {id}") for id, said in votes.items()}


def distinct(members: list[Member], row: str) -> set[str]:
    """The ids of the members, each of which stands once."""
    seen: set[str] = set()
    for number, member in enumerate(members, start=1):
        if member.id in seen:
            raise BadInput(
                told(_("the id %(member)s stands twice."), member=member.id),
                row=told(_("%(row)s, member %(number)s"), row=row, number=number),
            )
        seen.add(member.id)
    return seen


Item = TypeVar("Item")


def many(case: dict, key: str, row: str, read: Callable[[Any, str], Item]) -> list[Item]:
    """Every item of a list in a case, each with its own row."""
    found = value(case, key, row)
    if not isinstance(found, list):
        raise BadInput(told(_('"%(key)s" must be a list.'), key=key), row=row)
    one = {"members": "member", "proxies": "proxy"}[key]
    return [read(item, f"{row}, {one} {number}") for number, item in enumerate(found, start=1)]


def mapping(found: Any, row: str) -> dict:
    if not isinstance(found, dict):
        raise BadInput(_("an object {...} must stand here."), row=row)
    if isinstance(found, Pairs) and found.twice is not None:
        raise BadInput(told(_('the key "%(found)s" stands twice.'), found=found.twice[:LONGEST_ID]), row=row)
    return found


def value(found: dict, key: str, row: str) -> Any:
    if key not in found:
        raise BadInput(told(_('"%(key)s" is missing.'), key=key), row=row)
    return found[key]


def whole(found: dict, key: str, row: str) -> int:
    """A number of things, 0 or more."""
    number = value(found, key, row)
    if isinstance(number, bool) or not isinstance(number, int) or number < 0:
        raise BadInput(told(_('"%(key)s" must be a whole number, 0 or more.'), key=key), row=row)
    return number


def flag(found: dict, key: str, row: str) -> bool:
    is_so = value(found, key, row)
    if not isinstance(is_so, bool):
        raise BadInput(told(_('"%(key)s" must be true or false.'), key=key), row=row)
    return is_so


def share(found: dict, key: str, row: str) -> Fraction:
    """A share written as two whole numbers, [numerator, denominator], from 0 to 1."""
    pair = value(found, key, row)
    is_pair = isinstance(pair, list) and len(pair) == 2
    if not is_pair or not all(isinstance(number, int) and not isinstance(number, bool) for number in pair):
        raise BadInput(told(_('"%(key)s" must be two whole numbers, as in [2, 3].'), key=key), row=row)
    if pair[1] <= 0:
        raise BadInput(told(_('the denominator of "%(key)s" must be 1 or more.'), key=key), row=row)
    if not 0 <= pair[0] <= pair[1]:
        raise BadInput(told(_('"%(key)s" must lie between 0 and 1.'), key=key), row=row)
    return Fraction(*pair)


def identifier(found: Any, row: str) -> str:
    """A name that can be printed again: a text, not empty, without half of a surrogate pair."""
    if not isinstance(found, str) or not 0 < len(found) <= LONGEST_ID:
        raise BadInput(told(_("an id must be a text of 1 to %(most)s letters."), most=LONGEST_ID), row=row)
    if any("\ud800" <= letter <= "\udfff" for letter in found):
        raise BadInput(_("an id holds a letter that cannot be written as UTF-8."), row=row)
    return found


def word(words: type[Word], found: Any, row: str) -> Word:
    if not isinstance(found, str) or found not in list(words):
        raise BadInput(
            told(_("%(typed)s is none of %(words)s."), typed=ascii(str(found)[:40]), words=", ".join(words)), row=row
        )
    return words(found)
