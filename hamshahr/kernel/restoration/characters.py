"""The first stage: letters, digits, half-spaces, punctuation and spaces, which need no knowledge of words."""

import re
from collections.abc import Callable, Iterator

from hamshahr.kernel.restoration.edits import Change, apply, compose
from hamshahr.kernel.restoration.letters import (
    ANY_DIGIT,
    FOLDED_LETTERS,
    HALF_SPACE,
    KASHIDA,
    LETTERS,
    MARKS,
    PRESENTATION_FORM,
    SHORT_VOWELS,
    TO_DIGITS,
    fold,
    words,
)
from hamshahr.kernel.restoration.protected import spans_of

Joins = Callable[[str, str], bool]
_LETTER = f"[{LETTERS}{MARKS}]"
_WORD = f"{_LETTER}+"

_STRANGE_LETTER = re.compile(f"[{''.join(FOLDED_LETTERS)}]|{PRESENTATION_FORM.pattern}")
_KASHIDA = re.compile(f"(?<={_LETTER}){KASHIDA}+|{KASHIDA}+(?={_LETTER})")
_SHORT_VOWEL = re.compile(f"[{SHORT_VOWELS}]+")
_HALF_SPACES = re.compile(f"[ \u00a0]*{HALF_SPACE}[ \u00a0{HALF_SPACE}]*")
_DIGITS = re.compile(f"[{ANY_DIGIT}]+")
_WORD_THEN_DIGIT = re.compile(f"(?<!{_LETTER})({_WORD}+)(?=[{ANY_DIGIT}])")
_DIGIT_THEN_WORD = re.compile(f"(?<=[{ANY_DIGIT}])({_WORD})")
_ORDINALS = words("م ام امین مین ی الف ب ج د ه")
_WORD_BEFORE = re.compile(f"[{LETTERS}{MARKS}{HALF_SPACE}]+$")
_WORD_AFTER = re.compile(f"{_WORD}")

_SPACES = (
    ("space before punctuation", re.compile(r"(?<=\S)[ \u00a0]+(?=[،؛؟»)\]]|[!:](?!\S)|\.(?![.\w])|[!؟]+(?!\S))"), ""),
    ("space inside quotes", re.compile(r"(?<=[«(\[])[ \u00a0]+(?=\S)"), ""),
    ("no space after punctuation", re.compile(rf"(?<=[،؛])(?=[{LETTERS}«(])|(?<=[^\d][،؛])(?=\d)"), " "),
    ("no space after punctuation", re.compile(rf"(?<=[{LETTERS}][؟!:])(?=[{LETTERS}«])"), " "),
    ("no space after punctuation", re.compile(rf"(?<=[{LETTERS}][{LETTERS}][.])(?=[{LETTERS}]{{2}})"), " "),
    ("no space after punctuation", re.compile(rf"(?<=[»)][.:؟!])(?=[{LETTERS}])"), " "),
    ("no space beside quotes", re.compile(rf"(?<=»)(?=[{LETTERS}]{{2}})|(?<=[{LETTERS}])(?=«)"), " "),
    ("doubled space", re.compile(r"(?<=\S)(?:[ \u00a0]{2,}|\u00a0)(?=\S)"), " "),
)


def tidy(text: str, joins: Joins) -> list[Change]:
    """Everything that can be put right without reading words; ``joins`` says whether two parts make a word."""
    changes = _kept(text, _letters(text))
    step = apply(text, changes)
    changes = compose(text, changes, _kept(step, [*_half_spaces(step, joins), *_digits(step)]))
    step = apply(text, changes)
    return compose(text, changes, _kept(step, _spaces(step)))


def _kept(text: str, edits: Iterator[Change] | list[Change]) -> list[Change]:
    """The edits in order, without those that overlap or touch a protected part."""
    spans = spans_of(text)
    kept: list[Change] = []
    for edit in sorted(edits, key=lambda one: (one.offset, one.end)):
        is_second_insertion = kept and not edit.before and not kept[-1].before and edit.offset == kept[-1].offset
        is_next = (not kept or edit.offset >= kept[-1].end) and not is_second_insertion
        if is_next and not spans.touch(edit.offset, edit.end):
            kept.append(edit)
    return kept


def _letters(text: str) -> Iterator[Change]:
    for found in _STRANGE_LETTER.finditer(text):
        reason = "Arabic letter" if found[0] in FOLDED_LETTERS else "presentation form"
        yield Change(found.start(), found[0], fold(found[0]), reason)
    for found in _KASHIDA.finditer(text):
        yield Change(found.start(), found[0], "", "kashida")
    for found in _SHORT_VOWEL.finditer(text):
        yield Change(found.start(), found[0], "", "stray short vowel")


def _half_spaces(text: str, joins: Joins) -> Iterator[Change]:
    for found in _HALF_SPACES.finditer(text):
        right = _half_space_or_not(text, found, joins)
        if right != found[0]:
            yield Change(found.start(), found[0], right, "half-space", 0.95)


def _half_space_or_not(text: str, found: re.Match, joins: Joins) -> str:
    """What should stand where half-spaces, perhaps with spaces, stand."""
    before = _WORD_BEFORE.search(text, max(0, found.start() - 30), found.start())
    after = _WORD_AFTER.match(text, found.end())
    has_space = " " in found[0] or "\u00a0" in found[0]
    if not before or not after:
        is_beside_digit = not has_space and text[max(0, found.start() - 1) : found.end() + 1].strip(HALF_SPACE)
        if is_beside_digit and re.search(f"[{ANY_DIGIT}]", is_beside_digit) and (before or after):
            return HALF_SPACE
        return " " if has_space else ""
    if not has_space:
        return HALF_SPACE
    return HALF_SPACE if joins(before[0], after[0]) else " "


def _digits(text: str) -> Iterator[Change]:
    for found in _DIGITS.finditer(text):
        right = found[0].translate(TO_DIGITS)
        if right != found[0]:
            yield Change(found.start(), found[0], right, "digits")
    for found in _WORD_THEN_DIGIT.finditer(text):
        if len(found[0]) > 1 or found[0] == "و":
            yield Change(found.end(), "", " ", "no space beside a number", 0.98)
    for found in _DIGIT_THEN_WORD.finditer(text):
        if found[0] not in _ORDINALS:
            yield Change(found.start(), "", " ", "no space beside a number", 0.98)


def _spaces(text: str) -> Iterator[Change]:
    for reason, pattern, right in _SPACES:
        for found in pattern.finditer(text):
            yield Change(found.start(), found[0], right, reason, 0.98)
