"""``hamshahr assign`` from the outside: its files, its proof, and a reason with its row for what is no input."""

import hashlib
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

import hamshahr
from hamshahr.cli import assigning, deciding
from hamshahr.juries.assigning.pairs import affinity_of
from hamshahr.juries.assigning.solving import assign
from hamshahr.juries.tests.instances import instance
from hamshahr.juries.tests.problems import faults_of, optimum, read_rows, write_files

VERIFIER = Path(hamshahr.__file__).parent.parent / "docs" / "verify_assignment.py"


def run(*arguments):
    app = typer.Typer()
    for module in (assigning, deciding):
        module.register(app)
    return CliRunner().invoke(app, [str(one) for one in arguments])


def assigned(folder, *arguments):
    paths = "--out", folder / "assignment.csv", "--certificate", folder / "cert.json"
    return run("assign", "--in", folder, *paths, *arguments)


def verified(folder):
    paths = [folder, folder / "assignment.csv", folder / "cert.json"]
    ran = subprocess.run([sys.executable, "-I", VERIFIER, *paths], capture_output=True, text=True, check=False)
    return ran.returncode, (ran.stdout + ran.stderr).strip()


def few():
    return instance(24, 16, "command", most=2, written=(60, 40, 0, 0, 0, 0))


@pytest.fixture
def folder(tmp_path):
    return write_files(few(), tmp_path / "in")


def test_an_assignment_comes_with_a_proof_that_anybody_can_check(folder):
    result = assigned(folder, "--seed", "2026")

    assert (result.exit_code, result.stdout) == (0, "")
    problem = few()
    best = optimum(problem)
    pairs = [(row["submission"], row["juror"]) for row in read_rows(folder / "assignment.csv")]
    certificate = json.loads((folder / "cert.json").read_text())
    assert f"Total affinity {best}, the proven optimum" in result.stderr
    assert list(faults_of(replace(assign(problem), pairs=tuple(pairs)))) == []
    assert pairs == sorted(pairs)
    assert (certificate["total"], certificate["reviews"], certificate["seed"]) == (best, 3, "2026")
    proven = f"TRUE: 3 reviews each, at most 2 of a region; total {best}, nobody can exceed {best}."
    assert verified(folder) == (0, proven)
    first = [(folder / name).read_bytes() for name in ("assignment.csv", "cert.json")]
    assigned(folder, "--seed", "2026")
    assert [(folder / name).read_bytes() for name in ("assignment.csv", "cert.json")] == first


def worsened(folder):
    """A swap of two jurors between two submissions that keeps every rule and costs something."""
    answer = assign(few())
    pairs = list(answer.pairs)
    problem = answer.problem
    gain = {(one.id, juror.id): affinity_of(one, juror) for one in problem.submissions for juror in problem.jurors}
    for here, (one, first) in enumerate(pairs):
        for there, (other, second) in enumerate(pairs):
            swapped = list(pairs)
            swapped[here], swapped[there] = (one, second), (other, first)
            worse = gain[one, second] + gain[other, first] < gain[one, first] + gain[other, second]
            if worse and not list(faults_of(replace(answer, pairs=tuple(swapped)))):
                (folder / "assignment.csv").write_text("\n".join(map(",".join, [("submission", "juror"), *swapped])))
                return


def shortened(folder):
    lines = (folder / "assignment.csv").read_text().splitlines()
    (folder / "assignment.csv").write_text("\n".join(lines[:-1]) + "\n")


def with_an_input_changed(folder):
    text = (folder / "declared_conflicts.csv").read_text()
    (folder / "declared_conflicts.csv").write_text(text + "s00000,j0000\n")


def with_a_conflict_sitting(folder):
    proof, row = json.loads((folder / "cert.json").read_text()), read_rows(folder / "assignment.csv")[0]
    conflicts = folder / "declared_conflicts.csv"
    conflicts.write_text(conflicts.read_text() + ",".join(row.values()) + "\n")
    proof["inputs"][conflicts.name] = hashlib.sha256(conflicts.read_bytes()).hexdigest()
    (folder / "cert.json").write_text(json.dumps(proof))


def with_lower_prices(folder):
    proof = json.loads((folder / "cert.json").read_text())
    proof["prices"] = dict.fromkeys(proof["prices"], 0)
    (folder / "cert.json").write_text(json.dumps(proof))


@pytest.mark.parametrize(
    "harm", [worsened, shortened, with_an_input_changed, with_a_conflict_sitting, with_lower_prices]
)
def test_what_is_not_the_best_or_not_of_these_files_is_refused_by_the_verifier(folder, harm):
    assigned(folder)
    harm(folder)

    code, said = verified(folder)

    assert code == 1
    assert said.startswith("NOT TRUE: ")


SUBMISSIONS = "submission,city,country,region,languages,topics\na,tehran,ir,asia,fa+en,100000000000000000000000\n"
JURORS = (
    "juror,city,country,region,languages,gender,topics,min_load,max_load\n"
    "x,seoul,kr,asia,en,f,200000000000000000000000,0,2\ny,lyon,fr,europe,fa,m,010000000000000000000000,0,2\n"
)
CONFLICTS = "submission,juror\n"


@pytest.mark.parametrize(
    ("file", "text", "sentence"),
    [
        ("jurors.csv", None, "jurors.csv: The file cannot be read (No such file or directory)."),
        ("submissions.csv", "", "submissions.csv: The file is empty."),
        ("submissions.csv", SUBMISSIONS.split("\n", maxsplit=1)[0], "submissions.csv has no row below its head."),
        ("jurors.csv", JURORS.replace("gender", "sex"), "jurors.csv: the head must name the column gender once."),
        ("submissions.csv", SUBMISSIONS + "b,x\n", "submissions.csv, row 3: there are 2 values for 6 columns."),
        (
            "submissions.csv",
            SUBMISSIONS + SUBMISSIONS.splitlines()[1],
            "submissions.csv, row 3: a stands in an earlier row already.",
        ),
        (
            "submissions.csv",
            SUBMISSIONS.replace("a,te", ",te"),
            "submissions.csv, row 2: the column submission is empty.",
        ),
        ("submissions.csv", SUBMISSIONS.replace("fa+en", "fa+"), "row 2: 'fa+' is no list of languages like fa+en."),
        (
            "submissions.csv",
            SUBMISSIONS.replace(",10", ",1"),
            "row 2: '10000000000000000000000' is not a row of 24 digits",
        ),
        ("jurors.csv", JURORS.replace(",20", ",²0"), "jurors.csv, row 2: '\\xb200"),
        (
            "jurors.csv",
            JURORS.replace("0,2\ny", "3,2\ny"),
            "row 2: the least number of reviews, 3, is more than the most, 2.",
        ),
        (
            "jurors.csv",
            JURORS.replace("0,2\ny", "0,-2\ny"),
            "row 2: '-2' is not a number of reviews from 0 to 1000000.",
        ),
        ("jurors.csv", JURORS.replace("0,2\ny", "0,1e9\ny"), "row 2: '1e9' is not a number of reviews"),
        (
            "declared_conflicts.csv",
            CONFLICTS + "a,z\n",
            "declared_conflicts.csv, row 2: z stands in no row of jurors.csv.",
        ),
        ("declared_conflicts.csv", CONFLICTS + '"a,x\n', "row 2: this is no row of values"),
        ("declared_conflicts.csv", CONFLICTS + "a,x\x00\n", "row 2: 'x\\x00' holds a letter that nobody can see."),
        (
            "declared_conflicts.csv",
            b"submission,juror\n\xff,x\n",
            "declared_conflicts.csv: row 2: The text is not UTF-8.",
        ),
    ],
)
def test_an_input_that_is_none_is_refused_with_file_row_and_reason(tmp_path, file, text, sentence):
    for name, content in zip(
        ("submissions.csv", "jurors.csv", "declared_conflicts.csv"), (SUBMISSIONS, JURORS, CONFLICTS), strict=True
    ):
        (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / file).unlink()
    if text is not None:
        (tmp_path / file).write_bytes(text if isinstance(text, bytes) else text.encode())

    result = assigned(tmp_path, "--reviews", "2")

    assert (result.exit_code, result.stdout) == (1, "")
    assert sentence in result.stderr.replace("\n", " ")
    assert not (tmp_path / "assignment.csv").exists()
    assert not (tmp_path / "cert.json").exists()


def test_an_impossible_input_names_the_submissions_and_what_would_make_it_possible(tmp_path):
    head, row = SUBMISSIONS.splitlines()
    rows = [row.replace("a,", f"{name},", 1).replace("fa+en", "fa") for name in "abc"]
    (tmp_path / "submissions.csv").write_text("\n".join([head, *rows]))
    (tmp_path / "jurors.csv").write_text(JURORS)
    (tmp_path / "declared_conflicts.csv").write_text(CONFLICTS)

    result = assigned(tmp_path, "--reviews", "1")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines()[2:] == [
        "✗ No assignment keeps all rules.",
        "Missing reviews: 1. They concern these submissions (3): a, b, c.",
        "All who may still read them (1) have no time left: y.",
        "What keeps jurors with time from them, and how many pairs: a language not read (1).",
        "Invite more readers of fa: 1 would do, for 2 reviews each.",
        "Or allow a translation: only the language keeps jurors with time from them (pairs: 1).",
    ]
    assert not (tmp_path / "cert.json").exists()


@pytest.mark.parametrize("arguments", [["--reviews", "0"], ["--region-cap", "0"], ["--what"]])
def test_wrong_usage_leaves_with_two(folder, arguments):
    assert assigned(folder, *arguments).exit_code == 2
    assert run("assign", "--in", folder / "nowhere", "--out", "a", "--certificate", "b").exit_code == 2
