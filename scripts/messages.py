"""Collect the sentences of the interface, and check that every catalogue has them all.

``make messages`` rewrites ``hamshahr/locale/<language>/LC_MESSAGES/django.po`` from the code, keeping translations, and
compiles them; ``--check`` fails where a catalogue lacks a sentence, has an uncertain one, or loses a placeholder.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import django
import polib
from django.core.management import call_command

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "hamshahr" / "locale"
LANGUAGES = ("fa", "es", "fr")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def collect() -> None:
    """Run makemessages over the package, sorted and without line numbers, so that catalogues change only with words."""
    os.chdir(ROOT / "hamshahr")
    for language in LANGUAGES:
        (LOCALE / language / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    call_command(
        "makemessages",
        locale=list(LANGUAGES),
        no_location=True,
        no_obsolete=True,
        no_wrap=True,
        extensions=["html", "txt", "py"],
        ignore_patterns=["*/tests/*", "*/migrations/*"],
        verbosity=0,
    )
    for language in LANGUAGES:
        tidy(catalogue_path(language))


def catalogue_path(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def tidy(path: Path) -> None:
    """Drop the date of the run and guesses made from similar sentences."""
    catalogue = polib.pofile(str(path), wrapwidth=0)
    catalogue.metadata.pop("POT-Creation-Date", None)
    for entry in catalogue:
        if entry.fuzzy:
            entry.flags.remove("fuzzy")
            entry.msgstr, entry.msgstr_plural = "", dict.fromkeys(entry.msgstr_plural, "")
            entry.previous_msgid = entry.previous_msgid_plural = entry.previous_msgctxt = None
    catalogue.sort(key=lambda entry: entry.msgid)
    catalogue.save()
    catalogue.save_as_mofile(str(path.with_suffix(".mo")))


def faults(language: str) -> list[str]:
    """What is wrong with one catalogue, in sentences."""
    catalogue = polib.pofile(str(catalogue_path(language)))
    found = [f"{language}: not translated: {entry.msgid!r}" for entry in catalogue.untranslated_entries()]
    for entry in catalogue.translated_entries():
        texts = [entry.msgstr, *entry.msgstr_plural.values()]
        wanted = set(PLACEHOLDER.findall(entry.msgid)) | set(PLACEHOLDER.findall(entry.msgid_plural or ""))
        given = set().union(*(PLACEHOLDER.findall(text) for text in texts))
        if not given <= wanted or (not entry.msgid_plural and given != wanted):
            found.append(f"{language}: placeholders differ: {entry.msgid!r}")
    return found


def check() -> int:
    """Collect anew, compare with what is committed, list what is missing."""
    collect()
    changed = subprocess.run(["git", "diff", "--stat", "--", str(LOCALE)], capture_output=True, text=True, check=True)
    found = [fault for language in LANGUAGES for fault in faults(language)]
    if changed.stdout:
        found.append(f"The catalogues are not up to date; run make messages.\n{changed.stdout}")
    print("\n".join(found) or "Every sentence stands in every language.")
    return 1 if found else 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hamshahr.settings")
    django.setup()
    sys.exit(check() if "--check" in sys.argv else collect())
