"""``hamshahr rank``: the public format, and a row with a reason for everything that is no score."""

import json

import pytest
from typer.testing import CliRunner

from hamshahr.cli.main import app

ROWS = """juror,submission,score,criterion,weight,juror_country,submission_country
a,x,8,impact,2,IR,KR
b,x,7.5,impact,2,KR,KR
a,y,6,impact,2,IR,IR
b,y,4.5,impact,2,KR,IR
b,z,3,impact,2,KR,ES
a,x,9,reach,1,IR,KR
a,y,,reach,1,IR,IR
b,z,۱,idle,0,KR,ES
"""


def ranked(tmp_path, text, *more):
    source, out = tmp_path / "scores.csv", tmp_path / "out.json"
    source.write_bytes(text if isinstance(text, bytes) else text.encode())
    ran = CliRunner().invoke(app, ["rank", str(source), "--out", str(out), *more], env={"HAMSHAHR_LANGUAGE": "en"})
    return ran, json.loads(out.read_text()) if out.exists() else None


def test_a_ranking_says_everything_that_is_needed_to_follow_it(tmp_path):
    ran, said = ranked(tmp_path, ROWS, "--top", "1", "--explain", "x")

    assert ran.exit_code == 0
    assert list(said) == [
        *("format", "submissions", "jurors", "criteria", "top", "draws", "seed", "connected", "components", "bias")
    ]
    first = said["submissions"][0]
    assert list(first) == [
        *("submission", "rank", "estimate", "interval", "chance_of_top", "raw_mean", "raw_rank", "shift", "pull"),
        "scores",
    ]
    assert [(one["submission"], one["rank"], one["raw_mean"]) for one in said["submissions"]] == [
        ("x", 1, round((2 * 7.75 + 9) / 3, 6)),
        ("y", 2, 5.25),
        ("z", 3, 3),
    ]
    assert [(one["juror"], one["scores"]) for one in said["jurors"]] == [("a", 3), ("b", 3)]
    assert said["jurors"][0]["severity"] < 0 < said["jurors"][1]["severity"]
    assert [(one["criterion"], one["own"], one["others"]) for one in said["bias"]] == [
        ("impact", 2, 3),
        ("reach", 0, 1),
    ]
    assert "Place 1, with" in ran.stderr
    assert "3 submissions ranked" in ran.stderr
    again, twice = ranked(tmp_path, "\n".join([ROWS.splitlines()[0], *reversed(ROWS.splitlines()[1:])]), "--top", "1")
    assert (again.exit_code, twice) == (0, said)


HEADING = "submission,juror,score"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "The file is empty."),
        (b"\xff\xfe\x00", "row 1: The text is not UTF-8."),
        ("submission,score\nx,1", "row 1: the column juror is lacking."),
        (f"{HEADING},weigth\nx,a,1,2", "row 1: the column 'weigth' is not known"),
        (f"{HEADING},score\nx,a,1,2", "row 1: the column score stands twice."),
        (HEADING, "There is no score under a criterion with weight in the file."),
        (f"{HEADING},weight\nx,a,1,0", "There is no score under a criterion with weight in the file."),
        (f"{HEADING}\nx,a,1\ny,a", "row 3: there are 2 cells; the heading has 3 columns."),
        (f"{HEADING}\nx,a,good", "row 2: 'good' is no number of at most 6 decimals."),
        (f"{HEADING}\nx,a,1e999999999", "row 2: '1e999999999' is no number"),
        (f"{HEADING}\nx,a,NaN", "row 2: 'NaN' is no number"),
        (f"{HEADING}\nx,a,0.1234567", "is no number of at most 6 decimals."),
        (f"{HEADING}\n,a,1", "row 2: a name in the column submission must have 1 to 200 letters."),
        (f"{HEADING}\nx,a,1\n\nx,a,2", "row 4: juror a has scored submission x in row 2 already."),
        (f"{HEADING},criterion,weight\nx,a,1,c,1\nx,b,1,c,2", "row 3: criterion c has another weight in row 2."),
        (f"{HEADING},weight\nx,a,1,-1", "row 2: a weight is not below nought."),
        (f"{HEADING},juror_country\nx,a,1,IR\ny,a,1,KR", "row 3: juror a has another country in row 2."),
        (f'{HEADING}\nx,a,"1', "row 2: this is not a row of a table"),
        (f"{HEADING}\nx\0,a,1", "row 2:"),
        (f"{HEADING}\n" + "x" * 200_000 + ",a,1", "row 2:"),
    ],
)
def test_what_is_no_score_is_refused_with_row_and_reason(tmp_path, text, reason):
    ran, said = ranked(tmp_path, text)

    assert (ran.exit_code, said) == (1, None)
    assert reason in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_wrong_use_leaves_with_two_and_an_unknown_name_with_one(tmp_path):
    assert ranked(tmp_path, ROWS, "--top", "0")[0].exit_code == 2
    ran, said = ranked(tmp_path, ROWS, "--explain", "nobody")
    assert (ran.exit_code, said) == (1, None)
    assert "There is no submission nobody with a score." in ran.stderr
