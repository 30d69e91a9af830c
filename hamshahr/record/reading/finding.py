"""Finding in a text what it claims, so that a person can accept it; and reading one sentence before it is proposed."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from hamshahr.kernel.digits import to_ascii

from .words import (
    AFTER_UNIT,
    BEFORE,
    COUNTERS,
    CUES,
    FROM_WORDS,
    MONTHS,
    NUMBERS,
    ORDINALS,
    STOPS,
    WEAK,
    YEAR_WORDS,
    Comparison,
)

TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[\u200c'’-][^\W\d_]+)*|[^\w\s]|\n", re.UNICODE)
# A time of day, and a line of base64: neither counts anything.
UNREAD = re.compile(r"\d{1,2}:\d\d|[A-Za-z0-9+/=]{40,}")
LETTERS = str.maketrans("يىك", "ییک")
LONGEST = 9  # words of a phrase
YEARS = range(1300, 2101)

Phrase = tuple[tuple[str, ...], Any]
Phrases = Mapping[str, list[Phrase]]


def by_first_word(phrases: Iterable[Phrase]) -> Phrases:
    """The phrases by the word that opens them, those of one word in their order."""
    found: dict[str, list[Phrase]] = {}
    for words, meaning in phrases:
        found.setdefault(words[0], []).append((words, meaning))
    return found


COMPARING, BOASTING, BEGINNING = by_first_word(BEFORE), by_first_word(CUES), by_first_word((*BEFORE, *CUES))
FIRST_WORDS = BEGINNING.keys() | NUMBERS.keys() | ORDINALS.keys() | {"the"}


class Token(NamedTuple):
    text: str
    word: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha()


@dataclass(frozen=True)
class Proposed:
    """What a phrase seems to claim: where it stands, how it compares, how much of what."""

    phrase: str
    start: int
    end: int
    comparison: str
    quantity: Decimal | None
    unit: str


def find_claims(text: str) -> list[Proposed]:
    """The phrases of a text that claim something, in their order; no two overlap."""
    tokens = tokens_of(text)
    found: list[Proposed] = []
    place = 0
    while place < len(tokens):
        match = claim_at(text, tokens, place) if may_begin(tokens, place) else None
        if match is None:
            place += 1
            continue
        proposed, place = match
        found.append(proposed)
    return found


def read_claim(sentence: str) -> Proposed | None:
    """The first claim with a number in a sentence, else the first of any kind, to fill the form of a proposal."""
    found = find_claims(sentence)
    return next((each for each in found if each.unit), found[0] if found else None)


def tokens_of(text: str) -> list[Token]:
    """Words, numbers and signs with their places; digits of any set and glued words are told apart."""
    plain = to_ascii(text).translate(LETTERS)
    unread = {place for match in UNREAD.finditer(plain) for place in range(match.start(), match.end())}
    matches = (match for match in TOKEN.finditer(plain) if match.start() not in unread)
    return [Token(match.group(), match.group().lower(), *match.span()) for match in matches]


def may_begin(tokens: list[Token], place: int) -> bool:
    """Whether a claim can begin here at all; most words of a text are passed over by this alone."""
    word = tokens[place].word
    if word in FIRST_WORDS or word[0].isdigit() or word.endswith("ترین"):
        return True
    return place + 1 < len(tokens) and tokens[place + 1].word == "ترین"


def claim_at(text: str, tokens: list[Token], place: int) -> tuple[Proposed, int] | None:
    """The claim that begins at this token, and the token after it."""
    for read in (numbered, ordinal, superlative, standing):
        if match := read(tokens, place):
            comparison, quantity, unit, last = match
            end = end_of_phrase(tokens, place, last)
            first, final = tokens[place].start, tokens[end - 1].end
            return Proposed(text[first:final].strip(), first, final, comparison, quantity, unit), end
    return None


Match = tuple[str, Decimal | None, str, int]


def numbered(tokens: list[Token], place: int) -> Match | None:
    """A number with what it counts, after a word that compares or without; or a year since which something holds."""
    comparison, start = compared(tokens, place)
    number = number_at(tokens, start, is_compared=start > place)
    if number is None:
        return None
    if is_year(number) and is_after_since(tokens, place):
        return Comparison.SINCE, number, "", start + 1
    if is_year(number):
        return None
    unit, last = unit_after(tokens, start + 1)
    return (comparison, number, unit, last) if unit else None


def compared(tokens: list[Token], place: int) -> tuple[str, int]:
    """The comparison that words at this place make, and the place of the number after them."""
    if said := said_at(tokens, place, COMPARING):
        return said[1], place + len(said[0])
    return Comparison.EQUAL, place


def said_at(tokens: list[Token], place: int, phrases: Phrases) -> Phrase | None:
    """The phrase that stands at this place, with its meaning."""
    for words, meaning in phrases.get(tokens[place].word, ()):
        if words_at(tokens, place)[: len(words)] == words:
            return words, meaning
    return None


def words_at(tokens: list[Token], place: int, length: int = 4) -> tuple[str, ...]:
    return tuple(token.word for token in tokens[place : place + length])


def number_at(tokens: list[Token], place: int, *, is_compared: bool) -> Decimal | None:
    if place >= len(tokens):
        return None
    token = tokens[place]
    if token.text[0].isdigit():
        whole = re.fullmatch(r"\d{1,3}(?:,\d{3})+|\d+", token.text)
        return Decimal(token.text.replace(",", "")) if whole and len(token.text) < 12 else None
    if token.word in WEAK and not is_compared:
        return None
    return Decimal(NUMBERS[token.word]) if token.word in NUMBERS else None


def is_year(number: Decimal) -> bool:
    return int(number) in YEARS


def is_after_since(tokens: list[Token], place: int) -> bool:
    """Whether “from” or “since” stands a few words before a year, or at it."""
    before = [token.word for token in tokens[max(0, place - 6) : place + 2]]
    return bool(FROM_WORDS & set(before)) and bool((YEAR_WORDS | FROM_WORDS) & set(before[-4:]))


def unit_after(tokens: list[Token], place: int) -> tuple[str, int]:
    """What is counted: in Persian the first noun behind the number, in other languages the last word of the phrase."""
    words: list[Token] = []
    for token in tokens[place : place + 5]:
        if not token.is_word or token.word in STOPS or token.word in MONTHS:
            break
        words.append(token)
    if not words or (place < len(tokens) and tokens[place].word in MONTHS):
        return "", place
    if not words[0].text.isascii():
        is_counted = words[0].word in COUNTERS and len(words) > 1 and words[1].word not in AFTER_UNIT
        return words[is_counted].text, place + 1 + is_counted
    return words[-1].text, place + len(words)


def ordinal(tokens: list[Token], place: int) -> Match | None:
    """The first, the second of something."""
    rank = ORDINALS.get(tokens[place].word)
    unit, last = unit_after(tokens, place + 1) if rank else ("", place)
    if not rank or not unit:
        return None
    return (Comparison.FIRST if rank == 1 else Comparison.EQUAL), Decimal(rank), unit, last


def superlative(tokens: list[Token], place: int) -> Match | None:
    """“The largest”, “among the most active”: a rank without a number."""
    word, following = tokens[place].word, tokens[place + 1].word if place + 1 < len(tokens) else ""
    is_persian = word.endswith("ترین") or following == "ترین"
    is_one_of = (word, following) == ("یکی", "از") and any("ترین" in each for each in words_at(tokens, place + 2, 2))
    is_english = word == "the" and (following == "most" or following.endswith("est"))
    if not (is_persian or is_one_of or is_english):
        return None
    return Comparison.RANK, None, "", place + len(words_at(tokens, place, 3))


def standing(tokens: list[Token], place: int) -> Match | None:
    """A seat, a membership, an office hosted, a distinction: claims without a number."""
    said = said_at(tokens, place, BOASTING)
    if said is None:
        return None
    words, (comparison, quantity) = said
    return comparison, None if quantity is None else Decimal(quantity), "", place + len(words)


def end_of_phrase(tokens: list[Token], place: int, last: int) -> int:
    """Up to the next conjunction, sign or claim behind what was understood; never further than a few words."""
    end = max(last, place + 1)
    while end < len(tokens) and end - place < LONGEST and is_within(tokens, end):
        end += 1
    return min(end, len(tokens))


def is_within(tokens: list[Token], place: int) -> bool:
    token = tokens[place]
    return token.is_word and token.word not in ("و", "and", "y", "et") and not begins(tokens, place)


def begins(tokens: list[Token], place: int) -> bool:
    return said_at(tokens, place, BEGINNING) is not None
