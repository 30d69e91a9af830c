"""JSON in and out without a single float: decimals stay the decimals they were written as."""

import json
from collections import Counter
from collections.abc import Iterator
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from typing import Any

from hamshahr.decisions.files import BadInput
from hamshahr.kernel.speech import gettext as _
from hamshahr.kernel.speech import told

LONGEST_NUMBER = 30
WIDEST_LINE = 118
EXACTLY = Context(prec=100)  # more than a sum of numbers of the longest kind can have


class Pairs(dict):
    """An object of the input that remembers a key written twice, which plain JSON would swallow."""

    twice: str | None = None


def parse(text: str) -> Any:
    """What the text says, with ``Decimal`` for decimals; a text that is no JSON is refused with its line."""
    try:
        return json.loads(
            text, object_pairs_hook=_pairs, parse_float=_decimal, parse_int=_whole, parse_constant=_no_number
        )
    except json.JSONDecodeError as fault:
        raise BadInput(
            told(_("This is not JSON: %(fault)s."), fault=fault.msg),
            row=told(_("line %(line)s, column %(column)s"), line=fault.lineno, column=fault.colno),
        ) from fault
    except RecursionError as fault:
        raise BadInput(_("The JSON is nested too deeply.")) from fault


def _pairs(found: list[tuple[str, Any]]) -> Pairs:
    pairs = Pairs(found)
    if len(pairs) < len(found):
        times = Counter(key for key, _ in found)
        pairs.twice = next(key for key in pairs if times[key] > 1)
    return pairs


def _decimal(text: str) -> Decimal:
    """A decimal of a size that fractions can carry; 1e999999999 is a trap, not a weight."""
    number = Decimal(text) if len(text) <= LONGEST_NUMBER else Decimal("NaN")
    if not number.is_finite() or abs(number.adjusted()) > LONGEST_NUMBER:
        raise BadInput(told(_("The number %(text)s has too many digits."), text=text[:LONGEST_NUMBER]))
    return number


def _whole(text: str) -> int:
    if len(text) > LONGEST_NUMBER:
        raise BadInput(told(_("The number %(text)s... has too many digits."), text=text[:LONGEST_NUMBER]))
    return int(text)


def _no_number(text: str) -> None:
    raise BadInput(told(_("%(text)s is not a number."), text=text))


def figure(amount: Fraction) -> int | Decimal:
    """An exact amount as JSON writes it: whole, or with the decimals it has."""
    if amount.denominator == 1:
        return amount.numerator
    with localcontext(EXACTLY):
        return Decimal(amount.numerator) / Decimal(amount.denominator)


def dump(value: Any) -> str:
    """``value`` as JSON text that is the same every time: short things on one line, long ones a row each."""
    return "".join(_written(value, "")) + "\n"


def _written(value: Any, indent: str) -> Iterator[str]:
    if not isinstance(value, dict | list) or not value:
        yield _flat(value)
        return
    flat = _flat(value)
    if len(flat) + len(indent) <= WIDEST_LINE:
        yield flat
        return
    inner = indent + "  "
    is_object = isinstance(value, dict)
    yield "{" if is_object else "["
    for number, item in enumerate(value.items() if is_object else value):
        yield (",\n" if number else "\n") + inner
        if is_object:
            yield f"{json.dumps(item[0], ensure_ascii=False)}: "
        yield from _written(item[1] if is_object else item, inner)
    yield f"\n{indent}" + ("}" if is_object else "]")


def _flat(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, dict):
        return (
            "{" + ", ".join(f"{json.dumps(key, ensure_ascii=False)}: {_flat(one)}" for key, one in value.items()) + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(_flat(one) for one in value) + "]"
    return json.dumps(value, ensure_ascii=False)
