"""Whatever comes, it gives a page that is clean or a sentence, soon and within bounds."""

import io
import re
import time

import pytest

from hamshahr.kernel.errors import Refused
from hamshahr.stories.reading import PageRead, Unread, open_bundle
from hamshahr.stories.reading.tests import hostile

EVERY = list(hostile.every())
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]")
ISOLATES = {0x2068: None, 0x2069: None}
LINE_ENDS = "\r\x0b\x0c\x85"
MARKUP = re.compile(r"<(?!br>)")
LONGEST_SECONDS, MOST_OUTCOMES = 10, 12_000


def outcomes(name, raw):
    try:
        with open_bundle(io.BytesIO(raw), name) as bundle:
            return list(bundle.pages())
    except Refused as refusal:
        return [(name, Unread(str(refusal)))]


def assert_clean(page, raw):
    for field in page.fields.values():
        assert field.without(range(len(field.changes))) == field.source
        assert not UNSEEN.search(field.text.translate(dict.fromkeys(map(ord, LINE_ENDS)))), field
        field.source.encode()
    assert page.title.text.strip()
    assert page.blocks or page.lead.text
    assert all(not MARKUP.search(block.html) for block in page.blocks)
    assert all(not UNSEEN.search(block.text.replace("\n", "")) for block in page.blocks)
    assert page.short_link.startswith(("", "http"))
    assert page.address.startswith(("", "http"))
    assert len(page.source) <= len(raw) or raw.startswith(b"PK")
    assert all(is_sentence(warning) for warning in page.warnings)
    assert not UNSEEN.search("".join(page.warnings).translate(ISOLATES))


def is_sentence(text):
    return len(text) > 10 and text.endswith((".", "”"))


def test_there_are_more_than_a_hundred_and_five_of_them():
    assert len({name for name, _file, _raw in EVERY}) == len(EVERY) > 105


@pytest.mark.parametrize(("file", "raw"), [one[1:] for one in EVERY], ids=[one[0] for one in EVERY])
def test_a_hostile_or_broken_input_gives_a_clean_page_or_a_sentence(file, raw):
    raw = raw() if callable(raw) else raw
    begun = time.process_time()
    found = outcomes(file, raw)

    assert found
    assert time.process_time() - begun < LONGEST_SECONDS
    assert len(found) <= MOST_OUTCOMES
    for _name, outcome in found:
        if isinstance(outcome, PageRead):
            assert_clean(outcome, raw)
        else:
            assert is_sentence(outcome.sentence)
