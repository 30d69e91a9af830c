"""Pictures that are cut, swell, hide something or are of a kind that nobody needs."""

import io
import struct
import zlib

from PIL import Image, PngImagePlugin

from . import STEAL, told

POINTS = (60_000, 60_000)


def a_picture(kind="PNG", size=(40, 30), mode="RGB", **saved):
    """A picture of one colour."""
    file = io.BytesIO()
    Image.new(mode, size).save(file, kind, **saved)
    return file.getvalue()


def chunk(name, content):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def a_png(width, height, *chunks, content=b""):
    """A PNG that says it is so large, with these parts."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    parts = b"".join(chunks) + chunk(b"IDAT", zlib.compress(content)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + head + parts


def with_words():
    """A picture whose camera and whose author wrote a script."""
    exif, words = Image.Exif(), PngImagePlugin.PngInfo()
    exif[0x010E] = f"<script>{STEAL.decode()}</script>"
    words.add_text("Comment", f"<script>{STEAL.decode()}</script>")
    yield "a script in the words of a JPEG", "holiday.jpg", a_picture("JPEG", exif=exif.tobytes())
    yield "a script in the comment of a JPEG", "holiday.jpg", a_picture("JPEG", comment=STEAL)
    yield "a script in the words of a PNG", "holiday.png", a_picture(pnginfo=words)
    yield "a script behind a PNG", "holiday.png", a_picture() + b"<script>" + STEAL + b"</script>"
    yield "a page of the web behind a GIF", "holiday.gif", a_picture("GIF", mode="P") + b"<html>" + STEAL
    yield "an archive behind a JPEG", "holiday.jpg", a_picture("JPEG") + b"PK\x03\x04" + STEAL
    yield "a picture of a thousand pictures", "moving.gif", moving(1000)


def moving(frames):
    """A GIF that moves, frame after frame."""
    pictures = [Image.new("P", (8, 8), number % 200) for number in range(frames)]
    file = io.BytesIO()
    pictures[0].save(file, "GIF", save_all=True, append_images=pictures[1:])
    return file.getvalue()


def scans(side, count):
    """A JPEG in so many passes that each reads all of it again: half a megabyte asks for minutes."""
    raw = a_picture("JPEG", (side, side), "L", progressive=True)
    last = raw[raw.rindex(b"\xff\xda") : -2]
    return raw[:-2] + last * count + b"\xff\xd9"


def swelling():
    """Pictures that say, or are, far larger than their files."""
    yield "a PNG of sixty million points", "p.png", a_picture(size=(60_000, 1_000), mode="1")
    yield "a PNG that says it is huge", "p.png", a_png(*POINTS)
    yield "a PNG beyond what is counted", "p.png", a_png(2**31 - 1, 2**31 - 1)
    yield "a PNG of no points", "p.png", a_png(0, 0)
    yield (
        "words that swell in a PNG",
        "p.png",
        a_png(9, 9, chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(20_000_000))), content=bytes(9 * 28)),
    )
    yield (
        "a profile that swells in a PNG",
        "p.png",
        a_png(9, 9, chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(20_000_000))), content=bytes(9 * 28)),
    )
    small = a_picture("JPEG")
    place = small.index(b"\xff\xc0") + 5
    yield "a JPEG that says it is huge", "p.jpg", small[:place] + b"\xff\xff\xff\xff" + small[place + 4 :]
    yield "a GIF that says it is huge", "p.gif", a_picture("GIF", mode="P")[:6] + b"\xff\xff\xff\xff" + bytes(40)
    lossy = a_picture("WEBP")
    yield "a WebP that says it is huge", "p.webp", lossy[:26] + b"\xff\x3f\xff\x3f" + lossy[30:]


def cut():
    """Pictures that break off, and heads without a picture."""
    kinds = {"PNG": "png", "JPEG": "jpg", "WEBP": "webp", "GIF": "gif"}
    for kind, ending in kinds.items():
        whole = a_picture(kind, (200, 200), "P" if kind == "GIF" else "RGB")
        yield f"half a {kind}", f"p.{ending}", whole[: len(whole) // 2]
        yield f"the head of a {kind}", f"p.{ending}", whole[:12]
    spoilt = bytearray(a_picture())
    spoilt[40:60] = STEAL * 2 + b"......"
    yield "a PNG with other bytes inside", "p.png", bytes(spoilt)


def of_other_kinds():
    """Kinds of pictures that are read by more than is needed; PostScript even runs a program."""
    yield "PostScript", "p.png", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(" + STEAL + b") run\n%%EOF"
    for kind, ending in {"TIFF": "tif", "BMP": "bmp", "ICO": "ico", "PPM": "ppm", "TGA": "tga", "PCX": "pcx"}.items():
        yield f"a {kind}", f"p.{ending}", a_picture(kind)
    yield "a PSD", "p.png", b"8BPS\0\1" + bytes(6) + struct.pack(">HIIHH", 3, *POINTS, 8, 3)
    yield "a JPEG 2000", "p.jpg", b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(50)
    yield "an AVIF", "p.jpg", b"\0\0\0\x1cftypavif" + bytes(50)
    yield "a FITS", "p.png", b"SIMPLE  =                    T".ljust(2880)
    yield "a metafile", "p.png", b"\xd7\xcd\xc6\x9a" + bytes(60)


def every():
    """All of them."""
    yield from told(with_words(), drawn=True)
    yield from [row for made in (swelling, cut, of_other_kinds) for row in told(made())]


def slow():
    """What takes seconds to make, and is made to take minutes or gigabytes to read."""
    yield "a JPEG in thousands of passes", "p.jpg", scans(7_000, 6_000)
    yield "a PNG larger than memory", "p.png", a_picture(size=(7_000, 7_100), mode="RGBA", compress_level=1)
    yield "a WebP larger than memory", "p.webp", a_picture("WEBP", (16_383, 3_000), method=0)
