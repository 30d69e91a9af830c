"""The whole table, and one file of each family for the pages."""

from functools import cache

from . import Hostile, others, papers, pictures, told

EACH_FAMILY = {
    "a script in the words of a JPEG", "a PNG that says it is huge", "half a WEBP", "PostScript", "nothing",
    "a PDF: a script when it opens", "a PDF: locked",
    "a drawing with a script",
    "a page of the web named twice", "a program for Windows", "a workbook that swells", "a table of formulas",
    "a list without end",
}  # fmt: skip
# Names that climb out, turn round, pretend, or are too long for any folder.
NAMES = (
    "../../../evil.{}", "/etc/cron.d/evil.{}", "C:\\windows\\evil.{}", "photo\u202egpj.exe.{}", "n" * 300 + ".{}",
    "<script>steal()<script>.{}", "\"><img src=x onerror=steal()>.{}", "paper.pdf.exe.{}",
    "{{{{7*7}}}}{{%25 now %25}}.{}",
    "مجلس\u200cشهر \U0001f333.{}", ".htaccess.{}", "CON.{}", "'; DROP TABLE parties_party; --.{}",
)  # fmt: skip


@cache
def every() -> tuple[Hostile, ...]:
    """All that are quickly made."""
    return (*pictures.every(), *papers.every(), *others.every())


def slow() -> list[Hostile]:
    return told(pictures.slow())


def of_each_family() -> list[Hostile]:
    return [file for file in every() if file.title in EACH_FAMILY]
