"""``hamshahr count``: the public format, blank ballots, and a row with a reason for everything that is no ballot."""

import json

import pytest

from hamshahr.decisions.commands import run_count
from hamshahr.decisions.counting import Method
from hamshahr.decisions.files import BadInput

FOOD = "4,1\n2,2>1\n8,3>4\n4,3>5\n1,4\n1,5\n"
NAMES = "Oranges\nPears\nChocolate\nStrawberries\nSweets\n"


def counted(tmp_path, text, method="scottish-stv", seats=1, names=None, seed=None):
    source, out, listed = tmp_path / "ballots.csv", tmp_path / "count.json", tmp_path / "candidates.txt"
    source.write_bytes(text if isinstance(text, bytes) else text.encode())
    if names is not None:
        listed.write_text(names, encoding="utf-8")
    path = listed if names is not None else None
    run_count(source, out, method=Method(method), seats=seats, candidates_path=path, seed=seed)
    return out.read_text(encoding="utf-8")


def test_a_count_says_everything_that_is_needed_to_follow_it(tmp_path):
    count = json.loads(counted(tmp_path, FOOD + "3,\n", seats=3, names=NAMES))

    stages = count.pop("totals_by_stage")
    steps = count.pop("steps")
    assert count == {
        "method": "scottish-stv",
        "seats": 3,
        "candidates": {"1": "Oranges", "2": "Pears", "3": "Chocolate", "4": "Strawberries", "5": "Sweets"},
        "ballots": {"cast": 23, "valid": 20, "blank": 3},
        "quota": 6,
        "first_preferences": {"1": 4, "2": 2, "3": 12, "4": 1, "5": 1},
        "elected": [3, 1, 4],
        "final_totals": {"1": 6, "2": 0, "3": 6, "4": 5, "5": 0},
        "pairwise": None,
        "strongest_paths": None,
        "lots": {"seed": None, "order": [1, 2, 3, 4, 5]},
    }
    assert stages[1] == {
        "stage": 2,
        "action": "surplus",
        "candidate": 3,
        "totals": {"1": 4, "2": 2, "3": 6, "4": 5, "5": 3},
        "non_transferable": 0,
        "elected": [],
    }
    assert steps[:7] == [
        "Valid ballots: 20; seats: 3; this makes a quota of 6.",
        "Chocolate reaches the quota of 6 with 12.00000 and is elected.",
        "Stage 1 ends; non-transferable so far: 0.00000.",
        "The surplus of Chocolate is transferred: 6.00000 of 12.00000.",
        "Papers that go on at the value 0.50000: 12; of these, 0 name nobody who is left.",
        "Strawberries gains 4.00000 and has 5.00000.",
        "Sweets gains 2.00000 and has 3.00000.",
    ]


def test_the_steps_are_told_in_the_language_asked_for_and_all_else_is_the_same(tmp_path):
    source, counts = tmp_path / "ballots.csv", {}
    source.write_text(FOOD)
    for language in ("en", "fa", "fr"):
        out = tmp_path / f"{language}.json"
        run_count(source, out, method=Method("scottish-stv"), seats=3, language=language)
        counts[language] = json.loads(out.read_text(encoding="utf-8"))

    steps = {language: count.pop("steps") for language, count in counts.items()}
    assert counts["en"] == counts["fa"] == counts["fr"]
    assert steps["en"][1] == "candidate 3 reaches the quota of 6 with 12.00000 and is elected."
    assert steps["fa"][1] == "\u2068candidate 3\u2069 با ۱۲٫۰۰۰۰۰ رأی به سهمیهٔ ۶ می‌رسد و برگزیده می‌شود."
    assert steps["fr"][1] == "candidate 3 atteint le quota de 6 avec 12,00000 et se trouve élu."


def test_totals_are_written_with_five_decimals(tmp_path):
    text = counted(tmp_path, "9,1>2\n5,2\n4,3\n3,4>3\n2,1\n", seats=2)

    assert '"totals": {"1": 8.00000, "2": 7.45448, "3": 4.00000, "4": 3.00000}' in text


@pytest.mark.parametrize("method", Method)
def test_every_method_gives_the_same_bytes_twice_and_its_steps_in_words(tmp_path, method):
    first = counted(tmp_path, FOOD, method, names=NAMES)

    assert counted(tmp_path, FOOD, method, names=NAMES) == first
    assert counted(tmp_path, "".join(reversed(FOOD.splitlines(True))), method, names=NAMES) == first
    assert all(sentence.endswith(".") and "%" not in sentence for sentence in json.loads(first)["steps"])


def test_schulze_shows_its_matrix(tmp_path):
    count = json.loads(counted(tmp_path, "42,1>2>3>4\n26,2>3>4>1\n15,3>4>2>1\n17,4>3>2>1\n", "schulze"))

    assert count["pairwise"] == [[0, 42, 42, 42], [58, 0, 68, 68], [58, 32, 0, 83], [58, 32, 17, 0]]
    assert count["elected"] == [2]


@pytest.mark.parametrize(
    "rows",
    [b"\xef\xbb\xbf3,1>2\r\n2,2\r\n", "3,1>2\n\n2,2", " 3 , 1 > 2 \n2,2\n", "۳,۱>۲\n۲,۲\n", "1,1>2\n2,1>2\n1,2\n1,2\n"],
)
def test_rows_may_be_written_in_several_ways(tmp_path, rows):
    count = json.loads(counted(tmp_path, rows, "plurality"))

    assert count["first_preferences"] == {"1": 3, "2": 2}


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("", "The file is empty."),
        (" \n\n", "The file is empty."),
        ("5,\n", "no valid ballot"),
        ("0,1>2\n", "no valid ballot"),
        ("3,1\n3;2>1\n", "row 2: a row must read count,ranking"),
        ("count,ranking\n3,1\n", "row 1: 'count' is not a number of ballots"),
        ("3,1\n-2,1\n", "row 2: '-2' is not a number of ballots"),
        ("1.5,1\n", "row 1: '1.5' is not a number of ballots"),
        ("1_000,1\n", "is not a number of ballots"),
        ("9999999999999,1\n", "row 1: a number of ballots has at most 12 digits"),
        ("3,1\n1,2>1>2\n", "row 2: candidate 2 is ranked twice"),
        ("3,1\n1,2>0\n", "row 2: candidates are numbered from 1 to 255, not 0"),
        ("3,1\n1,256\n", "row 2: candidates are numbered from 1 to 255, not 256"),
        ("3,1>>2\n", "row 1: '' is not the number of a candidate"),
        ("3,1>\n", "row 1: '' is not the number of a candidate"),
        ("3,1=2\n", "row 1: '1=2' is not the number of a candidate"),
        ("3,1,2\n", "row 1: '1,2' is not the number of a candidate"),
        ("3,[red]\n", "row 1: '[red]' is not the number of a candidate"),
        (b"3,1\n2,\xff\n", "row 2: The text is not UTF-8."),
        ("3,1\n2,\x00\n", "row 2: '\\x00' is not the number of a candidate"),
    ],
)
def test_what_is_no_ballot_is_refused_with_row_and_reason(tmp_path, rows, sentence):
    with pytest.raises(BadInput) as refusal:
        counted(tmp_path, rows)

    assert sentence in str(refusal.value)
    assert not (tmp_path / "count.json").exists()


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        ("A\nB\nC\n", "row 3: there is no candidate 4; the list has 3."),
        ("A\n\nC\nD\nE\n", "candidates, row 2: a name must have"),
        ("A\nB\nC\nD\nA\n", "candidates, row 5: A stands in row 1 already."),
        ("\n".join(map(str, range(300))), "There are 300 candidates; at most 255"),
    ],
)
def test_the_list_of_candidates_is_checked_too(tmp_path, names, sentence):
    with pytest.raises(BadInput) as refusal:
        counted(tmp_path, FOOD, names=names)

    assert sentence in str(refusal.value)


@pytest.mark.parametrize(
    ("method", "seats", "sentence"),
    [
        ("scottish-stv", 6, "There are 6 seats for 5 candidates."),
        ("two-round", 2, "two-round fills one seat, not 2."),
    ],
)
def test_seats_that_cannot_be_filled_are_refused(tmp_path, method, seats, sentence):
    with pytest.raises(BadInput) as refusal:
        counted(tmp_path, FOOD, method, seats)

    assert str(refusal.value) == sentence


def test_an_output_that_cannot_be_written_is_refused_in_words(tmp_path):
    (tmp_path / "ballots.csv").write_text(FOOD)

    with pytest.raises(BadInput, match="cannot be written"):
        run_count(tmp_path / "ballots.csv", tmp_path / "no" / "count.json", method=Method.BORDA)
