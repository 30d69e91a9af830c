"""What a sentence claims is read from it before a person accepts it."""

from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from hamshahr.kernel import restoration
from hamshahr.kernel.tables import read_table
from hamshahr.record.reading import find_claims, read_claim

ARTICLE = Path(restoration.__file__).parent / "tests" / "samples" / "seed_article.txt"
CLAIMS = Path(__file__).parents[2] / "cli" / "network" / "claims.csv"


@pytest.mark.parametrize(
    ("sentence", "read"),
    [
        ("ارائه بیش از ۴0پروژه شهری", (">", 40, "پروژه")),
        ("بیش از 30دوره کارگاه بین المللی تخصصی", (">", 30, "کارگاه")),
        ("در 3کنفرانس بین المللی", ("=", 3, "کنفرانس")),
        ("شهرداری مشهد یکی از ۹نماینده متروپلیس است", ("one of", 9, "نماینده")),
        ("بیش از چهل پروژه", (">", 40, "پروژه")),
        ("از ابتدای تأسیس در سال200۵میادی", ("since", 2005, "")),
        ("تشکیل اولین مرکز آموزش منطقه ای", ("first", 1, "مرکز")),
        ("more than 30 specialised international workshops on urban management", (">", 30, "workshops")),
        ("speeches at three conferences in Brussels", ("=", 3, "conferences")),
        ("active in the network since 2005", ("since", 2005, "")),
        ("at least 12 courses", (">=", 12, "courses")),
        ("más de 40 proyectos", (">", 40, "proyectos")),
        ("plus de 1,200 participants", (">", 1200, "participants")),
    ],
)
def test_number_unit_and_comparison_are_read_in_any_script(sentence, read):
    found = read_claim(sentence)

    assert (str(found.comparison), int(found.quantity), found.unit) == read


@pytest.mark.parametrize(
    "text", ["", "یکشنبه, ۱۹ دی ۱۴۰۰ ۱۲:۵۷", "Gt: 1.1851593653361", "one of us", "\u202e<![8", "9" * 5000]
)
def test_what_counts_nothing_is_no_claim(text):
    assert find_claims(text) == []


def test_in_the_damaged_article_most_claims_are_found_and_few_that_are_none():
    article = ARTICLE.read_text(encoding="utf-8")
    table = read_table(CLAIMS)
    spans = {row.cells["claim_id"]: span_of(row.cells["phrase"], article) for row in table.rows}
    proposed = find_claims(article)

    found = {key for key, span in spans.items() if any(overlap(span, each) for each in proposed)}
    false = [each.phrase for each in proposed if not any(overlap(span, each) for span in spans.values())]

    assert len(found) >= 18, sorted(found)
    assert len(false) <= 5, false
    assert len(proposed) <= 35


def span_of(phrase, text):
    start = text.find(phrase)
    assert start >= 0, phrase
    return start, start + len(phrase)


def overlap(span, proposed):
    """Whether they share at least half of the shorter of the two."""
    shared = min(span[1], proposed.end) - max(span[0], proposed.start)
    return shared * 2 >= min(span[1] - span[0], proposed.end - proposed.start)


def test_the_phrases_stand_in_the_text_and_do_not_overlap():
    article = ARTICLE.read_text(encoding="utf-8")
    proposed = find_claims(article)

    assert all(article[each.start : each.end] == each.phrase for each in proposed)
    assert all(one.end <= other.start for one, other in pairwise(proposed))
    assert next(each.quantity for each in proposed if "پروژه" in each.phrase) == Decimal(40)
