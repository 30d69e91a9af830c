"""Commands speak the language of the installation, or else that of the terminal."""

import json
import os
import re
import subprocess
import sys

import pytest
from django.utils.translation import override

from hamshahr.accounts import log
from hamshahr.accounts.models import Act
from hamshahr.kernel import speech
from hamshahr.kernel.tables import yes_or_no


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "fa_IR.UTF-8"}, "fa"),
        ({"LANG": "fa_IR.UTF-8", "LC_MESSAGES": "es_ES.UTF-8"}, "es"),
        ({"LANG": "fa_IR.UTF-8", "LC_ALL": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fa_IR.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "HAMSHAHR_LANGUAGE": "fa"}, "fa"),
        ({"LANG": "fr_FR.UTF-8", "HAMSHAHR_LANGUAGE": "xx"}, "fr"),
    ],
)
def test_the_installation_goes_before_the_terminal_and_what_is_not_ours_is_english(environment, language):
    assert speech.language(environment) == language


def test_numbers_are_persian_and_names_do_not_turn_the_line(monkeypatch):
    monkeypatch.setenv("HAMSHAHR_LANGUAGE", "fa")

    assert speech.told("%(file)s: %(rows)s", file="cities.csv", rows=1405) == "\u2068cities.csv\u2069: ۱۴۰۵"
    assert speech.gettext(", ") == "، "
    assert speech.listed(["csv", "xlsx"]) == "csv، xlsx"


def test_in_english_a_sentence_stands_as_it_is(monkeypatch):
    monkeypatch.setenv("HAMSHAHR_LANGUAGE", "en")

    assert speech.told("%(file)s: %(rows)s rows", file="cities.csv", rows=1405) == "cities.csv: 1405 rows"


@pytest.mark.parametrize("language", ["fa", "es", "fr"])
def test_a_catalogue_is_read_without_django(language):
    script = "import sys; from hamshahr.kernel.speech import gettext; print(gettext('city'), 'django' in sys.modules)"
    environment = os.environ | {"HAMSHAHR_LANGUAGE": language, "PYTHONUTF8": "1"}

    said = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)

    assert said.stdout.split() == [{"fa": "شهر", "es": "ciudad", "fr": "ville"}[language], "False"]


@pytest.mark.parametrize("command", ["demo", "import", "export", "verify-log", "decide"])
def test_every_command_explains_itself_in_persian_without_django(command):
    script = (
        "import sys; from typer.testing import CliRunner; from hamshahr.cli.main import app;"
        "result = CliRunner().invoke(app, [sys.argv[1], '--help']); assert result.exit_code == 0, result.output;"
        "sys.exit('django' in sys.modules)"
    )
    environment = os.environ | {"HAMSHAHR_LANGUAGE": "fa"}

    assert subprocess.run([sys.executable, "-c", script, command], env=environment, check=False).returncode == 0


SAID = """
import json, re, sys
from typer.testing import CliRunner
from hamshahr.cli.main import app
names = re.compile(r"--[\\w-]+|'[^']*'|\\{\\w+\\}|hamshahr( \\w+)?")
answers = [CliRunner(env={"COLUMNS": "200"}).invoke(app, arguments) for arguments in json.loads(sys.argv[1])]
print(json.dumps([[a.exit_code, re.findall("[A-Za-z]{3,}", names.sub("", a.output)), a.output] for a in answers]))
"""
TYPED = [
    ["nosuch"],
    ["coun"],
    ["--nosuch"],
    ["count"],
    ["count", "--metho", "x"],
    ["count", "--seats"],
    ["count", __file__],
    ["count", "nosuch.csv", "--method", "borda"],
    ["count", __file__, "--method", "nosuch"],
    ["count", __file__, "--method", "borda", "--seats", "two"],
    ["count", __file__, "--method", "borda", "--seats", "0"],
    ["decide", __file__, "--explain=yes"],
    ["decide", __file__, "'x'"],
]


def test_the_library_of_the_command_line_says_no_english_word_to_a_persian_reader():
    environment = os.environ | {"HAMSHAHR_LANGUAGE": "fa", "PYTHONUTF8": "1"}
    typed = json.dumps([["--help"], ["decide", "--help"], *TYPED])

    said = subprocess.run([sys.executable, "-c", SAID, typed], env=environment, capture_output=True, check=True)

    answers = json.loads(said.stdout)
    helped, refused = answers[:2], answers[2:]
    methods = {"scottish", "stv", "schulze", "approval", "borda", "plurality", "two", "round", "sntv"}
    assert [(code, set(words) - methods) for code, words, _output in refused] == [(2, set())] * len(TYPED)
    assert [code for code, _words, _output in helped] == [0, 0]
    for _code, _words, output in helped:
        assert not re.search(r"Usage|OPTIONS|COMMAND|ARGS|Show|Install|bool|file|str\b|required|default", output)
    assert "آرگومان" in refused[3][2]


def test_a_command_with_the_whole_house_speaks_the_language_of_the_terminal():
    script = (
        "from hamshahr.cli.start import rooms; t = rooms('django.utils.translation');"
        "print(t.get_language(), str(rooms('hamshahr.bodies.models').Mandate._meta.verbose_name))"
    )
    environment = {name: value for name, value in os.environ.items() if name != "HAMSHAHR_LANGUAGE"}
    environment |= {"LC_ALL": "fa_IR.UTF-8", "PYTHONUTF8": "1"}

    said = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)

    language, name = said.stdout.strip().split(" ", 1)
    assert (language, name.isascii()) == ("fa", False)


def test_the_faults_of_the_log_have_the_digits_of_the_reader(world):
    Act.objects.filter(number=Act.objects.latest("number").number).update(reason="tampered")

    with override("fa"):
        [fault] = log.faults()

    assert any(digit in fault for digit in "۰۱۲۳۴۵۶۷۸۹")


@pytest.mark.parametrize("cell", ["yes", "Yes", "true", "1", "۱", "١", "بله", "آری", "sí", "SI", "oui", " vrai "])
def test_yes_is_understood_in_every_language_and_digit(cell):
    assert yes_or_no(cell) is True


@pytest.mark.parametrize("cell", ["no", "false", "0", "۰", "٠", "خیر", "نه", "non", "falso", "faux"])
def test_no_is_understood_in_every_language_and_digit(cell):
    assert yes_or_no(cell) is False


def test_another_word_is_neither(world):
    with pytest.raises(ValueError, match="neither yes nor no"):
        yes_or_no("maybe")
