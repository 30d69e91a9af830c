"""Builds the word table of Persian restoration from three published vocabularies.

A development script: run it in an environment of its own that has ``wordfreq``, ``shekar`` and ``hazm``
installed, as ``python scripts/make_persian_words.py [TARGET]``. The table's licence and attribution stand
beside it in ``words.LICENCE.md``.
"""

import csv
import gzip
import lzma
import math
import re
import sys
from collections import defaultdict
from importlib.metadata import distribution
from pathlib import Path

import msgpack

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from hamshahr.kernel.restoration.affixes import ENDINGS, VERB_PREFIXES, conjugated  # noqa: E402 - path set above
from hamshahr.kernel.restoration.letters import HALF_SPACE, fold, lam_alef_variants, look_up_key  # noqa: E402

TARGET = Path(__file__).resolve().parent.parent / "hamshahr/kernel/restoration/words.xz"
PERSIAN_WORD = re.compile("[آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیء\u200c]{2,}|و")
ATTESTED, LISTED_TWICE, LISTED = 2e-6, 3e-7, 6e-8
MEMBER = 1e-9
LAM_DOUBT, GLUE_DOUBT = 150, 3

# Two words that Persian prose writes apart, although the lists have them with a half-space.
APART_FIRST = {"به", "از", "در", "با", "بر", "تا", "که", "این", "آن", "هر", "را", "چه", "و", "یا", "نه", "ها", "های"}
# Endings grown fast to their word, which the rule for endings must not part.
GROWN = set("آنها اینها بهتر بیشتر کمتر برتر مهتر کهتر بهترین بیشترین کمترین برترین بدتر ایشان".split())
# Names and terms of city networks that no list has.
OWN_WORDS = {
    "متروپلیس": 1e-6, "گلاسکو": 5e-7, "بارسلون": 2e-6, "گوانگژو": 5e-7, "مکزیکوسیتی": 5e-7, "ژوهانسبورگ": 5e-7,
    "آبیجان": 3e-7, "داکار": 5e-7, "بوگوتا": 3e-7, "مونترال": 2e-6, "کلان‌شهر": 3e-6, "شهرداران": 3e-6, "زیست‌پذیر": 3e-7,
    "تاب‌آوری": 1e-6, "حکم‌روایی": 3e-7, "حکمروایی": 3e-7, "خواهرشهر": 2e-7, "شهروندی": 4e-6, "هم‌افزایی": 1e-6,
    "هیئت‌مدیره": 3e-6, "شیوه‌نامه": 1e-6, "ویژه‌نامه": 1e-6, "مردم‌نهاد": 2e-6, "قائم‌مقام": 2e-6,
}  # fmt: skip


def main() -> None:
    """Write the table, and say how large it became."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    frequencies = gather()
    drop_damaged(frequencies)
    lines = by_level(frequencies)
    lines.append(" ".join(sorted(verb_forms())))
    target.write_bytes(lzma.compress("\n".join(lines).encode(), preset=9 | lzma.PRESET_EXTREME))
    print(f"{len(frequencies)} words, {target.stat().st_size} bytes")


def gather() -> dict[str, float]:
    """Every word of the lists with its share of running text."""
    spoken, web = wordfreq_shares(), shekar_shares()
    compounds, members = shekar_compounds(), hazm_members()
    shares: dict[str, float] = {}
    for word in spoken.keys() | web.keys() | compounds | members:
        if not PERSIAN_WORD.fullmatch(word) or word != word.strip(HALF_SPACE) or is_apart(word):
            continue
        shares[word] = share(word, spoken, web, compounds, members)
    drop_glued(shares, trusted=web.keys())
    for word, own in OWN_WORDS.items():
        shares[word] = max(own, shares.get(word, 0))
    return shares


def share(word: str, spoken: dict, web: dict, compounds: set, members: set) -> float:
    """What the lists together make of one word."""
    if word in spoken and word in web:
        return math.sqrt(spoken[word] * web[word])
    if word in spoken:
        return spoken[word] if word in members or HALF_SPACE in word else spoken[word] / 2
    if word in web:
        return min(web[word], ATTESTED)
    if HALF_SPACE in word:
        return LISTED_TWICE if word in compounds and word in members else LISTED
    return MEMBER


def published(package: str, path: str) -> Path:
    """A data file of an installed package, found without importing the package."""
    return Path(distribution(package).locate_file(path))


def wordfreq_shares() -> dict[str, float]:
    """The Persian list of wordfreq; variants of one spelling are added up."""
    packed = published("wordfreq", "wordfreq/data/small_fa.msgpack.gz").read_bytes()
    shares: dict[str, float] = defaultdict(float)
    for centibels, words in enumerate(msgpack.unpackb(gzip.decompress(packed))[1:]):
        for word in words:
            shares[look_up_key(fold(word))] += 10 ** (-centibels / 100)
    return shares


def shekar_shares() -> dict[str, float]:
    """The counted vocabulary of shekar."""
    counts: dict[str, int] = defaultdict(int)
    with published("shekar", "shekar/data/files/vocab.csv").open(encoding="utf-8") as source:
        for word, count in csv.reader(source):
            counts[look_up_key(fold(word))] += int(count)
    total = sum(counts.values())
    return {word: count / total for word, count in counts.items() if count}


def shekar_compounds() -> set[str]:
    """Words written with a half-space, without counts."""
    text = published("shekar", "shekar/data/files/compound_words.csv").read_text(encoding="utf-8")
    return {look_up_key(fold(line.strip())) for line in text.splitlines()}


def hazm_members() -> set[str]:
    """The words of hazm, whose counts are not to be trusted."""
    text = published("hazm", "hazm/data/words.dat").read_text(encoding="utf-8")
    return {look_up_key(fold(line.split("\t")[0])) for line in text.splitlines()}


def verb_forms() -> set[str]:
    """What may follow the prefix of the present or the imperfect."""
    with published("shekar", "shekar/data/files/verbs.csv").open(encoding="utf-8") as source:
        return {form for present, past, *_ in csv.reader(source) for form in conjugated(present, past)}


def is_apart(word: str) -> bool:
    """A pair of words that is no compound: به‌عنوان."""
    return HALF_SPACE in word and word.split(HALF_SPACE)[0] in APART_FIRST


def drop_glued(shares: dict[str, float], trusted) -> None:
    """Take out words that the lists only have because a space or half-space was lost."""
    verbs = verb_forms()
    half_spaced = {word.replace(HALF_SPACE, ""): count for word, count in shares.items() if HALF_SPACE in word}
    for word in list(shares):
        if HALF_SPACE in word or word in GROWN:
            continue
        lost_prefix = any(word.startswith(prefix) and word[len(prefix) :] in verbs for prefix in VERB_PREFIXES)
        overruled = shares[word] < GLUE_DOUBT * half_spaced.get(word, 0)
        unsure = word not in trusted
        if overruled or (unsure and (lost_prefix or has_loose_ending(word, shares) or is_two_words(word, shares))):
            del shares[word]


def has_loose_ending(word: str, shares: dict[str, float]) -> bool:
    """An ending that wants a half-space before it was written on: کتابهای."""
    return any(
        ending.wants_half_space(word[: -len(ending.letters)]) and word[: -len(ending.letters)] in shares
        for ending in ENDINGS
        if ending.is_loose and word.endswith(ending.letters) and len(word) > len(ending.letters) + 1
    )


def is_two_words(word: str, shares: dict[str, float]) -> bool:
    """Two common words whose space was lost: درسال, واز."""
    for cut in range(1, len(word) - 1):
        before, after = word[:cut], word[cut:]
        if before[-1] in "اآدذرزژو" and (len(before) > 1 or before == "و"):
            if shares.get(before, 0) * shares.get(after, 0) * 30 > shares[word]:
                return True
    return False


def drop_damaged(shares: dict[str, float]) -> None:
    """Take out rare words that are far more common with a lam: the lists hold the damage too."""
    for word in list(shares):
        common = max((shares.get(variant, 0) for variant in lam_alef_variants(word)), default=0)
        if shares[word] < 1e-6 and common > LAM_DOUBT * shares[word]:
            del shares[word]


def by_level(shares: dict[str, float]) -> list[str]:
    """One line for each tenth of a power of ten, the most common words first."""
    levels: dict[int, list[str]] = defaultdict(list)
    for word, value in shares.items():
        levels[round(-10 * math.log10(value))].append(word)
    return [" ".join(sorted(levels[level])) for level in range(max(levels) + 1)]


if __name__ == "__main__":
    main()
