"""The figures of docs/decisions/0010, with a margin; ``bench/restoration.py`` prints them all."""

import time

from hamshahr.kernel.restoration import restore
from hamshahr.kernel.restoration.tests import damage
from hamshahr.kernel.restoration.tests.trials import (
    article_body,
    as_document,
    by_line,
    damaged,
    dev_pairs,
    over_seeds,
    sample,
)


def test_a_damaged_document_of_the_development_lines_comes_out_right():
    tally = as_document(dev_pairs("pdf"))

    assert (tally.recall, tally.precision) == (1.0, 1.0)
    assert tally.error <= 0.006
    assert tally.half_space_recall >= 0.95


def test_glued_headlines_of_the_development_lines_are_parted():
    tally = by_line(dev_pairs("glued"))

    assert tally.error <= 0.02
    assert tally.lines_right >= 0.93


def test_letters_digits_and_punctuation_of_the_development_lines_come_out_right():
    assert by_line(dev_pairs("chars")).error <= 0.007


def test_clean_development_lines_come_out_unchanged_alone_and_together():
    assert by_line(dev_pairs("clean")).misses == []
    assert as_document(dev_pairs("clean")).misses == []


def test_held_out_lines_lose_their_damage_as_documents():
    tally = over_seeds(sample("held_out_prose"), damage.as_pdf, as_document, range(3))

    assert tally.recall >= 0.98
    assert tally.precision >= 0.98
    assert tally.error <= 0.012
    assert tally.half_space_recall >= 0.9


def test_held_out_headlines_are_parted():
    tally = over_seeds(sample("held_out_headlines"), damage.as_glued, by_line, range(3))

    assert tally.error <= 0.03
    assert tally.lines_right >= 0.9


def test_held_out_careless_lines_are_tidied():
    assert over_seeds(sample("held_out_prose"), damage.as_careless, by_line, range(3)).error <= 0.007


def test_clean_lines_keep_all_but_five_words_of_a_thousand_and_get_no_lam():
    clean = [(line, line) for name in ("held_out_prose", "tuning_prose", "tuning_pairs") for line in sample(name)]

    for tally in (by_line(clean), as_document(clean)):
        assert tally.lams_put == 0
        assert tally.error <= 0.005


def test_words_that_are_words_either_way_are_told_by_their_neighbours():
    tally = as_document(damaged(sample("tuning_pairs"), damage.as_pdf))

    assert tally.recall >= 0.98
    assert tally.precision >= 0.98


def test_the_founding_article_gets_its_thirteen_lams_and_no_other():
    outcome = restore(article_body(), document=True)

    lams = [change for change in outcome.changes if "lost lam" in change.reason]
    assert len(lams) == 13
    assert outcome.text.count("کلان‌شهر") == 6
    for word, times in {"تعاملات": 1, "میلادی": 2, "اسلامی": 2, "محلات": 1, "علاوه": 1}.items():
        assert outcome.text.count(word) == times


def test_restoration_is_fast_enough_for_an_archive():
    text = "\n".join(line for line, _ in damaged(sample("tuning_prose"), damage.as_pdf, seed=99))
    begun = time.process_time()

    restore(text, document=True)

    assert len(text) / (time.process_time() - begun) > 20_000
