"""Which language a page is in, told by its small words and its script."""

import re

from hamshahr.kernel.languages import RIGHT_TO_LEFT
from hamshahr.kernel.restoration.letters import HALF_SPACE, fold

_SMALL_WORDS = {
    "fa": "از به در که این را است با برای آن های می شده شد خود یک تا بر",
    "ar": "في من على إلى أن التي هذا هذه الذي عن كان ما قد بين ذلك",
    "en": "the of and to in is for on with that was by",
    "es": "el los las de y en que una del por para con",
    "fr": "le les des et une est dans pour que du au sur",
}
_COUNTED = {language: frozenset(fold(words).split()) for language, words in _SMALL_WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")
_ARABIC_SCRIPT = re.compile("[\u0620-\u06d3\ufb50-\ufdcf\ufe70-\ufefc]")
_OWN_LETTERS = {"fa": re.compile("[پچژگ]"), "ar": re.compile("[ةإأ]")}
_SAMPLE = 4000


def language_of(text: str, declared: str = "") -> str:
    """The language of the text; what the page declares decides only where the text does not."""
    sample = fold(text[:_SAMPLE]).replace(HALF_SPACE, " ").lower()
    words = _WORD.findall(sample)
    is_arabic_script = len(_ARABIC_SCRIPT.findall(sample)) * 2 > sum(map(len, words))
    counts: dict[str, float] = {
        language: sum(word in small for word in words)
        for language, small in _COUNTED.items()
        if (language in RIGHT_TO_LEFT) == is_arabic_script
    }
    for language, letters in _OWN_LETTERS.items():
        if language in counts:
            counts[language] += len(letters.findall(text[:_SAMPLE])) / 4
    best = max(counts, key=lambda language: counts[language])
    if counts[best] > 0:
        return best
    code = declared.strip().lower()[:3].rstrip("-_")
    if code and (code in RIGHT_TO_LEFT) == is_arabic_script:
        return code
    return "fa" if is_arabic_script else ""
