"""A reader of PDFs for the tests, small enough to be read: what the glyphs of a paper say by its own tables."""

import re
import zlib

STREAM = re.compile(rb"(\d+) 0 obj\s*<<(.*?)>>\s*stream\r?\n(.*?)endstream", re.S)
FONT = re.compile(rb"/(f\d+) (\d+) 0 R")
SHOWN = re.compile(rb"/(f\d+) [\d.]+ Tf|\((?:\\.|[^\\)])*\)|<[0-9a-fA-F]+>|ReversedChars BMC|EMC|ET", re.S)
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def text_of(paper: bytes) -> str:
    """The text in the order of the paper; what runs from right to left is put back as it is read."""
    streams = {int(m[1]): inflated(m[3]) for m in STREAM.finditer(paper) if b"FlateDecode" in m[2]}
    tables = {name.decode(): table_of(paper, streams, int(number)) for name, number in FONT.findall(paper)}
    return "".join(said(content, tables) for content in streams.values() if b"BT" in content and b" Tf" in content)


def inflated(raw: bytes) -> bytes:
    return zlib.decompressobj().decompress(raw)


def table_of(paper: bytes, streams: dict, font: int) -> dict:
    """What each glyph of a font stands for."""
    body = re.search(rb"(?:^|\n)%d 0 obj(.*?)endobj" % font, paper, re.S)[1]
    number = re.search(rb"/ToUnicode (\d+) 0 R", body)
    if number is None:
        return {}
    table = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", streams[int(number[1])], re.S):
        for glyph, text in re.findall(rb"<(\w+)>\s*<(\w+)>", block):
            table[int(glyph, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    return table


def said(content: bytes, tables: dict) -> str:
    text, table, is_turned, run = [], {}, False, []
    for token in SHOWN.finditer(content):
        word = token[0]
        if token[1]:
            table = tables.get(token[1].decode(), {})
        elif word == b"ReversedChars BMC":
            is_turned, run = True, []
        elif word == b"EMC" and is_turned:
            text += reversed(run)
            is_turned = False
        elif word == b"ET":
            continue
        elif word != b"EMC":
            (run if is_turned else text).extend(table.get(code, "") for code in codes(word))
    return "".join(text)


def codes(word: bytes) -> list[int]:
    raw = bytes.fromhex(word[1:-1].decode()) if word[:1] == b"<" else unescaped(word[1:-1])
    return [int.from_bytes(raw[place : place + 2]) for place in range(0, len(raw), 2)]


def unescaped(raw: bytes) -> bytes:
    def turned(match):
        sign = match[1]
        return bytes([int(sign, 8)]) if sign[:1].isdigit() else ESCAPES.get(sign, sign)

    return re.sub(rb"\\([0-7]{1,3}|.)", turned, raw, flags=re.S)
