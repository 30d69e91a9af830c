"""Broken and hostile inputs, made here: a name, the name of a file, and its bytes or what makes them."""

import io
import json
import struct
import zipfile
import zlib
from functools import partial
from pathlib import Path

from hamshahr.kernel.digits import to_ascii

SAMPLES = Path(__file__).with_name("samples")
ARTICLE = (SAMPLES / "founding_article.txt").read_bytes()
TEXT = ARTICLE.decode()
HTML = (SAMPLES / "news_page.sample").read_bytes()
WXR = (SAMPLES / "weblog.xml").read_bytes()
ATOM = (SAMPLES / "feed.atom").read_bytes()
CSV = (SAMPLES / "columns.csv").read_bytes()
LINES = (SAMPLES / "lines.jsonl").read_bytes()
MEGABYTE = 1024 * 1024
PROSE = "شورای شهر درباره حمل و نقل عمومی تصمیم گرفت و گزارش آن منتشر شد."
HALF_SPACE, TANVIN = "\u200c", "\u064b"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def archive(*entries, compression=zipfile.ZIP_DEFLATED):
    """A ZIP of these names and bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as written:
        for name, raw in entries:
            written.writestr(name, raw)
    return target.getvalue()


def html(body, head=""):
    """A page of HTML with this inside, and an honest paragraph."""
    return (
        f"<html><head><title>Title</title>{head}</head><body><h1>Title</h1>{body}<p>{PROSE}</p></body></html>".encode()
    )


def rss(item, before=""):
    """A feed with one item."""
    return f'<?xml version="1.0"?>{before}<rss version="2.0"><channel><item>{item}</item></channel></rss>'.encode()


def dated(line):
    """A text page with this line above its title."""
    return f"{line}\n\nعنوان خبر\n\n{PROSE}\n{PROSE}\n".encode()


def cut_files():
    """Files that break off, and files of nothing."""
    whole = {"page.txt": ARTICLE, "page.html": HTML, "weblog.xml": WXR, "feed.atom": ATOM, "table.csv": CSV}
    whole |= {"lines.jsonl": LINES, "pages.zip": archive(("a.txt", ARTICLE), ("b.html", HTML))}
    for name, raw in whole.items():
        for part in (1, 3, 7):
            yield f"{name} cut at {part} eighths", name, raw[: len(raw) * part // 8]
        yield f"{name} without its beginning", name, raw[len(raw) // 3 + 1 :]
    yield "nothing", "page.txt", b""
    yield "one byte", "page.txt", b"\xd9"
    yield "only spaces", "page.txt", b" \n\t\n" * 50
    yield "only a mark", "page.txt", b"\xef\xbb\xbf"
    yield "only a UTF-16 mark", "page.txt", b"\xff\xfe"


def strange_encodings():
    """Texts in other encodings than they say, and bytes that are no text."""
    yield "windows-1256", "page.txt", to_ascii(TEXT.replace("ی", "ي")).encode("windows-1256", "replace")
    yield "UTF-16 LE with a mark", "page.txt", b"\xff\xfe" + TEXT.encode("utf-16-le")
    yield "UTF-16 BE without a mark", "page.txt", TEXT.encode("utf-16-be")
    yield "UTF-16 with half a sign", "page.txt", b"\xff\xfe" + TEXT.encode("utf-16-le")[:-1]
    yield "UTF-32", "page.txt", TEXT.encode("utf-32")
    yield "two encodings in one file", "page.txt", ARTICLE[:3000] + PROSE.replace("ی", "ي").encode("windows-1256") * 20
    yield "says UTF-8, is windows-1256", "page.html", HTML.decode().encode("windows-1256", "replace")
    yield "says UTF-7", "page.html", html("+ADw-script+AD4-", '<meta charset="utf-7">')
    yield "says an encoding nobody knows", "weblog.xml", WXR.replace(b"UTF-8", b"EBCDIC-9")
    yield "says windows-1256 in XML", "w.xml", WXR.replace(b"UTF-8", b"windows-1256")
    yield "nul bytes in text", "page.txt", ARTICLE[:500] + b"\x00" * 10 + ARTICLE[500:]
    yield "nul bytes only", "page.txt", bytes(5000)
    yield "nul bytes in a table", "table.csv", CSV + b"a;b\x00c;;;\n"
    yield "nul in JSON", "lines.jsonl", b'{"title": "a\\u0000b", "body": "text of it"}\n'
    yield "half a sign in JSON", "lines.jsonl", b'{"title": "half \\ud800", "body": "text \\udfff of it"}\n'
    yield "random bytes", "page.txt", bytes((index * 7919 + index // 3) % 256 for index in range(20_000))
    yield "overlong UTF-8", "page.html", b"<p>\xc0\xbcscript\xc0\xbe " + PROSE.encode()
    yield "a picture named as text", "page.txt", PNG
    yield "a PDF named as HTML", "page.html", b"%PDF-1.7 " + bytes(200)
    yield "control signs", "page.txt", b"".join(bytes([code]) for code in range(1, 32)) + ARTICLE
    yield "text in mojibake", "page.txt", TEXT.encode("utf-8").decode("latin-1").encode()


def broken_html():
    """HTML that parsers fall over."""
    for name, inside in {
        "the declaration that breaks the standard parser": "<![8",
        "that declaration many times": "<![8" * 50_000,
        "comments that never end": "<!--" * 200_000,
        "tags that never end": "<a " * 300_000,
        "quotes that never end": '<a "' * 100_001,
        "ten thousand open tags": "<div>" * 10_000,
        "ten thousand open quotations": "<blockquote>" * 10_000 + PROSE,
        "closing tags only": "</div></p></article>" * 5000,
        "script that never ends": "<script>steal()",
        "script in many cases": "<ScRiPt>steal()</sCrIpT><script/src=//e.org></script >",
        "script in SVG": "<svg onload=steal()><script>steal()</script><foreignObject>x</foreignObject></svg>",
        "script that closes too early": "<script>var a = '</script><script>steal()</script>';",
        "handlers": '<p onclick="steal()">a</p><img src=x onerror=steal()>',
        "addresses that run": '<a href="javascript:steal()">a</a><iframe src="data:text/html,<script>steal()">',
        "picture as data": '<img src="data:image/svg+xml,<svg onload=steal()>">',
        "picture from the machine": '<img src="file:///etc/passwd"><img src="../../../../etc/passwd.png">',
        "markup in references": "<p>&lt;script&gt;steal()&lt;/script&gt; &#60;img src=x onerror=steal()&#62;</p>",
        "numbers of no sign": "<p>&#0; &#xD800; &#1114112; &#99999999999999999999;</p>",
        "a template": "<template><script>steal()</script></template><noscript><img src=x></noscript>",
        "tables in tables": "<table><tr><td>" * 3000 + "deep",
        "an attribute of a megabyte": f'<p title="{"x" * MEGABYTE}">a</p>',
        "ten thousand attributes": "<p " + " ".join(f"a{index}=1" for index in range(10_000)) + ">a</p>",
        "ten thousand pictures": '<img src="a.png" alt="b">' * 10_000,
        "bidi overrides in a picture": '<img src="a\u202e.png" alt="\u202etxt\x01"><figcaption>\u2066a</figcaption>',
        "bidi overrides": "<p>\u202eevil\u202c \u2066right\u2069 \u202atext\u202b</p>",
        "tag letters": "<p>" + "".join(chr(0xE0000 + code) for code in range(32, 127)) + "</p>",
        "line ends of other machines": "<p>a\x0bb\x0cc\x85d\u2028e</p><pre>a\x0bb\rc\x85d</pre>",
        "CDATA": "<p><![CDATA[<script>steal()</script>]]></p><![CDATA[ never closed",
    }.items():
        yield f"html: {name}", "page.html", partial(html, inside)


def strange_texts():
    """Texts that are long, turned round or nothing but signs."""
    yield "a line of ten megabytes", "page.txt", lambda: b"a" * (10 * MEGABYTE)
    yield "a line of ten megabytes with spaces", "page.txt", lambda: "سلام ".encode() * MEGABYTE
    yield "ten megabytes of line ends", "page.txt", lambda: b"\n" * (10 * MEGABYTE)
    yield "a word of a hundred thousand letters", "page.txt", f"عنوان\n\n{PROSE} {'سالاتا' * 18_000}".encode()
    yield "a number of a hundred thousand digits", "page.txt", f"عنوان\n\n{PROSE} {'1' * 100_000}".encode()
    yield "a hundred thousand spaces", "page.txt", f"عنوان\n\n{PROSE}{' ' * 100_000}{PROSE}".encode()
    yield "a hundred thousand half-spaces", "page.txt", f"عنوان\n\n{PROSE}{HALF_SPACE * 100_000}".encode()
    yield "a hundred thousand kashidas", "page.txt", f"عنوان\n\n{PROSE} ش{'ـ' * 100_000}هر".encode()
    yield "a hundred thousand marks", "page.txt", f"عنوان\n\n{PROSE} ش{TANVIN * 100_000}هر".encode()
    yield "the longest page of damaged words", "page.txt", f"عنوان\n\n{'کان شهرهای تعامات اصاح محات ' * 4000}".encode()
    yield "bidi overrides in a title", "page.txt", f"\u202eعنوان\u202c خبر\n\n{PROSE}\n\n{PROSE}".encode()
    yield "a lone base64 title", "page.txt", TEXT.replace("پیشگامىمشهددرفهرستکلانشهرهایجهان", "").encode()
    yield "a base64 title of a megabyte", "page.txt", lambda: b"2YXY" * 300_000 + b"\n\n" + PROSE.encode()
    yield "two titles that differ", "page.txt", TEXT.replace("پیشگامىمشهد", "پیشگامىتهران").encode()
    yield "head and foot only", "page.txt", b"\n".join(ARTICLE.splitlines()[:6] + ARTICLE.splitlines()[-4:])
    yield "a formula for a title", "page.txt", f'=HYPERLINK("http://e.org")\n\n{PROSE}'.encode()
    yield "a timing of no number", "page.txt", ARTICLE.replace(b"Gt: 1.18", b"Gt: NaN1.18")
    yield "a short link that runs", "page.txt", ARTICLE.replace(b"No Cache", b"javascript:steal()\nNo Cache")


def bad_dates():
    """Days that no calendar has."""
    for line in (
        "یکشنبه, ۳۱ اسفند ۱۴۰۰ ۱۲:۵۷",
        "۳۰ اسفند ۱۴۰۰",
        "۳۲ فروردین ۱۴۰۰ ۱۰:۰۰",
        "۱۹ دی ۱۴۰۰ ۲۵:۶۱",
        "جمعه, ۱۹ دی ۱۴۰۰ ۱۲:۵۷",
        "۱۹ دی ۹۹۹۹ ۱۲:۵۷",
        "0000-00-00 00:00:00",
        "29 February 2021",
        "2022-13-45 10:00",
        "۱ دی ۲۰۲۲",
    ):
        yield f"date: {line}", "page.txt", dated(line)
    for date in ("Sun, 99 Jan 2022 99:99:99 +9999", "1" * 5000, "-1-1-1", "9999-12-31T23:59:59-23:59", "\u202e2022"):
        item = f"<title>T</title><description>{PROSE}</description><pubDate>{date}</pubDate>"
        yield f"feed date: {date[:40]}", "feed.xml", rss(item)


def hostile_xml():
    """XML that fetches, swells or never ends."""
    story = f"<title>T</title><description>{PROSE}</description>"
    outside = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    yield "XXE", "feed.xml", rss(story.replace("T", "&x;"), outside)
    yield "billion laughs", "feed.xml", rss("<title>&l9;</title>", f'<!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]>')
    yield (
        "an entity that swells",
        "feed.xml",
        rss("<title>&a;</title>", f'<!DOCTYPE rss [<!ENTITY a "{"x" * 50_000}">]>'),
    )
    yield "a parameter entity", "feed.xml", rss(story, '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://e.org/x"> %p;]>')
    yield "a foreign definition", "feed.xml", rss(story, '<!DOCTYPE rss SYSTEM "http://e.org/rss.dtd">')
    yield "an entity of HTML", "feed.xml", rss("<title>a&nbsp;b</title>")
    yield "elements nested deep", "feed.xml", rss("<a>" * 100_000)
    yield "an attribute of twenty megabytes", "feed.xml", lambda: rss(f'<a b="{"x" * 20 * MEGABYTE}"/>')
    yield (
        "a text of twenty megabytes",
        "feed.xml",
        lambda: rss(f"<title>T</title><description>{PROSE * 150_000}</description>"),
    )
    yield "control signs in XML", "feed.xml", rss(story.replace("T", "a\x01\x02\x0bb"))
    yield (
        "script in a feed",
        "feed.xml",
        rss(story.replace(PROSE, f"&lt;script&gt;steal()&lt;/script&gt;&lt;p&gt;{PROSE}")),
    )
    yield "ten thousand empty items", "feed.xml", rss("</item><item>" * 10_000)
    yield "no feed at all", "feed.xml", b"<?xml version='1.0'?><a><b/></a>"
    yield "an SVG named as XML", "a.xml", b"<?xml version='1.0'?><svg onload='steal()'><script>steal()</script></svg>"
    yield "a comment of ten megabytes", "feed.xml", lambda: rss(f"<!--{'x' * 10 * MEGABYTE}-->{story}")


def broken_rows():
    """Tables and JSON that are no whole rows."""
    yield "CSV with an open quotation", "table.csv", b'title,body\n"a,b\n' + b"c,d\n" * 1000
    yield (
        "CSV with a row of ten megabytes",
        "table.csv",
        lambda: b"title,body\na," + b"x" * (10 * MEGABYTE) + b"\nb,last row\n",
    )
    yield "CSV of ten thousand columns", "table.csv", (",".join(["title"] * 10_000) + "\n" + "a," * 10_000).encode()
    yield "CSV without known columns", "table.csv", b"x,y\n1,2\n"
    yield "CSV with formulas", "table.csv", b"title,body\n=cmd|' /C calc'!A0,@SUM(1)\n"
    yield "CSV with carriage returns", "table.csv", b"title,body\ra,b\rc,d\r"
    yield "JSON nested deep", "lines.jsonl", b"[" * 100_000
    yield "JSON nested deep in a line", "lines.jsonl", b'{"title":' * 100_000
    yield "JSON with a number of a megabyte", "lines.jsonl", lambda: b'{"title": ' + b"9" * MEGABYTE + b"}"
    yield "JSON that is no object", "lines.jsonl", b'1\n"a"\nnull\n[]\n{}\n'
    yield (
        "JSON with objects for texts",
        "lines.jsonl",
        b'{"title": {"a": [1]}, "body": [[["x"]]], "date": {}, "author": true}',
    )
    yield (
        "JSON line of ten megabytes",
        "lines.jsonl",
        lambda: json.dumps({"title": "a", "body": "x" * 10 * MEGABYTE}).encode(),
    )
    yield "JSON list broken off", "list.json", b'[{"title": "a", "body": "one whole text"}, {"title": '
    yield "JSON list of ten megabytes", "list.json", lambda: b"[" + b'{"title":"a"},' * 750_000 + b"1]"
    yield "JSON with NaN", "lines.jsonl", b'{"title": NaN, "body": Infinity}'


def hostile_archives():
    """ZIPs that swell, climb out, hide or lie."""
    zeros = partial(bytes, 64 * MEGABYTE)
    yield "zip: bomb", "a.zip", lambda: archive(("zeros.txt", zeros()), ("page.txt", ARTICLE))
    yield "zip: bomb of spaces", "a.zip", lambda: archive(("spaces.txt", b" " * (64 * MEGABYTE)))
    yield "zip: bomb in a zip", "a.zip", lambda: archive(*[("b.zip", archive(("zeros.txt", zeros())))])
    for name in ("../../evil.txt", "/etc/evil.txt", "..\\..\\evil.txt", "C:\\evil.txt", "a/../../evil.html"):
        yield f"zip: slip {name}", "a.zip", archive((name, ARTICLE))
    yield "zip: names of signs", "a.zip", archive(("\u202etxt.exe\u202c.txt", ARTICLE), ("a\nb.txt", ARTICLE))
    yield "zip: one name twice", "a.zip", _twice()
    yield "zip: a link", "a.zip", _link()
    yield "zip: encrypted", "a.zip", _flagged(archive(("page.txt", ARTICLE)))
    yield "zip: a wrong check sum", "a.zip", _altered(archive(("page.txt", ARTICLE), compression=zipfile.ZIP_STORED))
    yield "zip: packed by LZMA", "a.zip", archive(("page.txt", ARTICLE), compression=zipfile.ZIP_LZMA)
    yield (
        "zip: says a million entries",
        "a.zip",
        lambda: _counted(archive(("page.txt", ARTICLE)), 65_534, 70 * MEGABYTE),
    )
    yield "zip: a hundred and fifty thousand entries", "a.zip", lambda: _crowd(150_000)
    yield "zip: folders a hundred deep", "a.zip", archive(("a/" * 100 + "page.txt", ARTICLE))
    yield (
        "zip: pictures that are none",
        "a.zip",
        archive(("page.html", HTML), ("pictures/hall.jpg", b"<svg onload=steal()>")),
    )
    unseen = html('<figure><img src="a.png" alt="\u202ea"><figcaption>\u2066b</figcaption></figure>')
    yield "zip: a picture with unseen signs", "a.zip", archive(("p.html", unseen), ("a.png", PNG))
    yield "zip: an SVG for a picture", "a.zip", archive(("p.html", html('<img src="a.svg">')), ("a.svg", b"<svg/>"))
    yield "zip: empty", "a.zip", archive()
    yield "zip: a tail of bytes", "a.zip", archive(("page.txt", ARTICLE)) + bytes(1000)
    yield "zip: bytes before", "a.zip", bytes(1000) + archive(("page.txt", ARTICLE))
    yield "zip: bad tables in it", "a.zip", archive(("a.csv", b'title\n"'), ("b.jsonl", b"{"), ("c.xml", b"<?xml ?>"))
    yield "zip: its list cut", "a.zip", archive(("page.txt", ARTICLE))[:-30]


def _twice():
    first = archive(("page1.txt", ARTICLE), ("page2.txt", ARTICLE))
    return first.replace(b"page2.txt", b"page1.txt")


def _link():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as written:
        entry = zipfile.ZipInfo("page.txt")
        entry.external_attr = 0o120777 << 16
        written.writestr(entry, "/etc/passwd")
    return target.getvalue()


def _flagged(raw):
    listed = raw.index(b"PK\x01\x02")
    return raw[:listed] + raw[listed : listed + 8] + b"\x01\x00" + raw[listed + 10 :]


def _altered(raw):
    return raw.replace(b"No Cache", b"No CachE", 1)


def _counted(raw, count, length):
    end = raw.rindex(b"PK\x05\x06")
    return raw[: end + 8] + struct.pack("<HHI", count, count, length) + raw[end + 16 :]


def _crowd(count):
    """An archive whose list names the same few bytes again and again."""
    body = b"text of a page"
    check = zlib.crc32(body)
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 0, 0, 0, check, len(body), len(body), 1, 0) + b"a" + body
    entry = struct.pack(
        "<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, check, len(body), len(body), 1, 0, 0, 0, 0, 0, 0
    )
    listing = (entry + b"a") * count
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count % 65_536, count % 65_536, len(listing), len(local), 0)
    return local + listing + end


def every():
    """All of them."""
    for made in (
        cut_files, strange_encodings, broken_html, strange_texts, bad_dates, hostile_xml, broken_rows, hostile_archives,
    ):  # fmt: skip
        yield from made()
