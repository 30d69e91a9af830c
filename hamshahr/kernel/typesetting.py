"""Cards and papers set by typst, with the house's font; words go in as texts, never as a drawing's own language."""

from pathlib import Path
from typing import Any

import fontpkg_ibm_plex_sans_arabic

FONTS = Path(fontpkg_ibm_plex_sans_arabic.__file__).parent


def typeset(drawing: bytes, words: dict[str, str], **options: Any) -> bytes:
    """The drawing with the words in it."""
    import typst  # noqa: PLC0415  85 MB that only who draws has to load

    return typst.compile(drawing, sys_inputs=words, font_paths=[str(FONTS)], ignore_system_fonts=True, **options)
