"""Run by itself: draws the pages of a PDF that somebody sent, with nothing of the installation loaded."""

import resource
import sys
from pathlib import Path

import typst

PIXELS_PER_INCH = 110.0


def draw(folder: Path, most_pages: int) -> None:
    """Page after page until there is none; whatever the library raises ends the drawing."""
    for number in range(1, most_pages + 1):
        page = typst.compile(
            folder / "sheet.typ",
            root=folder,
            format="png",
            ppi=PIXELS_PER_INCH,
            sys_inputs={"page": str(number)},
            ignore_system_fonts=True,
        )
        (folder / f"{number:03}.png").write_bytes(page)


if __name__ == "__main__":
    memory, seconds = int(sys.argv[3]), int(sys.argv[4])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    draw(Path(sys.argv[1]), int(sys.argv[2]))
