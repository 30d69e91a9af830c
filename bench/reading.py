"""Pages of old desks read and restored: ``python bench/reading.py``; processor time on one core.

The pages are of some 600 words each, made of the samples of prose in another order each time, half of them damaged as
a newspaper's PDF damages; one in two is HTML, with a menu. The reference, in the same run, is what any reader must do
at least: decode, take the marks apart with the standard library, and fold the text for the search.
"""

import os
import random
import sys
import time
from html.parser import HTMLParser
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hamshahr.settings")
os.environ.setdefault("HAMSHAHR_DEMO", "yes")  # not DEBUG, which keeps every question asked

from hamshahr.kernel.restoration.tests import damage, trials
from hamshahr.kernel.text import search_text

PAGES, WORDS, WARM_UP = 120, 600, 10
GOAL = 40


def main() -> None:
    """Read the pages both ways and print the figures."""
    import django

    django.setup()
    from hamshahr.stories.reading import read_page

    print(f"goal: {GOAL} pages a second on one core, restoration included")
    for kind, pages in made().items():
        words = sum(len(page.decode().split()) for page in pages) / len(pages)
        rate = _rate(lambda raw: read_page(raw).title.text, pages)
        least = _rate(_reference, pages)
        print(f"{kind:28} {words:4.0f} words  {rate:6.1f} pages/s, {least / rate:5.1f} times the least work")


def made() -> dict[str, list[bytes]]:
    """The pages by kind."""
    return {
        f"{name}, {state}": [a_page(seed, is_html=is_html, is_damaged=is_damaged) for seed in range(PAGES)]
        for name, is_html in (("text", False), ("HTML", True))
        for state, is_damaged in (("clean", False), ("damaged", True))
    }


def a_page(seed: int, *, is_html: bool, is_damaged: bool) -> bytes:
    """One page of some 600 words, the same for the same seed."""
    dice = random.Random(seed)
    lines = trials.sample("tuning_prose") + trials.sample("held_out_prose") + trials.sample("tuning_pairs")
    dice.shuffle(lines)
    taken, count = [], 0
    while count < WORDS:
        taken.append(lines[len(taken) % len(lines)])
        count += len(taken[-1].split())
    if is_damaged:
        taken = [damage.as_pdf(line, dice) for line in taken]
    paragraphs = [" ".join(taken[at : at + 4]) for at in range(0, len(taken), 4)]
    if not is_html:
        return "\n".join(["یکشنبه, ۱۹ دی ۱۴۰۰ ۱۲:۵۷", "", "عنوان خبر", "", *paragraphs]).encode()
    body = "".join(f'<p class="text" style="direction: rtl">{paragraph}</p>\n' for paragraph in paragraphs)
    chrome = '<li><a href="/news/{0}" title="{0}">خبر دیگر {0}</a></li>\n'
    menu = "".join(chrome.format(number) for number in range(100))
    head = "<head><meta charset='utf-8'><title>عنوان خبر</title><script>var a = 1;</script></head>"
    article = f"<article><h1>عنوان خبر</h1>{body}</article>"
    return f"<html>{head}<body><nav><ul>{menu}</ul></nav>{article}</body></html>".encode()


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _reference(raw: bytes) -> str:
    parser = _Words()
    parser.feed(raw.decode())
    parser.close()
    return search_text("".join(parser.words))


def _rate(read, pages: list[bytes]) -> float:
    for raw in pages[:WARM_UP]:
        read(raw)
    begun = time.process_time()
    for raw in pages:
        read(raw)
    return len(pages) / (time.process_time() - begun)


if __name__ == "__main__":
    main()
