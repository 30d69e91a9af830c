"""The commands ``decide``, ``count`` and ``restore-text`` from the outside: exit codes and streams."""

import json

import pytest
import typer
from typer.testing import CliRunner

from hamshahr.cli import deciding, restoring

CASE = {
    "case": 7,
    "rule": {
        "quorum": [1, 2],
        "majority": [1, 2],
        "strict": True,
        "base": "cast",
        "weighted": False,
        "max_proxies_per_holder": 0,
    },
    "members": [{"id": "a", "weight": 1, "fees_paid": True, "present": True}],
    "proxies": [],
    "votes": {"a": "yes"},
}


def run(*arguments, given=""):
    app = typer.Typer()
    for module in (deciding, restoring):
        module.register(app)
    return CliRunner().invoke(app, [str(one) for one in arguments], input=given)


@pytest.fixture
def cases(tmp_path):
    path = tmp_path / "cases.json"
    path.write_text(json.dumps([CASE]))
    return path


@pytest.fixture
def ballots(tmp_path):
    path = tmp_path / "ballots.csv"
    path.write_text("3,1>2\n2,2\n")
    return path


def test_decide_writes_the_answer_on_standard_output_and_words_on_the_other(cases):
    result = run("decide", cases, "--explain")

    assert result.exit_code == 0
    assert json.loads(result.stdout)[0]["outcome"] == "adopted"
    assert "1 of 1 take part or are represented; the quorum of 1/2 is met." in result.stderr


def test_count_writes_into_a_file(ballots, tmp_path):
    result = run("count", ballots, "--method", "schulze", "--out", tmp_path / "count.json")

    assert (result.exit_code, result.stdout) == (0, "")
    assert json.loads((tmp_path / "count.json").read_text())["elected"] == [1]
    assert "Elected: candidate 1" in result.stderr


def test_a_refused_input_leaves_with_one_and_its_reason(ballots, cases):
    ballots.write_text("3,1\n3,1>1\n")
    cases.write_text("[]x")

    refused = run("count", ballots, "--method", "borda")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "row 2: candidate 1 is ranked twice." in refused.stderr
    assert run("decide", cases).exit_code == 1


@pytest.mark.parametrize(
    "arguments", [["--method", "guess"], ["--method", "borda", "--seats", "0"], [], ["--method", "borda", "--what"]]
)
def test_wrong_usage_leaves_with_two(ballots, arguments):
    assert run("count", ballots, *arguments).exit_code == 2
    assert run("decide", ballots.parent / "nowhere.json").exit_code == 2


def test_restore_text_restores_lines_and_reports(tmp_path):
    result = run("restore-text", "--report", tmp_path / "report.jsonl", given="كتاب 3دهه\nشهر\n")

    assert (result.exit_code, result.stdout) == (0, "کتاب ۳ دهه\nشهر\n")
    assert (tmp_path / "report.jsonl").read_text(encoding="utf-8").startswith('{"kind": "change", "line": 1')


def test_restore_text_refuses_what_is_not_utf_8():
    assert run("restore-text", given=b"\xff\xfe\n").exit_code == 1
