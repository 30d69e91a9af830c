"""Run by itself: draws the picture or the paper that somebody sent, with nothing of the installation loaded.

``-I draw_paper.py file most_pages most_memory seconds`` reads the file and writes its pages as WebP beside it; where it
refuses one it writes why into ``fault``: ``points`` for a picture with too many, ``memory`` for what takes too much.
"""

import io
import resource
import sys
from pathlib import Path

from PIL import Image, ImageOps

PIXELS_PER_INCH = 110.0
# Beyond the second, a library that gives up has as a rule run out of memory, which it does not always say.
LONGEST_SIDE, MOST_POINTS, SURELY_HELD = 2400, 50_000_000, 20_000_000
# What a camera, a scanner or a page of the web gives; the library knows thirty kinds more, one of which runs a program.
KINDS = ("PNG", "JPEG", "WEBP", "GIF")
MOST_WRITTEN = 64 * 1024 * 1024

# One page of the paper as a picture, the paper named by a file so that nothing of it is read as a drawing's language.
SHEET = """#set page(width: 595pt, height: auto, margin: 0pt, fill: white)
#image("sent.pdf", page: int(sys.inputs.page), width: 595pt)
"""


class Refused(Exception):
    """Why a file is not drawn, in a word."""


def draw_picture(source: Path | io.BytesIO, target: Path) -> None:
    """The picture the right way up, without place, owner or any other mark of its camera."""
    try:
        with Image.open(source, formats=KINDS) as drawing:
            if drawing.width * drawing.height > MOST_POINTS:
                raise Refused("points")
            upright = ImageOps.exif_transpose(made_small(drawing))
            upright.convert("RGBA" if "A" in upright.getbands() else "RGB").save(target, "WEBP", quality=85, exif=b"")
    except Image.DecompressionBombError as error:
        raise Refused("points") from error


def made_small(drawing: Image.Image) -> Image.Image:
    points = drawing.width * drawing.height
    drawing.draft(None, (LONGEST_SIDE, LONGEST_SIDE))  # a photograph is read at a half or a quarter of its size
    try:
        drawing.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    except OSError as error:
        raise Refused("memory" if points > SURELY_HELD else "unread") from error
    return drawing


def draw_paper(folder: Path, most_pages: int) -> None:
    """Page after page until there is none; a page that cannot be drawn refuses the paper."""
    import typst  # noqa: PLC0415  takes its time, and most files are pictures

    (folder / "sheet.typ").write_text(SHEET)
    for number in range(1, most_pages + 1):
        try:
            page = typst.compile(
                folder / "sheet.typ",
                root=folder,
                format="png",
                ppi=PIXELS_PER_INCH,
                ignore_system_fonts=True,
                sys_inputs={"page": str(number)},
            )
        except typst.TypstError as error:
            if number > 1 and f"page {number} does not exist" in str(error):
                return
            raise
        draw_picture(io.BytesIO(page), folder / f"{number:03}.webp")


def draw(sent: Path, most_pages: int) -> None:
    try:
        if sent.suffix == ".pdf":
            draw_paper(sent.parent, most_pages)
        else:
            draw_picture(sent, sent.with_name("001.webp"))
    except MemoryError as error:
        raise Refused("memory") from error


if __name__ == "__main__":
    memory, seconds = int(sys.argv[3]), int(sys.argv[4])
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_WRITTEN, MOST_WRITTEN))
    brought = Path(sys.argv[1])
    try:
        draw(brought, int(sys.argv[2]))
    except Refused as refusal:
        brought.with_name("fault").write_text(str(refusal))
        sys.exit(1)
