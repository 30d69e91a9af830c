"""Builds the word table of Persian restoration from three published vocabularies.

A development script: run it in an environment of its own that has ``wordfreq``, ``shekar`` and ``hazm``
installed, as ``python scripts/make_persian_words.py [TARGET]``. The table's licence and attribution stand
beside it in ``words.LICENCE.md``.
"""

import csv
import gzip
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Set
from importlib.metadata import distribution
from pathlib import Path

import msgpack

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from hamshahr.kernel.restoration.affixes import ENDINGS, VERB_PREFIXES, conjugated
from hamshahr.kernel.restoration.letters import HALF_SPACE, NOT_JOINING, fold, lam_alef_variants, look_up_key, words

TARGET = Path(__file__).resolve().parent.parent / "hamshahr/kernel/restoration/words.gz"
LOOSE_ENDINGS = [ending.letters for ending in ENDINGS if ending.is_loose and not ending.after]
PERSIAN_WORD = re.compile("[آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیء\u200c]{2,}|و")
ATTESTED, LISTED_TWICE, LISTED = 2e-6, 3e-7, 6e-8
MEMBER = 1e-9
LAM_DOUBT, GLUE_DOUBT = 150, 3

# Two words that Persian prose writes apart, although the lists have them with a half-space: their first and last parts.
APART_FIRST = words(
    "به از در با بر تا که این آن هر را چه و یا نه ها های یک قابل تحت حاج سی بدین ای امام شورای ایالات خلیج جام"
)
APART_LAST = words(
    "است شده نشده کرده دیده داده گرفته خورده بوده یافته رفته آمده گفته بسته مرده کردن شدن زدن دادن داشتن گشته "
    "بر به از در با که تا را هم بار سال ماه روز الله داوران گذشته تهران ایران خمینی حسین "
    "فرهنگی انسانی دستی مالی عمومی عالی ملی جهانی شمالی جنوبی شرقی غربی اسلامی پزشکی متحده احمر جمهوری اجتماعی سیاسی "
    "اقتصادی علمی تاریخی مدنی آزاد مربع مکعب بستان ارشد طبیعی بدنی نظامی مرکزی محلی قضاییه سنت بشر زیست سعود "
    "فقیه جمعه نفت خام ابتدایی ایرانی انقلاب کل توجه حال هزار صد میلیون میلیارد برابر خان"
)
# A first or a last half that makes at least so many compounds makes them freely; other pairs are often no compound.
FREE_FROM_LAST, FREE_FROM_FIRST = 9, 25
FREELY_MADE, SELDOM_MADE = 2.0, 0.05
NO_WORDS = words(
    "تهران‌گرد بی‌هیچ بی‌آنکه پیش‌آمد دوبرابر سهبرابر وبه ودر واز ویا وبا وهم واین وآن وبر وتا واما وهر ونیز وبرای درپی"
)
# Endings grown fast to their word, which the rule for endings must not part.
GROWN = words("آنها اینها علیها بهتر بیشتر کمتر برتر مهتر کهتر بهترین بیشترین کمترین برترین بدتر ایشان")
# Names and terms of city networks that no list has.
OWN_WORDS = {
    9e-05: words("بین‌المللی"),
    3e-05: words("رئیس‌جمهور"),
    2e-05: words("بین‌الملل"),
    1e-05: words("گفت‌وگو حمل‌ونقل ثبت‌نام ریاست‌جمهوری نخست‌وزیر یک‌سوم"),
    8e-06: words("فوق‌العاده"),
    5e-06: words("هیچ‌کس همان‌طور یک‌چهارم"),
    4e-06: words("شهروندی همین‌طور وب‌سایت زیست‌محیطی بهره‌وری چشم‌انداز"),
    3e-06: words("کلان‌شهر شهرداران هیئت‌مدیره علاقه‌مندان هیچ‌یک هیچ‌کدام هیچ‌گونه باقی‌مانده دست‌کم"),
    2e-06: words("بارسلون مونترال کوتاه‌مدت فارغ‌التحصیل پیاده‌رو آب‌وهوا نایب‌رئیس مردم‌نهاد قائم‌مقام"),
    1e-06: words("متروپلیس تاب‌آوری هم‌افزایی دسته‌جمعی آب‌وهوایی دوسوم تک‌تک شیوه‌نامه ویژه‌نامه"),
    5e-07: words("گلاسکو گوانگژو مکزیکوسیتی ژوهانسبورگ داکار نیم‌سال سه‌چهارم یک‌پنجم یک‌دهم"),
    3e-07: words("آبیجان بوگوتا زیست‌پذیر حکم‌روایی حکمروایی"),
    2e-07: words("خواهرشهر"),
    1e-07: words("عدالت‌محور مردم‌محور انسان‌محور"),
}


def main() -> None:
    """Write the table, and say how large it became."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    frequencies = gather()
    drop_damaged(frequencies)
    lines = by_level(frequencies)
    lines.append(" ".join(sorted(verb_forms())))
    target.write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))
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
    shares = with_fast_endings(shares)
    drop_glued(shares, trusted=web.keys(), sure=web.keys() & members)
    weigh_compounds(shares)
    add_own_words(shares)
    for word in NO_WORDS:
        shares.pop(word, None)
    return shares


def add_own_words(shares: dict[str, float]) -> None:
    """Put in the words no list has; where one has a half-space, the spelling without it goes."""
    for least, names in OWN_WORDS.items():
        for word in names:
            shares[word] = max(least, shares.get(word, 0))
            for ending in ("", *LOOSE_ENDINGS) if HALF_SPACE in word else ():
                shares.pop(word.replace(HALF_SPACE, "") + ending, None)


def with_fast_endings(shares: dict[str, float]) -> dict[str, float]:
    """The words with endings written on where the letter before does not join: شهر‌ها is شهرها."""
    pattern = re.compile(f"(?<=[{NOT_JOINING}]){HALF_SPACE}(?=(?:{'|'.join(LOOSE_ENDINGS)})$)")
    summed: dict[str, float] = defaultdict(float)
    for word, value in shares.items():
        summed[pattern.sub("", word)] += value
    return summed


def weigh_compounds(shares: dict[str, float]) -> None:
    """Favour compounds whose halves make many, and hold back pairs that merely often stand together."""
    pairs = [word.split(HALF_SPACE) for word in shares if word.count(HALF_SPACE) == 1]
    firsts, lasts = Counter(first for first, _ in pairs), Counter(last for _, last in pairs)
    for first, last in pairs:
        is_free = lasts[last] >= FREE_FROM_LAST or firsts[first] >= FREE_FROM_FIRST or last.startswith("و")
        shares[first + HALF_SPACE + last] *= FREELY_MADE if is_free else SELDOM_MADE


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
    for centibels, level in enumerate(msgpack.unpackb(gzip.decompress(packed))[1:]):
        for word in level:
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
    """A pair of words that is no compound: به‌عنوان, شده‌است."""
    parts = word.split(HALF_SPACE)
    if len(parts) == 1 or (parts[0] in ("سی", "یک") and parts[-1] in ("ساله", "نفره", "طرفه")):
        return False
    return parts[0] in APART_FIRST or parts[-1] in APART_LAST


def drop_glued(shares: dict[str, float], trusted: Set[str], sure: Set[str]) -> None:
    """Take out words that the lists only have because a space or half-space was lost."""
    verbs = verb_forms()
    half_spaced = {word.replace(HALF_SPACE, ""): count for word, count in shares.items() if HALF_SPACE in word}
    for word in list(shares):
        if HALF_SPACE in word or word in GROWN:
            continue
        is_derived = word.endswith("ی") and word[:-1] in trusted and len(word) > 4
        lost_prefix = not is_derived and any(
            word.startswith(prefix) and word[len(prefix) :] in verbs for prefix in VERB_PREFIXES
        )
        overruled = word not in sure and shares[word] < GLUE_DOUBT * half_spaced.get(word, 0)
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
        may_part = before[-1] in NOT_JOINING and (len(before) > 1 or before == "و")
        if may_part and shares.get(before, 0) * shares.get(after, 0) * 30 > shares[word]:
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
