"""Tables are read whatever their bytes are, and what cannot be read is refused with a sentence."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from hamshahr.kernel.errors import Refused
from hamshahr.kernel.tables import read_table
from hamshahr.kernel.tables import table as limits

SAMPLES = Path(__file__).parent / "samples"
PERSIAN = [{"نام": "انجمن کلان‌شهرها", "شهر": "مشهد"}, {"نام": "گوانگ‌ژو", "شهر": "گوانگ ژو"}]


def cells(table):
    return [row.cells for row in table.rows]


def faults(table):
    return [(row.number, row.column, row.fault) for row in table.rows if row.fault]


def workbook(*rows):
    book, file = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("name", ["utf8", "utf8_marked", "utf16", "utf16_unmarked"])
def test_every_unicode_encoding_gives_the_same_table(name):
    table = read_table(SAMPLES / f"{name}.csv")

    assert cells(table) == PERSIAN
    assert (table.name, table.columns, table.remarks) == (f"{name}.csv", ["نام", "شهر"], [])


def test_the_windows_pages_are_told_apart_and_said():
    persian, french = read_table(SAMPLES / "windows_1256.csv"), read_table(SAMPLES / "windows_1252.csv")

    assert cells(persian) == [
        {"city_id": "mashhad", "name_fa": "شهر مشهد و پيرامون"},
        {"city_id": "tehran", "name_fa": "تهران بزرگ"},
    ]
    assert cells(french) == [
        {"city_id": "montreal", "name_fr": "Montréal"},
        {"city_id": "sao-paulo", "name_fr": "São Paulo"},
    ]
    assert "windows-1256" in persian.remarks[0]
    assert "windows-1252" in french.remarks[0]


def test_a_damaged_sign_refuses_its_row_and_no_other():
    table = read_table(SAMPLES / "utf8_damaged.csv")

    assert [row.cells["city_id"] for row in table.rows if not row.fault] == ["mashhad", "tehran", "karaj"]
    assert faults(table) == [
        (4, "name_fa", "The cell holds signs that cannot be read; save the file as UTF-8 and bring it again.")
    ]


def test_ragged_rows_are_refused_with_their_numbers_and_blank_ones_passed_over():
    table = read_table(SAMPLES / "ragged.csv")

    assert [row.number for row in table.rows] == [2, 3, 4, 6]
    assert [(number, column) for number, column, _fault in faults(table)] == [(3, ""), (4, "")]
    assert "has 2 cells, but the table has 3 columns" in table.rows[1].fault


def test_formulas_are_refused_but_signed_numbers_and_apostrophes_are_not():
    table = read_table(SAMPLES / "formulas.csv")

    assert [(number, column) for number, column, _fault in faults(table)] == [
        (2, "name_en"),
        (4, "name_en"),
        (6, "name_en"),
    ]
    assert cells(table)[1] == {"city_id": "sydney", "name_en": "Sydney", "lat": "-33.87"}
    assert cells(table)[3] == {"city_id": "berlin", "name_en": "=Berlin", "lat": "+52.5"}


def test_control_characters_are_refused_and_not_kept():
    table = read_table(SAMPLES / "control.csv")

    assert [number for number, _column, _fault in faults(table)] == [2, 3]
    assert cells(table)[0] == {"city_id": "mashhad", "name_en": "Mashhad"}
    assert cells(table)[1] == {"city_id": "seoul", "name_en": "Seoul[31m"}


def test_a_cell_of_ten_megabytes_refuses_its_row_only():
    raw = b"city_id,name_en\nmashhad," + b"x" * 10_000_000 + b"\nseoul,Seoul\n"

    table = read_table(raw, "long.csv")

    assert faults(table) == [(2, "name_en", "The cell is longer than 10000 signs; shorten it.")]
    assert len(table.rows[0].cells["name_en"]) == limits.LONGEST_SHOWN
    assert table.rows[1].cells == {"city_id": "seoul", "name_en": "Seoul"}


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "The file is empty"),
        (b"\n\n ,\n", "has no name|The file is empty"),
        (b"a,b,A\n1,2,3\n", "Two columns have the name"),
        (b"a,,b\n1,2,3\n", "has no name"),
        (",".join(f"c{place}" for place in range(201)).encode(), "more than 200 columns"),
        (b"\x00\x01\x02\x03" * 100, "not a table"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old XLS kind"),
        (b"PK\x03\x04 not really", "damaged"),
        (b"a\n" + b"1\n" * 100_001, "more than 100000 rows"),
        (b"a" * (20 * 1024 * 1024 + 1), "larger than 20 MB"),
    ],
)
def test_a_hostile_file_is_refused_with_a_sentence(raw, sentence):
    with pytest.raises(Refused, match=sentence):
        read_table(raw, "hostile.csv")


def test_a_missing_file_is_refused():
    with pytest.raises(Refused, match="cannot be opened"):
        read_table("/nowhere/cities.csv")


def test_a_workbook_reads_like_the_csv_of_its_first_sheet():
    raw = workbook(["city_id", "founded", "lat"], ["mashhad", date(1985, 4, 1), 36.0])

    table = read_table(raw, "cities.xlsx")

    assert cells(table) == [{"city_id": "mashhad", "founded": "1985-04-01", "lat": "36"}]


def test_a_formula_in_a_workbook_is_refused_and_a_wide_row_too():
    table = read_table(workbook(["a", "b"], ["=1+1", "x"], ["1", "2", "3"], ["4", "5"]), "formula.xlsx")

    assert [number for number, _column, _fault in faults(table)] == [2, 3]
    assert table.rows[2].cells == {"a": "4", "b": "5"}


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        for place in range(8):
            archive.writestr(f"xl/worksheets/sheet{place}.xml", b"0" * 10_000_000)

    with pytest.raises(Refused, match="too large when unpacked"):
        read_table(bomb.getvalue(), "bomb.xlsx")


def test_an_archive_of_many_members_or_of_another_kind_is_refused():
    many, other = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(many, "w") as archive:
        for place in range(1001):
            archive.writestr(f"xl/{place}.xml", b"")
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("content.xml", b"<office/>")

    with pytest.raises(Refused, match="too large when unpacked"):
        read_table(many.getvalue(), "many.xlsx")
    with pytest.raises(Refused, match="not an XLSX workbook"):
        read_table(other.getvalue(), "other.ods")


def test_a_sheet_that_claims_a_far_row_and_entities_do_no_harm():
    def altered(change):
        raw, file = workbook(["a", "b"], ["1", "2"]), io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(raw)) as before, zipfile.ZipFile(file, "w") as after:
            for member in before.infolist():
                text = before.read(member)
                after.writestr(member, change(text) if member.filename.endswith("sheet1.xml") else text)
        return file.getvalue()

    far = altered(lambda text: text.replace(b'r="2"', b'r="999999999"'))
    entities = altered(lambda text: b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>' + text.replace(b"1</v>", b"&a;</v>"))

    assert read_table(far, "far.xlsx").rows == []
    with pytest.raises(Refused, match="damaged"):
        read_table(entities, "entities.xlsx")
