"""``hamshahr decide``: the public format to the letter, and a row with a reason for everything that is not in it."""

import copy
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from hamshahr.decisions.commands import run_decide
from hamshahr.decisions.files import BadInput

CASE: dict[str, Any] = {
    "case": "B-1",
    "rule": {
        "quorum": [1, 2],
        "majority": [2, 3],
        "strict": False,
        "base": "cast",
        "weighted": True,
        "max_proxies_per_holder": 1,
    },
    "members": [
        {"id": "مشهد", "weight": 2.5, "fees_paid": True, "present": True},
        {"id": "seoul", "weight": 1, "fees_paid": True, "present": False, "suspended": False},
        {"id": "brussels", "weight": 4, "fees_paid": False, "present": True},
    ],
    "proxies": [{"from": "brussels", "to": "مشهد"}, {"from": "seoul", "to": "مشهد"}],
    "votes": {"مشهد": "yes", "seoul": "no", "brussels": "no", "another": "yes"},
}


def decided(tmp_path, document):
    source, out = tmp_path / "cases.json", tmp_path / "verdicts.json"
    text = document if isinstance(document, str) else json.dumps(document, ensure_ascii=False)
    source.write_text(text, encoding="utf-8")
    run_decide(source, out)
    return out.read_text(encoding="utf-8")


def changed(path, value):
    """The case with one thing changed, or taken out where the value is ``None``."""
    document = copy.deepcopy(CASE)
    *way, last = path
    place: Any = document
    for step in way:
        place = place[step]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return [document]


def test_a_verdict_has_the_keys_of_the_format_in_their_order(tmp_path):
    verdict = json.loads(decided(tmp_path, [CASE]))

    assert list(verdict[0].items()) == [
        ("case", "B-1"),
        ("entitled", 2),
        ("participating", 2),
        ("quorum_met", True),
        ("rejected_proxies", [["brussels", "grantor not entitled"]]),
        ("ignored_votes", ["another", "brussels"]),
        ("tally", {"yes": 2.5, "no": 1, "abstain": 0, "not_voting": 0}),
        ("denominator", 3.5),
        ("outcome", "adopted"),
    ]


def test_the_same_cases_give_the_same_bytes(tmp_path):
    assert decided(tmp_path, [CASE] * 3) == decided(tmp_path, [CASE] * 3)
    assert decided(tmp_path, []) == "[]\n"


def test_decimal_weights_stay_exact(tmp_path):
    members = [
        {"id": f"m{n}", "weight": weight, "fees_paid": True, "present": True} for n, weight in enumerate([0.1] * 10)
    ]
    document = [CASE | {"members": members, "proxies": [], "votes": {f"m{n}": "yes" for n in range(3)}}]

    assert json.loads(decided(tmp_path, document))[0]["tally"] == {"yes": 0.3, "no": 0, "abstain": 0, "not_voting": 0.7}


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        ("", "The file is empty."),
        ("[{]", "line 1, column 3: This is not JSON"),
        ("{}", "must be a list of cases"),
        ("[3]", "case 1: an object"),
        ("[" * 100_000, "nested too deeply"),
        ('[{"case": NaN}]', "NaN is not a number"),
        ('[{"case": 1e999999999}]', "too many digits"),
        ('[{"case": ' + "9" * 5000 + "}]", "too many digits"),
        ('[{"case": 1, "case": 2}]', 'case 1: the key "case" stands twice'),
        ([CASE, CASE | {"case": ["x"]}], 'case 2: "case" must be'),
        (changed(["rule", "quorum"], [1, 0]), 'case 1 (B-1), rule: the denominator of "quorum" must be 1 or more.'),
        (changed(["rule", "quorum"], [3, 2]), "must lie between 0 and 1"),
        (changed(["rule", "majority"], [-1, 2]), "must lie between 0 and 1"),
        (changed(["rule", "majority"], [0.5, 1]), "two whole numbers"),
        (changed(["rule", "majority"], "1/2"), "two whole numbers"),
        (changed(["rule", "base"], "everyone"), "is none of cast, cast_with_abstentions, present, all_entitled"),
        (changed(["rule", "strict"], 1), '"strict" must be true or false'),
        (changed(["rule", "max_proxies_per_holder"], -1), "whole number, 0 or more"),
        (changed(["rule", "weighted"], None), '"weighted" is missing'),
        (changed(["members", 1, "weight"], -3), 'case 1 (B-1), member 2: "weight" must be 0 or more'),
        (changed(["members", 1, "weight"], True), '"weight" must be a number'),
        (changed(["members", 1, "weight"], "heavy"), '"weight" must be a number'),
        (changed(["members", 1, "id"], "brussels"), "case 1 (B-1), member 3: the id brussels stands twice"),
        (changed(["members", 1, "id"], "\ud800"), "cannot be written"),
        (changed(["members", 0, "present"], "yes"), '"present" must be true or false'),
        (changed(["members"], {}), '"members" must be a list'),
        (changed(["proxies", 1, "to"], "atlantis"), 'proxy 2: "to" names atlantis, which is not a member'),
        (changed(["proxies", 0, "from"], None), '"from" is missing'),
        (changed(["votes", "seoul"], "maybe"), "case 1 (B-1), votes, seoul: 'maybe' is none of yes, no, abstain."),
        (changed(["votes", "seoul"], ["yes"]), "is none of yes, no, abstain"),
        (changed(["votes"], []), "case 1 (B-1), votes: an object"),
    ],
)
def test_what_is_not_in_the_format_is_refused_with_row_and_reason(tmp_path, document, sentence):
    if not isinstance(document, str):
        document = json.dumps(document)

    with pytest.raises(BadInput) as refusal:
        decided(tmp_path, document)

    assert sentence in str(refusal.value)
    assert not (tmp_path / "verdicts.json").exists()


def test_text_that_is_not_utf_8_is_refused_with_its_row(tmp_path):
    source = tmp_path / "cases.json"
    source.write_bytes(b'[\n{"case": "\xff"}]')

    with pytest.raises(BadInput, match="row 2: The text is not UTF-8"):
        run_decide(source)


def test_a_file_larger_than_the_bound_is_refused_unread(tmp_path):
    source = tmp_path / "cases.json"
    with source.open("wb") as target:
        target.truncate(200 * 1024 * 1024)

    with pytest.raises(BadInput, match="larger than 128 MiB"):
        run_decide(source)


def test_neither_engine_nor_command_loads_django():
    root = Path(__file__).parent.parent.parent.parent
    code = "import sys, hamshahr.cli.deciding; sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"

    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0
