"""Write the languages of the demonstration network, and say of each of its countries which are official there.

A development script: run it in an environment of its own that has ``babel`` installed, as
``python scripts/make_languages.py``. Source: Unicode CLDR, as carried by Babel; its licence is named in the
``NOTICE.md`` beside the tables. What is official by law or in practice in the whole country counts; what is official
in a part of it does not, nor does the script in which a language is written.
"""

import csv
from collections.abc import Iterable
from pathlib import Path

from babel import Locale, __version__
from babel.languages import get_official_languages

NETWORK = Path(__file__).resolve().parent.parent / "hamshahr/cli/network"
LOCALES = [Locale(code) for code in ("en", "fa", "es", "fr")]
# Names that CLDR does not have.
OURS = {"hak": {"name_fa": "چینی هاکا"}, "nan": {"name_fa": "چینی مین نان"}}
CLDR = f"Unicode CLDR (Babel {__version__})"

Row = dict[str, str]


def main() -> None:
    """Write both tables."""
    with (NETWORK / "countries.csv").open(encoding="utf-8", newline="") as file:
        countries = list(csv.DictReader(file))
    for country in countries:
        country["languages"] = ";".join(official(country["iso2"]))
        country["source"] = f"codes: ISO 3166-1; names and official languages: {CLDR}; sub-region: UN M49"
    as_of = max(country["as_of"] for country in countries)
    codes = sorted({code for country in countries for code in country["languages"].split(";") if code})
    write("languages.csv", [named(code, as_of) for code in codes])
    write("countries.csv", [ordered(country) for country in countries])
    print(f"{len(codes)} languages of {len(countries)} countries, {CLDR}")


def official(territory: str) -> list[str]:
    """The official languages of a territory without their scripts, the most spoken first."""
    found = get_official_languages(territory, de_facto=True)
    return list(dict.fromkeys(code.split("_")[0] for code in found))


def named(code: str, as_of: str) -> Row:
    """One language with its name in each language of the house."""
    names = {f"name_{locale.language}": locale.languages.get(code, "") for locale in LOCALES} | OURS.get(code, {})
    source = f"{CLDR}; Persian name: ours" if code in OURS else CLDR
    return {"code": code, **names, "source": source, "as_of": as_of}


def ordered(country: Row) -> Row:
    """The columns of a country, with what it rests on last."""
    last = ("languages", "source", "as_of")
    return {name: cell for name, cell in country.items() if name not in last} | {name: country[name] for name in last}


def write(name: str, rows: Iterable[Row]) -> None:
    rows = list(rows)
    with (NETWORK / name).open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


if __name__ == "__main__":
    main()
