"""The line grammar: what a single line of a page is beside its text - date, category, code, address, timing, chrome."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from hamshahr.kernel.restoration.titles import decoded
from hamshahr.kernel.text import fold

LONGEST_MARK = 300

_BULLET = re.compile(r"[•·▪●◦*‣\-–]\s+(\S.*)", re.S)
_LABELLED = re.compile(r"([^:：]{2,30})\s*[:：]\s*(.*)", re.S)
_TIMING = re.compile(r"([GQ]t)\s*:\s*(\d{1,6}(?:\.\d{1,20})?)\s*(?:s|ms)?", re.I)
_CACHE = re.compile(r"(?:no[ -]?cache|cached|(?:x-)?cache\s*:\s*(?:hit|miss|none|bypass|stale)[^\n]{0,60})", re.I)
_JUNK = re.compile(r"([^\W\d_])\1{0,3}|[^\w\s]{1,80}|_{3,80}")
_LIST = re.compile(r"\s*[،,|؛;/]\s*")

LABELS = {
    "categories": "طبقه بندی|دسته بندی|دسته|دسته ها|گروه خبری|موضوع|موضوعات|category|categories|filed under|categoría|"
    "categorías|catégorie|catégories",
    "short_link": "آدرس کوتاه شده|آدرس کوتاه|لینک کوتاه|نشانی کوتاه|پیوند کوتاه|short link|short url|shortlink",
    "address": "نشانی|آدرس|لینک خبر|آدرس خبر|source url|url|permalink",
    "author": "نویسنده|خبرنگار|گزارشگر|گزارش|به قلم|عکاس و نویسنده|author|by|written by|autor|auteur",
    "desk": "منبع|سرویس|گروه|تهیه کننده|واحد|source|desk|fuente",
    "code": "کد خبر|کد مطلب|شناسه خبر|شماره خبر|news id|code",
    "tags": "برچسب ها|برچسب|کلیدواژه ها|کلید واژه|tags|keywords|etiquetas",
    "visits": "بازدید|تعداد بازدید|بازدیدها|visits|views",
}
_KINDS = {fold(word): kind for kind, words in LABELS.items() for word in words.split("|")}
_CHROME_LINES = (
    "صفحه اصلی|خانه|چاپ|نسخه چاپی|پرینت|ارسال به دوستان|ارسال|بازگشت|بازگشت به بالا|اشتراک گذاری|به اشتراک بگذارید|"
    "ذخیره|نظرات|ارسال نظر|نظر شما|ادامه مطلب|بیشتر|منو|جستجو|ورود|خروج|ثبت نام|تماس با ما|درباره ما|نقشه سایت|"
    "خبر قبلی|خبر بعدی|مطالب مرتبط|اخبار مرتبط|آرشیو اخبار|اندازه متن|print|share|home|back|back to top|read more|"
    "menu|search|login|log in|sign in|contact us|about us|sitemap|previous|next|related news|comments|"
    "leave a comment|skip to content|imprimir|compartir|imprimer|partager"
)
_CHROME = frozenset(fold(line) for line in _CHROME_LINES.split("|"))
_RIGHTS = re.compile(r"\s*(?:©|\(c\)|copyright\b|کلیه حقوق|کلیۀ حقوق|تمامی حقوق|تمام حقوق|همه حقوق)", re.I)


class Mark(NamedTuple):
    """What a line is, and the value it gives."""

    kind: str
    value: str = ""


def mark_of(line: str) -> Mark | None:
    """The mark that a line is, or None for a line of text."""
    line = line.strip()
    if not line or len(line) > LONGEST_MARK * 10:
        return None
    if decoded(line):
        return Mark("coded_title", line)
    if len(line) > LONGEST_MARK:
        return None
    if timing := _TIMING.fullmatch(line):
        return Mark("generation" if timing[1].lower() == "gt" else "queries", timing[2])
    if _CACHE.fullmatch(line):
        return Mark("cache", line)
    if fold(line) in _CHROME or _RIGHTS.match(line):
        return Mark("chrome")
    if " " not in line and web_address(line):
        return Mark("lone_address", line)
    return _labelled(line)


def _labelled(line: str) -> Mark | None:
    found = _LABELLED.fullmatch(line)
    kind = _KINDS.get(fold(found[1])) if found else None
    if not found or kind is None or (len(found[2]) > 120 and kind not in ("short_link", "address")):
        return None
    return Mark(kind, found[2].strip())


def bullet_of(line: str) -> str:
    """What stands behind the bullet of a line; empty where it has none."""
    found = _BULLET.fullmatch(line.strip())
    return found[1].strip() if found else ""


def is_junk(line: str) -> bool:
    """A line without meaning: one letter, perhaps again and again, or signs only."""
    return _JUNK.fullmatch(line.strip()) is not None


def listed(value: str) -> list[str]:
    """The parts of a list written in one line."""
    return [part for part in (one.strip() for one in _LIST.split(value)) if part]


def web_address(text: str, longest: int = 2000) -> str:
    """The text where it is an address of the web and nothing else; empty otherwise."""
    text = text.strip()
    if len(text) > longest or not text.isprintable() or any(sign in text for sign in "\"'<>\\ `"):
        return ""
    try:
        parts = urlsplit(text)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return ""
    return text if is_web else ""
