"""The names under which tables and JSON give the parts of a page, and what their values say."""

from collections.abc import Mapping
from math import isfinite

from hamshahr.kernel.text import fold

from .drafts import Hints
from .marks import listed

NAMES = {
    "title": "title|headline|عنوان|تیتر|سرتیتر|titulo|titre",
    "lead": "lead|summary|excerpt|standfirst|intro|لید|خلاصه|چکیده|مقدمه",
    "body": "body|content|content html|content text|text|html|article|full text|متن|متن خبر|محتوا|شرح|cuerpo|texte",
    "published": "published|published at|date published|publish date|pubdate|pub date|date|datetime|created|created at|"
    "تاریخ|تاریخ انتشار|زمان|زمان انتشار|fecha",
    "categories": "categories|category|section|sections|دسته|دسته بندی|طبقه بندی|گروه خبری|موضوع|categoria|categorie",
    "author": "author|authors|by|byline|creator|نویسنده|خبرنگار|autor|auteur",
    "desk": "desk|source|منبع|سرویس|گروه",
    "address": "url|link|address|permalink|آدرس|نشانی|لینک|پیوند",
    "short_link": "short link|short url|shortlink|لینک کوتاه|آدرس کوتاه|آدرس کوتاه شده",
    "code": "id|code|guid|کد|کد خبر|شناسه",
    "language": "language|lang|locale|زبان",
}
_KINDS = {fold(name): kind for kind, names in NAMES.items() for name in names.split("|")}
_INNER = ("rendered", "name", "value", "html", "text", "title")


def kind_of(name: str) -> str:
    """Which part of a page a column of this name gives; empty where it gives none."""
    return _KINDS.get(fold(name[:100].replace("_", " ")), "")


def parts_of(values: Mapping) -> dict[str, object]:
    """The values of a row by part; the first column of several for one part counts."""
    parts: dict[str, object] = {}
    for name, value in values.items():
        kind = kind_of(str(name))
        if kind and value not in (None, "", [], {}):
            parts.setdefault(kind, value)
    return parts


def hints_of(parts: Mapping[str, object]) -> Hints:
    """What a row tells beside the text."""
    texts = {kind: text_in(value) for kind, value in parts.items() if kind not in ("body", "categories")}
    return Hints(categories=_categories(parts.get("categories")), **texts)


def text_in(value: object) -> str:
    """The text of a value: itself, a number, the one text of an object, or the first of a list."""
    for _step in range(4):
        if isinstance(value, Mapping):
            value = next((value[key] for key in _INNER if key in value), "")
        elif isinstance(value, list):
            value = ", ".join(one for one in value[:10] if isinstance(one, str)) or (value[0] if value else "")
        else:
            break
    if isinstance(value, float) and not isfinite(value):
        return ""
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _categories(value: object) -> list[str]:
    if isinstance(value, list):
        return [text for one in value[:20] if (text := text_in(one))]
    return listed(text_in(value)[:2000]) if value else []
