"""Reading many pages takes no more memory than reading one."""

import io
import json
import tracemalloc
from itertools import repeat

from hamshahr.stories.reading import Unread, open_bundle
from hamshahr.stories.reading.tests.hostile import MEGABYTE, PROSE, archive

ROW = (json.dumps({"title": "خبر", "body": f"{PROSE}\n{PROSE}"}) + "\n").encode()


class Endless(io.RawIOBase):
    """A file that is made while it is read."""

    def __init__(self, made):
        self.made = made
        self.seek(0)

    def readable(self):
        return True

    def seek(self, place, whence=0):
        self.parts, self.kept = iter(self.made()), b""
        return 0

    def readinto(self, target):
        while len(self.kept) < len(target) and (part := next(self.parts, b"")):
            self.kept += part
        chunk, self.kept = self.kept[: len(target)], self.kept[len(target) :]
        target[: len(chunk)] = chunk
        return len(chunk)


def most_memory(made, name):
    """The peak, in megabytes, while the pages of a file that nobody holds whole are read; and how many there were."""
    with open_bundle(Endless(made), name) as bundle:
        tracemalloc.start()
        try:
            count = sum(1 for _found in bundle.pages())
            return tracemalloc.get_traced_memory()[1] / MEGABYTE, count
        finally:
            tracemalloc.stop()


def test_lines_are_read_one_at_a_time():
    few, _count = most_memory(lambda: repeat(ROW, 20), "lines.jsonl")
    many, count = most_memory(lambda: repeat(ROW, 300), "lines.jsonl")

    assert count == 300
    assert many < few + 5


def test_items_of_a_feed_are_read_one_at_a_time():
    item = f"<item><title>خبر</title><description>{PROSE}</description></item>".encode()

    def feed(count):
        yield b"<?xml version='1.0'?><rss><channel>"
        yield from repeat(item, count)
        yield b"</channel></rss>"

    few, _count = most_memory(lambda: feed(20), "feed.xml")
    many, count = most_memory(lambda: feed(300), "feed.xml")

    assert count == 300
    assert many < few + 5


def test_a_line_of_thirty_megabytes_is_passed_over_and_the_next_is_read():
    long = [b'{"title": "', *repeat(b"x" * MEGABYTE, 30), b'"}\n', ROW]
    memory, count = most_memory(lambda: long, "lines.jsonl")

    assert count == 2
    assert memory < 20


def test_a_bomb_is_not_unpacked():
    zipped = archive(("bomb.txt", bytes(100 * MEGABYTE)))
    tracemalloc.start()
    with open_bundle(io.BytesIO(zipped)) as bundle:
        found = list(bundle.pages())
    memory = tracemalloc.get_traced_memory()[1] / MEGABYTE
    tracemalloc.stop()

    sentence = "It unpacks to far more than it takes in the archive, so it is not opened."
    assert found == [("bomb.txt", Unread(sentence))]
    assert memory < 5
