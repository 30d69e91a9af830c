"""Cards and papers set by typst, with the house's font; words go in as texts, never as a drawing's own language."""

from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import fontpkg_ibm_plex_sans_arabic

Standards = tuple[Literal["a-2a", "ua-1"], ...]
READ_ALOUD: Standards = ("ua-1",)
KEPT: Standards = ("a-2a", "ua-1")  # fit for an archive: everything it needs is in it
FOLDER = str(Path(fontpkg_ibm_plex_sans_arabic.__file__).parent)


@lru_cache(maxsize=1)
def fonts() -> Any:
    """The house's font, read once; none of the machine's own."""
    import typst  # noqa: PLC0415  85 MB that only who draws has to load

    return typst.Fonts(font_paths=[FOLDER], include_system_fonts=False)


def card(drawing: bytes, words: dict[str, str]) -> bytes:
    """A drawing of one page with the words in it, as PNG; one point is one pixel."""
    import typst  # noqa: PLC0415

    made = typst.compile(drawing, format="png", ppi=72.0, sys_inputs=words, font_paths=fonts())
    return made if isinstance(made, bytes) else b"".join(made or [])


def paper(drawing: bytes, words: dict[str, str], standards: Standards = READ_ALOUD) -> bytes:
    """A drawing with the words in it, as a PDF that reads aloud; what is kept for ever asks for more."""
    import typst  # noqa: PLC0415

    made = typst.compile(drawing, format="pdf", sys_inputs=words, font_paths=fonts(), pdf_standards=list(standards))
    return made if isinstance(made, bytes) else b"".join(made or [])
