"""The letters of Persian: which join, what folds, where a lam may have stood."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import combinations

HALF_SPACE = "\u200c"
NOT_JOINING = "اآأإدذرزژوؤء"
JOINING = "بپتثجچحخسشصضطظعغفقکگلمنهیئة"
LETTERS = NOT_JOINING + JOINING + "ۀ"
MARKS = "\u064b\u064c\u064d\u0651\u0652\u0654\u0670"
SHORT_VOWELS = "\u064e\u064f\u0650"
KASHIDA = "\u0640"

DIGITS = "۰۱۲۳۴۵۶۷۸۹"
ANY_DIGIT = "0-9۰-۹٠-٩"

FOLDED_LETTERS = {"ي": "ی", "ى": "ی", "ې": "ی", "ك": "ک", "ڪ": "ک", "ہ": "ه", "ە": "ه"}
FOLDED_DIGITS = {**dict(zip("0123456789", DIGITS, strict=True)), **dict(zip("٠١٢٣٤٥٦٧٨٩", DIGITS, strict=True))}
TO_DIGITS = str.maketrans(FOLDED_DIGITS)

PRESENTATION_FORM = re.compile("[\ufb50-\ufdcf\ufdf0-\ufdf9\ufe70-\ufefc]+")
LONGEST_STRETCH = 200
LOST_LAM_PLACE = re.compile(f"(?<=[{JOINING}])(?<!ل)ا")
KEPT_LAM_ALEF = re.compile(f"(?<=[{JOINING}])لا")

_TO_PLAIN = str.maketrans({**FOLDED_LETTERS, KASHIDA: None, **dict.fromkeys(SHORT_VOWELS)})
_TO_KEY = str.maketrans({"أ": "ا", "إ": "ا", "ٱ": "ا", "ؤ": "و", "ئ": "ی", "ۀ": "ه", "ة": "ه", **dict.fromkeys(MARKS)})


def fold(text: str) -> str:
    """The text in Persian letters only, as the first stage of restoration leaves it."""
    return PRESENTATION_FORM.sub(lambda form: unicodedata.normalize("NFKC", form[0]), text).translate(_TO_PLAIN)


def words(text: str) -> frozenset[str]:
    """A set of words written in one line."""
    return frozenset(text.split())


def look_up_key(word: str) -> str:
    """A word as the table has it: without hamza and tanvin."""
    return word.translate(_TO_KEY)


def lam_places(word: str) -> list[int]:
    """Where a joined lam may have been lost: before each of these letters."""
    return [place.start() for place in LOST_LAM_PLACE.finditer(word)]


def lam_alef_variants(word: str) -> Iterator[str]:
    """The word with one or two lams put back."""
    for places in lam_place_sets(word):
        yield with_lams(word, places)


def lam_place_sets(word: str) -> Iterator[tuple[int, ...]]:
    """Every choice of one or two places for a lam; a stretch that no writer glued together has none."""
    places = lam_places(word) if len(word) <= LONGEST_STRETCH else []
    for number in (1, 2):
        yield from combinations(places, number)


def with_lams(word: str, places: tuple[int, ...]) -> str:
    """The word with a lam before each of these places."""
    for place in reversed(places):
        word = f"{word[:place]}ل{word[place:]}"
    return word


def without_joined_lams(word: str) -> str:
    """What a source that drops the ligature makes of a word."""
    return KEPT_LAM_ALEF.sub("ا", word)
