"""Persian and other text folded for search, duplicates, sorting and addresses; what is shown is never folded.

How a search finds every spelling. "کلان‌شهر", "کلان شهر" and "کلانشهر" are one word written in three ways, and
nothing but a lexicon could part the last one. So the index holds the parted words and, for every pair of
neighbours in Persian script and every group tied by a half-space, hyphen or apostrophe, the joined word as
well (``search_text``); the query is parted into words (``fold_query``); and a text is found when **each word
of the query is a substring of the index** (``is_found``). A parted query finds a joined text because its words
are parts of it; a joined query finds a parted text because the joined pair is in the index.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from django.utils.text import Truncator

from hamshahr.kernel.languages import reading_language

HALF_SPACE = "\u200c"

_LETTERS = {
    **dict.fromkeys("يىېۍےۓئ", "ی"),
    **dict.fromkeys("كڪ", "ک"),
    **dict.fromkeys("هةۀەۂہھۃ", "ه"),
    **dict.fromkeys("اآأإٱٲٳ", "ا"),
    **dict(zip("ؤøłđðıŋ", "وolddin", strict=True)),
    **dict.fromkeys("ءـ", ""),
    **dict.fromkeys(f"{HALF_SPACE}\u200b", " "),
    "þ": "th",
    "æ": "ae",
    "œ": "oe",
    # Signs that transliterations put for ع and the hamza.
    **dict.fromkeys("\u02bc\u02be\u02bf\u02bb\u02b9", ""),
}
_MARKS = (
    # Combining marks of the Latin, Greek and Cyrillic scripts, of Hebrew and of the Arabic script;
    # the vowels of Indic scripts and Thai are marks too, and must stay.
    *((0x0300, 0x036F), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE20, 0xFE2F)),
    *((0x0591, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06DC)),
    *((0x06DF, 0x06E4), (0x06E7, 0x06E8), (0x06EA, 0x06ED), (0x08D3, 0x08FF)),
)
_TIES = re.compile(r"(?<=\S)[\u200c'’‘‐‑-](?=\S)")
_PERSIAN = re.compile(r"[\u0600-\u06ff]+")
_NUMBER_OR_LETTER = re.compile(r"\d+|\D")

# آ is a letter before ا, and all hamza forms are one letter after it: Unicode CLDR, collation of fa.
PERSIAN_ALPHABET = "آاءبپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
LATIN_ALPHABET = "abcdefghijklmnñopqrstuvwxyz"
_PLACES = "0123456789abcdefghijklmnopqrstuvwxyz"


class _Folding(dict):
    """A table for ``str.translate`` that learns each character when it first meets it."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = "".join(map(_fold_character, unicodedata.normalize("NFKC", chr(code)).casefold()))
        return folded


def _fold_character(character: str) -> str:
    if character in _LETTERS:
        return _LETTERS[character]
    parts = [part for part in unicodedata.normalize("NFD", character) if not _is_mark(part)]
    return unicodedata.normalize("NFC", "".join(_fold_part(part) for part in parts))


def _fold_part(part: str) -> str:
    if part in _LETTERS:
        return _LETTERS[part]
    digit = unicodedata.decimal(part, None)
    if digit is not None:
        return str(digit)
    category = unicodedata.category(part)
    if category == "Cf":
        return ""
    return " " if category[0] in "PSZC" else part


def _is_mark(character: str) -> bool:
    return any(low <= ord(character) <= high for low, high in _MARKS)


_FOLDING = _Folding()
_APART = {"آ": "آ", **dict.fromkeys("ءأإٲٳؤئ", "ء"), HALF_SPACE: ""}
_SORTING = _Folding(str.maketrans(_APART))
_SPANISH_SORTING = _Folding(str.maketrans({**_APART, "ñ": "ñ", "Ñ": "ñ"}))


def fold(text: str) -> str:
    """The text reduced to what two spellings of it have in common.

    Arabic and Persian letters are one, as are three digit sets, upper and lower case, accented and plain
    letters; marks and tatweel go, and punctuation and half-spaces become single spaces.
    """
    return _fold_short(text) if len(text) <= 120 else _fold_any(text)


def _fold_any(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).translate(_FOLDING).split())


_fold_short = lru_cache(maxsize=65_536)(_fold_any)


def fold_tied(text: str) -> str:
    """The folded text with the words joined that a half-space, hyphen or apostrophe ties."""
    return fold(_TIES.sub("", text))


def is_persian(word: str) -> bool:
    """Whether a folded word is all in Persian script, where words are written joined or parted."""
    return _PERSIAN.fullmatch(word) is not None


def fold_variants(text: str) -> tuple[str, ...]:
    """The folded forms of the text: parted, with its tied words joined, and without any space.

    Two names are probably one when they share a variant.
    """
    parted, tied = fold(text), fold_tied(text)
    return tuple(dict.fromkeys((parted, tied, parted.replace(" ", ""))))


def search_text(*texts: str | None) -> str:
    """What an index holds of the texts: each word, and the joined words that ``fold_query`` may ask for."""
    words: dict[str, None] = {}
    for text in filter(None, texts):
        parted = fold(text).split()
        words.update(dict.fromkeys(parted))
        words.update(dict.fromkeys(fold_tied(text).split()))
        for one, next_one in pairwise(parted):
            if is_persian(one) and is_persian(next_one):
                words[one + next_one] = None
    return " ".join(words)


def fold_query(query: str) -> tuple[str, ...]:
    """The words of a query, each of which a text found must hold as a substring of its ``search_text``."""
    return tuple(dict.fromkeys(fold(query).split()))


def is_found(query: str, indexed: str) -> bool:
    """Whether the query finds the text of which ``indexed`` is the ``search_text``."""
    words = fold_query(query)
    return bool(words) and all(word in indexed for word in words)


def isolate(text: str, longest: int = 40) -> str:
    """What somebody typed, short enough to quote and kept from turning the sentence around it."""
    return f"\u2068{Truncator(text.strip()).chars(longest)}\u2069"


def slug(text: str, longest: int = 80) -> str:
    """The text as the last part of an address: folded words, Persian ones too, with hyphens between them."""
    whole = "-".join(fold(text).split())
    if len(whole) <= longest:
        return whole
    cut, _hyphen, _rest = whole[: longest + 1].rpartition("-")
    return cut or whole[:longest]


def sort_key(text: str, language: str | None = None) -> str:
    """The text as small ASCII letters and digits that any database sorts as a reader of the language expects.

    Numbers come first and by size, then the reader's own script, then the other; a half-space does not
    count, and a space comes before every letter.
    """
    return _sort_key(text, reading_language(language))


@lru_cache(maxsize=65_536)
def _sort_key(text: str, language: str) -> str:
    whole = unicodedata.normalize("NFKC", text).replace("ی\u0654", "ئ")
    folded = whole.translate(_SPANISH_SORTING if language == "es" else _SORTING)
    alphabets = (PERSIAN_ALPHABET, LATIN_ALPHABET) if language == "fa" else (LATIN_ALPHABET, PERSIAN_ALPHABET)
    return "0".join(_word_key(word, *alphabets) for word in folded.split())


def _word_key(word: str, own: str, other: str) -> str:
    return "".join(_place(piece, own, other) for piece in _NUMBER_OR_LETTER.findall(word))


def _place(piece: str, own: str, other: str) -> str:
    if piece.isdigit():
        plain = piece.lstrip("0") or "0"
        return "1" + _PLACES[min(len(plain), 35)] + plain
    if piece in own:
        return "a" + _PLACES[own.index(piece)]
    if piece in other:
        return "b" + _PLACES[other.index(piece)]
    return f"z{ord(piece):06x}"
