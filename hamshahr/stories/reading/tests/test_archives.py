"""Pages by the file, the folder, the ZIP, the table and the feed."""

import io
from pathlib import Path

import pytest

from hamshahr.kernel.errors import Refused
from hamshahr.stories.reading import PageRead, Picture, Unread, open_bundle, read_page
from hamshahr.stories.reading.tests.hostile import ARTICLE, HTML, PNG, TEXT, WXR, archive, html

SAMPLES = Path(__file__).with_name("samples")
OUTSIDE = "Things embedded in the page that are neither text nor a picture of the archive were left out."


def pages_in(source, name=""):
    with open_bundle(source, name) as bundle:
        return list(bundle.pages())


def titles(found):
    return [(name, one.title.text if isinstance(one, PageRead) else one.sentence) for name, one in found]


def test_a_page_of_html_gives_its_article_without_the_chrome_and_without_what_runs():
    zipped = archive(("fa/page.html", HTML), ("pictures/hall.jpg", b"\xff\xd8\xff" + bytes(20)))
    [(name, page)] = pages_in(io.BytesIO(zipped), "pages.zip")

    assert name == "fa/page.html"
    assert page.title.text == "شهر ما میزبان زنان شهردار شد"
    assert page.lead.text.startswith("نشست سالانه زنان شهردار")
    assert [(block.kind, block.text) for block in page.blocks] == [
        ("picture", "تالار نشست"),
        ("paragraph", "در این نشست شهرداران درباره حمل‌ونقل عمومی گفت‌وگو کردند & تصمیم گرفتند."),
        ("heading", "سه تصمیم"),
        ("list", "برابری در شوراها\nخیابان امن\nآموزش"),
        ("quotation", "شهر بدون زنان نیمی از خود را ندارد."),
        ("paragraph", "نشانی تازه:\nخیابان دانشگاه، شماره ۷"),
        ("paragraph", "پایان نشست با امضای بیانیه بود."),
    ]
    assert page.blocks[1].html.endswith("گفت‌وگو کردند &amp; تصمیم گرفتند.")
    assert page.blocks[5].html == "نشانی تازه:<br>خیابان دانشگاه، شماره ۷"
    assert page.source == HTML


def test_the_head_of_html_tells_date_category_author_and_addresses():
    page = read_page(HTML, "page.html")

    assert page.published.at.isoformat() == "2021-10-05T09:30:00+03:30"
    assert [category.text for category in page.categories] == ["شهر و شهروند"]
    assert page.author.text == "لاله امینی"
    assert page.address == "https://news.example.org/fa/5521"
    assert page.short_link == "https://news.example.org/s/5521"


def test_pictures_come_from_the_archive_only():
    zipped = archive(("fa/page.html", HTML), ("pictures/hall.jpg", b"\xff\xd8\xff" + bytes(20)), ("other.png", PNG))
    with open_bundle(io.BytesIO(zipped), "pages.zip") as bundle:
        [(_name, page)] = bundle.pages()

        assert list(page.pictures) == [
            Picture("../pictures/hall.jpg", "تالار نشست", "تالار شهر، عکس از آرشیو", "pictures/hall.jpg")
        ]
        assert page.warnings == (
            OUTSIDE,
            "The picture “\u2068gone.png\u2069” is not in the archive and was left out.",
            "1 link was left out: its address leads nowhere by itself.",
        )
        assert bundle.picture("pictures/hall.jpg") == b"\xff\xd8\xff" + bytes(20)
        with pytest.raises(Refused, match="cannot be opened"):
            bundle.picture("../../etc/passwd")


def test_what_is_named_as_a_picture_and_is_none_is_refused():
    zipped = archive(("page.html", HTML), ("pictures/hall.jpg", b"<svg onload=steal()>"))
    with open_bundle(io.BytesIO(zipped)) as bundle, pytest.raises(Refused, match="no picture of a kind that is shown"):
        bundle.picture("pictures/hall.jpg")


def test_the_founding_article_reads_the_same_as_html_with_line_breaks():
    lines = "<br>\n".join(TEXT.splitlines())
    page = read_page(f"<html><body><div>{lines}</div></body></html>".encode())
    plain = read_page(ARTICLE)

    assert (page.title.text, page.lead.text) == (plain.title.text, plain.lead.text)
    assert [block.text for block in page.blocks] == [block.text for block in plain.blocks]
    assert (page.published, page.timings) == (plain.published, plain.timings)
    assert [one.text for one in page.categories] == [one.text for one in plain.categories]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1256"])
def test_a_page_reads_the_same_in_every_encoding(encoding):
    text = "تصميم شورا\n\nشوراي شهر درباره حمل و نقل عمومي تصميم گرفت و آن را به راي گذاشت.\n\nگزارش آن منتشر شد.\n"
    page = read_page(text.encode(encoding))

    assert page.encoding == encoding.removesuffix("-sig").replace("utf-16", "utf-16-le").replace("-le-", "-")
    assert (page.title.text, page.blocks[0].text) == ("تصمیم شورا", "گزارش آن منتشر شد.")
    assert page.source == text.encode(encoding)


def test_a_folder_gives_its_files_by_name_and_follows_no_link(tmp_path):
    (tmp_path / "b.txt").write_bytes(ARTICLE)
    (tmp_path / "a").mkdir()
    (tmp_path / "a/page.html").write_bytes(html("<p>text of the page</p>"))
    (tmp_path / "a/style.css").write_text("p { color: red }")
    (tmp_path / "c.txt").symlink_to("/etc/passwd")

    assert titles(pages_in(tmp_path)) == [
        ("b.txt", "پیشگامی مشهد در فهرست کلان‌شهرهای جهان"),
        ("c.txt", "This is no plain file, so it is not opened."),
        ("a/page.html", "Title"),
    ]


def test_an_import_is_taken_up_again_without_reading_what_was_done():
    zipped = archive(*[(f"{number}.txt", ARTICLE) for number in range(4)])
    with open_bundle(io.BytesIO(zipped)) as bundle:
        assert bundle.expected == 4
        assert [name for name, _page in bundle.pages(lambda name: name not in ("0.txt", "2.txt"))] == ["1.txt", "3.txt"]


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("rows.csv", "title,body\n" + "".join(f"T{one},text of {one}\n" for one in range(300))),
        ("lines.jsonl", "".join(f'{{"title": "T{one}", "body": "text of {one}"}}\n' for one in range(300))),
        ("list.json", "[" + ",".join(f'{{"title": "T{one}", "body": "text of {one}"}}' for one in range(300)) + "]"),
    ],
)
def test_one_large_file_is_taken_up_again_where_it_was_left(name, raw):
    names = [found for found, _page in pages_in(io.BytesIO(raw.encode()), name)]
    done = set(names[:298])

    with open_bundle(io.BytesIO(raw.encode()), name) as bundle:
        left = [(found, page.title.text) for found, page in bundle.pages(lambda found: found not in done)]
    with open_bundle(io.BytesIO(raw.encode()), name) as bundle:
        nothing = list(bundle.pages(lambda found: found == name))

    assert left == [(names[298], "T298"), (names[299], "T299")]
    assert nothing == []


def test_a_table_gives_a_page_a_row():
    [(name, page), (empty, unread)] = pages_in(SAMPLES / "columns.csv")

    assert (name, page.title.text, page.author.text) == ("columns.csv:2", "نخستین خبر", "مینا")
    assert [block.text for block in page.blocks] == ["خط اول، خبر", "خط دوم خبر"]
    assert [category.text for category in page.categories] == ["اخبار", "اخبار ویژه"]
    assert page.published.at.isoformat() == "2022-01-09T12:57:00+03:30"
    assert page.source.decode().startswith("نخستین خبر;")
    assert page.source in (SAMPLES / "columns.csv").read_bytes()
    assert (empty, unread) == ("columns.csv:4", Unread("There is no text in this page, or nothing but a title."))


def test_lines_of_json_are_read_each_by_itself():
    found = pages_in(SAMPLES / "lines.jsonl")

    assert titles(found) == [
        ("lines.jsonl:1", "Mayors met"),
        ("lines.jsonl:2", "This line is no whole JSON object."),
        ("lines.jsonl:3", "Second"),
    ]
    assert [block.text for block in found[0][1].blocks] == [
        "Mayors of the network met in Seoul.",
        "They agreed on a plan.",
    ]
    assert [category.text for category in found[0][1].categories] == ["News", "Meetings"]


def test_a_list_of_json_gives_each_object_with_its_bytes():
    raw = b'[{"title": "One", "body": "text of one"},\n {"title": "Two", "body": "text of two"}]'
    found = pages_in(io.BytesIO(raw), "list.json")

    assert titles(found) == [("list.json#1", "One"), ("list.json#2", "Two")]
    assert found[1][1].source == b'{"title": "Two", "body": "text of two"}'


def test_an_export_of_wordpress_gives_its_posts():
    zipped = archive(("weblog.xml", WXR), ("uploads/2022/01/class.jpg", b"\xff\xd8\xff"))
    found = pages_in(io.BytesIO(zipped), "weblog.zip")
    page, draft = found[0][1], found[1][1]

    assert titles(found) == [
        ("weblog.xml#1", "کارگاه مدیریت پسماند برگزار شد"),
        ("weblog.xml#2", "پیش‌نویس"),
        ("weblog.xml#3", "This page is closed by a password in WordPress; open it there and export again."),
    ]
    assert [(block.kind, block.text) for block in page.blocks] == [
        ("paragraph", "کارگاه سه روزه مدیریت پسماند با حضور ده شهر برگزار شد."),
        ("picture", "کلاس"),
        ("paragraph", "شرکت‌کنندگان از کارخانه بازدید کردند."),
        ("paragraph", "برنامه سال آینده هم اعلام شد."),
    ]
    assert (page.lead.text, page.author.text, page.code) == ("گزارش کوتاه کارگاه", "رضا", "11")
    assert page.published.at.isoformat() == "2022-01-09T12:57:00+03:30"
    assert [category.text for category in page.categories] == ["آموزش"]
    assert [(picture.member, picture.caption) for picture in page.pictures] == [
        ("uploads/2022/01/class.jpg", "کلاس نخست")
    ]
    assert page.source.startswith(b"<item>") and page.source.endswith(b"</item>") and page.source in WXR
    assert draft.warnings == ("In WordPress this page was not published.",)
    assert draft.published is None


def test_a_feed_of_atom_gives_its_entries():
    [(name, page)] = pages_in(SAMPLES / "feed.atom")

    assert (name, page.title.text, page.language) == ("feed.atom#1", "Thirty cities & one fund", "en")
    assert (page.lead.text, page.author.text) == ("The fund opens its window.", "Sara Rahimi")
    assert [block.text for block in page.blocks] == [
        "The fund of the network opens for thirty cities & their partners.",
        "The window closes in May.",
    ]
    assert page.address == "https://feed.example.org/30"


def test_a_feed_of_rss_in_utf_16_keeps_the_bytes_of_its_items():
    feed = '<?xml version="1.0" encoding="UTF-16"?><rss><channel><item><title>خبر</title><description>متن خبر شهر'
    raw = f"{feed}</description></item><item><title>دو</title><description>متن دوم</description></item></channel></rss>"
    found = pages_in(io.BytesIO(raw.encode("utf-16")), "feed.xml")

    assert titles(found) == [("feed.xml#1", "خبر"), ("feed.xml#2", "دو")]
    assert found[1][1].source.decode("utf-16-le") == raw[raw.index("<item><title>دو") : raw.index("</channel>")]


def test_a_path_that_is_nothing_gives_a_sentence(tmp_path):
    with pytest.raises(Refused, match=r"The file “gone\.txt” cannot be opened\."):
        open_bundle(tmp_path / "gone.txt")
