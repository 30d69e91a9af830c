"""A title given twice is parted by its copy; the command restores streams and reports every change."""

import base64
import io
import json

from hamshahr.kernel.restoration.command import run
from hamshahr.kernel.restoration.edits import Change, undo
from hamshahr.kernel.restoration.tests.trials import SAMPLES
from hamshahr.kernel.restoration.titles import Title, decoded, find_title, restore_title


def test_the_coded_copy_tells_where_the_words_of_the_title_part():
    page = (SAMPLES / "seed_article.txt").read_text(encoding="utf-8")

    assert find_title(page) == Title("پیشگامی مشهد در فهرست کلان‌شهرهای جهان", is_confirmed=True)


def test_a_copy_of_another_title_confirms_nothing():
    coded = base64.b64encode("شهر\u200cدیگر\u200cما".encode()).decode()

    assert restore_title("نشستشهردارانجهاندرسئول", coded) == Title("نشست شهرداران جهان در سئول", is_confirmed=False)


def test_only_base64_of_persian_text_is_read_as_a_copy():
    assert decoded("2LTZh9ix") is None
    assert decoded("not base64 at all") is None
    assert decoded(base64.b64encode(b"plain english text").decode()) is None


def test_the_command_restores_lines_and_reports_every_change(tmp_path):
    source, target, report = "كتاب 3دهه\nشهر\n", io.StringIO(), tmp_path / "report.jsonl"

    run(False, report, io.StringIO(source), target)

    assert target.getvalue() == "کتاب ۳ دهه\nشهر\n"
    entries = [json.loads(line) for line in report.read_text(encoding="utf-8").splitlines()]
    assert {entry["line"] for entry in entries} == {1}
    changes = [Change(**{key: entry[key] for key in Change.__slots__}) for entry in entries]
    assert undo(target.getvalue(), changes) == source


def test_the_command_judges_a_document_as_a_whole(tmp_path):
    source, target = "اطاعات و مشکات محات\nشورای اسامی شهر\nبوی گاب", io.StringIO()

    run(True, None, io.StringIO(source), target)

    assert target.getvalue() == "اطلاعات و مشکلات محلات\nشورای اسلامی شهر\nبوی گلاب"
