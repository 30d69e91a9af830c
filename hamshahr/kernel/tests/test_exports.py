import csv
import io
import json

import pytest
from django.http import Http404
from django.utils import translation
from django.utils.translation import gettext_lazy
from openpyxl import load_workbook

from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.exports import Sheet, export, neutral, without_apostrophe

pytestmark = pytest.mark.django_db  # closing a response looks after the connection that stays open
ROWS = [["مشهد", PartialDate("2014-10"), 10, None], ["=1+1", "2014", -3, "a,b"]]


def sheets():
    return Sheet("facts", ["name", "on", "number", "note"], ROWS), Sheet("measures", ["name"], [["one"]])


def body(response):
    content = b"".join(response.streaming_content)
    response.close()
    return content


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+98 51", "'+98 51"),
        ("-2", "'-2"),
        ("@sum", "'@sum"),
        (" =1", "' =1"),
        ("\t=1", "'\t=1"),
        ("a\x00b", "ab"),
        ("2014-10", "2014-10"),
        (-2, -2),
        (True, True),
        (None, ""),
    ],
)
def test_no_text_acts_as_a_formula_and_numbers_stay_numbers(typed, written):
    assert neutral(typed) == written


@pytest.mark.parametrize(
    "text", ["=1", "-2", " =1", "\t1", "\r1", "|a", "'=1", "''@", "'\t", "'quoted'", "'", "o'clock", ""]
)
def test_the_apostrophe_before_a_formula_is_taken_away_again_and_no_other(text):
    assert without_apostrophe(neutral(text)) == text


def test_a_csv_holds_the_first_sheet_with_the_mark_that_spreadsheets_need():
    response = export("csv", "facts", *sheets())

    content = body(response)
    assert content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig")))) == [
        ["name", "on", "number", "note"],
        ["مشهد", "2014-10", "10", ""],
        ["'=1+1", "2014", "-3", "a,b"],
    ]
    assert response.headers["Content-Disposition"] == 'attachment; filename="facts.csv"'


def test_json_holds_every_sheet_with_texts_as_they_are():
    assert json.loads(body(export("json", "facts", *sheets()))) == {
        "facts": [
            {"name": "مشهد", "on": "2014-10", "number": 10, "note": None},
            {"name": "=1+1", "on": "2014", "number": -3, "note": "a,b"},
        ],
        "measures": [{"name": "one"}],
    }


def test_json_without_rows_is_still_json():
    assert json.loads(body(export("json", "none", Sheet("facts", ["name"], [])))) == {"facts": []}


def test_a_workbook_runs_from_the_right_in_persian():
    with translation.override("fa"):
        response = export("xlsx", "facts", *sheets())

    book = load_workbook(io.BytesIO(body(response)))
    assert book.sheetnames == ["facts", "measures"]
    assert [list(row) for row in book["facts"].values] == [
        ["name", "on", "number", "note"],
        ["مشهد", "2014-10", 10, None],
        ["'=1+1", "2014", -3, "a,b"],
    ]
    assert book["facts"].sheet_view.rightToLeft


def test_rows_are_made_in_the_language_of_the_request_though_it_is_over():
    with translation.override("es"):
        response = export("csv", "facts", Sheet("facts", ["name"], ([str(gettext_lazy("Yes"))] for _row in [1])))
    with translation.override("en"):
        assert "Sí" in body(response).decode()


def test_another_ending_is_no_page():
    with pytest.raises(Http404):
        export("pdf", "facts", *sheets())
