"""The house stays clean: sizes, no inline code, no physical CSS, no foreign hosts, nothing left for later."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_TEMPLATE = 300, 40, 80


def tracked(*patterns):
    """The files of the repository, so that what lies about on a machine does not matter."""
    listed = subprocess.run(["git", "ls-files", *patterns], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).exists()]


def code():
    return [path for path in tracked("*.py") if "/migrations/" not in str(path)]


def own_code():
    return [path for path in code() if "tests" not in path.parts and path.parts[-2] != "tests"]


def name(path):
    return str(path.relative_to(ROOT))


def test_no_module_is_longer_than_a_reader_likes():
    lengths = {name(path): len(path.read_text().splitlines()) for path in own_code()}

    assert {path: length for path, length in lengths.items() if length > LONGEST_FILE} == {}


def functions(path):
    tree = ast.parse(path.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, node.end_lineno - node.lineno + 1


def test_no_function_is_longer_than_a_reader_likes():
    long = {f"{name(path)}:{function}": lines for path in own_code() for function, lines in functions(path)}

    assert {where: lines for where, lines in long.items() if lines > LONGEST_FUNCTION} == {}


def test_no_template_is_longer_than_a_reader_likes():
    lengths = {name(path): len(path.read_text().splitlines()) for path in tracked("hamshahr/*.html")}

    assert {path: length for path, length in lengths.items() if length > LONGEST_TEMPLATE} == {}


INLINE = re.compile(
    r"\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|<style|<script(?![^>]*(?:src=|type=\"application/))", re.I
)


ELSEWHERE = re.compile(r"<form[^>]*\saction=[^>]*>(?:(?!</form>|\{% once ).)*\{% once %\}", re.S)


def test_a_form_that_is_sent_elsewhere_gives_that_address_to_its_key():
    """The script sends a form to the address of its key; a bare key stands for the page itself."""
    found = {name(path): ELSEWHERE.findall(path.read_text()) for path in tracked("hamshahr/*.html")}

    assert {each: forms for each, forms in found.items() if forms} == {}


def test_no_template_holds_inline_style_or_script():
    found = {name(path): INLINE.findall(path.read_text()) for path in tracked("hamshahr/*.html")}

    assert {path: hits for path, hits in found.items() if hits} == {}


SPOKEN = re.compile(r"\{% blocktranslate.*?endblocktranslate %\}", re.S)
COMMA = re.compile(r"(?:\}\}|%\}|[a-z0-9]>),\s*(?=[{<])")


def test_a_comma_between_two_values_is_the_readers():
    bare = {name(path): COMMA.findall(SPOKEN.sub("", path.read_text())) for path in tracked("hamshahr/*.html")}

    assert {path: found for path, found in bare.items() if found} == {}


ALIAS = re.compile(r"^from django.utils.translation import .*\b[np]*gettext(?:_lazy)? as (?!_\b)\w+", re.M)


def test_no_sentence_hides_from_the_catalogues_behind_another_name():
    found = {name(path): ALIAS.findall(path.read_text()) for path in own_code()}

    assert {path: names for path, names in found.items() if names} == {}


PHYSICAL = re.compile(
    r"(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right|top|bottom)\b"
    r"|(?<![-\w])(?:left|right|top|bottom)\s*:|(?<![-\w])(?:min-|max-)?(?:width|height)\s*:(?![^{;]*\))"
    r"|text-align\s*:\s*(?:left|right)|float\s*:\s*(?:left|right)|!important"
)
MEDIA = re.compile(r"@media[^{]*\{|@container[^{]*\{")


def test_css_knows_no_left_and_no_right():
    found = {name(path): PHYSICAL.findall(MEDIA.sub("{", path.read_text())) for path in tracked("hamshahr/*.css")}

    assert {path: hits for path, hits in found.items() if hits} == {}


HOST = re.compile(r"(?:src|href|action)\s*=\s*[\"']https?://|url\([\"']?https?://|@import", re.I)


def test_no_page_and_no_stylesheet_names_another_host():
    files = tracked("hamshahr/*.html", "hamshahr/*.css", "hamshahr/*.js")
    found = {name(path): HOST.findall(path.read_text()) for path in files}

    assert {path: hits for path, hits in found.items() if hits} == {}


LATER = re.compile(r"\b(?:TODO|FIXME|XXX|NotImplementedError)\b|pytest\.mark\.(?:skip|xfail)\b")


def test_nothing_is_left_for_later():
    files = [path for path in code() if path != Path(__file__)] + tracked("hamshahr/*.html")
    found = {name(path): LATER.findall(path.read_text()) for path in files}

    assert {path: hits for path, hits in found.items() if hits} == {}


@pytest.mark.parametrize("word", ["utils", "helpers", "manager", "misc", "common"])
def test_no_module_is_a_drawer_for_odds_and_ends(word):
    assert [name(path) for path in own_code() if path.stem == word] == []


def test_lock_files_name_no_address():
    assert [name(path) for path in tracked("*.lock") if "://" in path.read_text()] == []
