"""Write the four web fonts of Hamshahr: subsets of IBM Plex Sans Arabic (OFL) under a name of our own.

    python scripts/make_fonts.py

"Plex" is a reserved font name, so the family is renamed in every subset. The outputs are committed with their licence.
"""

import shutil
from pathlib import Path

import fontpkg_ibm_plex_sans_arabic
from fontTools import subset
from fontTools.ttLib import TTFont

SOURCE = Path(fontpkg_ibm_plex_sans_arabic.__file__).parent
TARGET = Path(__file__).resolve().parent.parent / "hamshahr" / "web" / "static" / "web" / "fonts"

# Persian with the Arabic letters quotations need, both digit sets, joiners and isolates, and plain ASCII punctuation.
PERSIAN = (
    "U+0020-0040,U+005B-0060,U+007B-007E,U+00A0,U+00AB,U+00B7,U+00BB,U+00D7,U+060C,U+061B,U+061F,U+0621-063A,"
    "U+0640-0656,U+0660-066C,U+0670,U+067E,U+0686,U+0698,U+06A9,U+06AF,U+06C0,U+06C1,U+06CC,U+06D5,U+06F0-06F9,"
    "U+200B-200F,U+2010-2015,U+2018-201D,U+2022,U+2026,U+202A-202F,U+2039,U+203A,U+2066-2069,U+2212,U+FDFC"
)
LATIN = (
    "U+0020-007E,U+00A0-017F,U+0218-021B,U+2009,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+202F,U+2039,U+203A,"
    "U+20AC,U+2212"
)

# All the face has but the alternates that only a stylesheet could ask for (aalt, salt, ss01 to ss06, zero, fractions).
FEATURES = ["calt", "ccmp", "clig", "curs", "dlig", "fina", "init", "isol", "kern", "liga", "locl", "mark", "medi"]
FEATURES += ["mkmk", "rlig"]

SCRIPTS = {"Fa": PERSIAN, "La": LATIN}
WEIGHTS = ["Regular", "Bold"]

COPYRIGHT, FAMILY, STYLE, UNIQUE, FULL, POSTSCRIPT, LICENCE, LICENCE_ADDRESS = 0, 1, 2, 3, 4, 6, 13, 14
NAMES = [COPYRIGHT, FAMILY, STYLE, LICENCE, LICENCE_ADDRESS]


def main() -> None:
    """Write every subset and the licence."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for script, characters in SCRIPTS.items():
        for weight in WEIGHTS:
            path = write(script, weight, characters)
            print(f"{path.name}: {path.stat().st_size:,} bytes")
    shutil.copyfile(SOURCE / "LICENSE", TARGET / "OFL.txt")


def write(script: str, weight: str, characters: str) -> Path:
    """Subset one weight for one script, with every layout feature and without hinting."""
    options = subset.Options(
        flavor="woff2", hinting=False, layout_features=FEATURES, name_IDs=NAMES, notdef_outline=True
    )
    options.drop_tables += ["meta"]
    font = subset.load_font(str(SOURCE / "files" / f"IBMPlexSansArabic-{weight}.ttf"), options)
    chosen = subset.Subsetter(options)
    chosen.populate(unicodes=subset.parse_unicodes(characters))
    chosen.subset(font)
    rename(font, f"Hamshahr {script}", weight)
    path = TARGET / f"hamshahr-{script.lower()}-{weight.lower()}.woff2"
    subset.save_font(font, str(path), options)
    return path


def rename(font: TTFont, family: str, weight: str) -> None:
    """Give the font our family name; its copyright and licence stay."""
    names = {FAMILY: family, STYLE: weight, FULL: f"{family} {weight}"}
    names |= {UNIQUE: f"{family} {weight}", POSTSCRIPT: f"{family}-{weight}".replace(" ", "")}
    for number, text in names.items():
        font["name"].removeNames(nameID=number)
        font["name"].setName(text, number, 3, 1, 0x409)
    font["head"].modified = font["head"].created


if __name__ == "__main__":
    main()
