"""Does to clean text what newspapers' PDF files, old pages and careless typing do to it."""

import random
from itertools import pairwise

from hamshahr.kernel.restoration.letters import HALF_SPACE, LETTERS, NOT_JOINING, without_joined_lams

ASCII_DIGITS, PERSIAN_DIGITS, ARABIC_DIGITS = "0123456789", "۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩"
VOWELS = "\u064e\u064f\u0650"


def as_pdf(line: str, dice: random.Random) -> str:
    """A line as it comes out of a newspaper's PDF file."""
    line = without_joined_lams(line).replace(HALF_SPACE, " ")
    words = line.split(" ")
    line = words[0]
    for before, word in pairwise(words):
        line += ("" if is_space_lost(before, word, dice) else " ") + word
    return "".join(mixed_digit(letter, dice) for letter in line)


def is_space_lost(before: str, word: str, dice: random.Random) -> bool:
    """Spaces go beside numbers, after و, after a comma, and now and then after a letter that does not join."""
    if not before or not word:
        return False
    if before[-1] in PERSIAN_DIGITS or word[0] in PERSIAN_DIGITS:
        return dice.random() < 0.6
    chance = {"و": 0.15, "،": 0.15}.get(before[-1] if before[-1] == "،" else before, 0)
    is_plain = before[-1] in NOT_JOINING and len(before) > 1 and word[0] in LETTERS
    return dice.random() < (chance or (0.012 if is_plain else 0))


def mixed_digit(letter: str, dice: random.Random) -> str:
    """A digit of either system."""
    if letter in PERSIAN_DIGITS and dice.random() < 0.5:
        return ASCII_DIGITS[PERSIAN_DIGITS.index(letter)]
    return letter


def as_glued(line: str, dice: random.Random) -> str:
    """A headline without any space, perhaps in Arabic letters."""
    line = "".join(letter for letter in line if letter in LETTERS or letter in PERSIAN_DIGITS)
    return line.replace("ی", "ي").replace("ک", "ك") if dice.random() < 0.4 else line


def as_careless(line: str, dice: random.Random) -> str:
    """A line with two or three of the kinds of carelessness in letters, digits and spaces."""
    for kind in dice.sample(CARELESSNESS, 3):
        line = kind(line, dice)
    return line


def arabic_letters(line: str, dice: random.Random) -> str:
    return line.replace("ی", dice.choice("يى") if dice.random() < 0.3 else "ي").replace("ک", "ك")


def other_digits(line: str, dice: random.Random) -> str:
    digits = dice.choice((ASCII_DIGITS, ARABIC_DIGITS))
    return line.translate(str.maketrans(PERSIAN_DIGITS, digits))


def broken_half_spaces(line: str, dice: random.Random) -> str:
    ways = (HALF_SPACE * 2, HALF_SPACE + " ", " " + HALF_SPACE, " ", " ")
    return "".join(dice.choice(ways) if letter == HALF_SPACE and dice.random() < 0.7 else letter for letter in line)


def stray_vowels(line: str, dice: random.Random) -> str:
    return "".join(one + (dice.choice(VOWELS) if one in LETTERS and dice.random() < 0.06 else "") for one in line)


def kashidas(line: str, dice: random.Random) -> str:
    words = line.split(" ")
    for place in dice.sample(range(len(words)), max(1, len(words) // 8)):
        word = words[place]
        if len(word) > 3 and all(letter in LETTERS for letter in word) and word[1] not in NOT_JOINING:
            words[place] = word[:2] + "ـ" * dice.randint(1, 4) + word[2:]
    return " ".join(words)


def loose_punctuation(line: str, dice: random.Random) -> str:
    line = line.replace("،", " ،" if dice.random() < 0.5 else "،").replace("«", "« ").replace("»", " »")
    line = line.replace("، ", "،" if dice.random() < 0.5 else "، ")
    return line[:-1] + " " + line[-1] if line[-1] in ".!؟" else line


def doubled_spaces(line: str, dice: random.Random) -> str:
    return "".join("  " if letter == " " and dice.random() < 0.2 else letter for letter in line)


CARELESSNESS = (
    arabic_letters,
    other_digits,
    broken_half_spaces,
    stray_vowels,
    kashidas,
    loose_punctuation,
    doubled_spaces,
)
