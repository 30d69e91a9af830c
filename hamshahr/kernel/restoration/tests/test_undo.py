"""Whatever is changed can be undone, and what is no prose is never changed."""

import base64
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as some

from hamshahr.kernel.restoration import restore, undo
from hamshahr.kernel.restoration.edits import Change, apply, compose
from hamshahr.kernel.restoration.tests.trials import dev_pairs

LETTERS = "آابپتسشعکگلمنوهی يىكةئأءؤۀ\u200c\u200c  ـَُِ\u064b،.؛:!؟«»()-123۴۵٣٤aZ/@\n\u00a0\ufefb\ufdfc"
DAMAGED = [line for kind in ("pdf", "glued", "chars") for line, _ in dev_pairs(kind)]
DIGITS = some.integers(0, 999)

texts = some.one_of(
    some.text(alphabet=LETTERS, max_size=60),
    some.text(max_size=30),
    some.lists(some.sampled_from(DAMAGED), min_size=1, max_size=4).map("\n".join),
)
codes = some.binary(min_size=6, max_size=60).map(lambda some_bytes: base64.b64encode(some_bytes).decode())
versions = some.tuples(DIGITS, DIGITS, DIGITS).map(lambda parts: ".".join(map(str, parts)))
decimals = some.tuples(DIGITS, DIGITS).map(lambda parts: f"{parts[0]}.{parts[1]}")
times = some.tuples(some.integers(0, 23), some.integers(0, 59)).map(lambda clock: f"{clock[0]:02}:{clock[1]:02}")
addresses = some.from_regex(r"https://[a-z]{2,9}\.(org|ir)/[A-Za-z0-9_%=&?-]{0,12}", fullmatch=True)
mailboxes = some.from_regex(r"[a-z]{2,9}@[a-z]{2,9}\.org", fullmatch=True)


@settings(max_examples=250, deadline=None)
@given(texts, some.booleans())
def test_undoing_all_changes_gives_the_source_letter_for_letter(text, document):
    outcome = restore(text, document=document)

    assert undo(outcome.text, outcome.changes) == text
    assert outcome.source == text
    assert apply(text, outcome.changes) == outcome.text


@settings(max_examples=250, deadline=None)
@given(texts)
def test_changes_stand_in_order_and_say_what_stood_there(text):
    changes = restore(text, document=True).changes

    assert all(text[change.offset : change.end] == change.before != change.after for change in changes)
    assert all(one.end <= other.offset for one, other in pairwise(changes))
    assert all(0.5 <= change.confidence <= 1 and change.reason for change in changes)


@settings(max_examples=200, deadline=None)
@given(some.one_of(codes, versions, decimals, times, addresses, mailboxes), some.sampled_from(DAMAGED))
def test_codes_addresses_versions_decimals_and_times_are_never_altered(token, line):
    assert token in restore(f"{line} {token} {line}").text.split()
    assert restore(token).text == token


def test_changes_of_two_stages_that_touch_become_one():
    source = "كان شهر"
    first = [Change(0, "ك", "ک", "Arabic letter")]
    second = [Change(1, "", "ل", "lost lam", 0.9), Change(3, " ", "\u200c", "half-space", 0.8)]

    composed = compose(source, first, second)

    assert composed == [
        Change(0, "ك", "کل", "Arabic letter, lost lam", 0.9),
        Change(3, " ", "\u200c", "half-space", 0.8),
    ]
    assert undo(apply(source, composed), composed) == source
