"""Links in the paragraphs of pages: kept where they lead somewhere safely, through mending and its undoing."""

from hamshahr.stories.reading import Link, read_page
from hamshahr.stories.reading.links import safe_address

PAGE = (
    "<html><head>{head}</head><body><article><h1>میزبانی شهر از نشست شهرداران</h1>"
    "<p>مشهد میزبان  <a href='{href}'> دبیرخانه كان شهرهای جهان</a> است و <a href='#note'>یادداشت</a> دارد.</p>"
    "<ul><li>• یک</li><li>دو <a href='mailto:desk@example.org'>تحریریه</a></li></ul>"
    "<blockquote>گفت <a href='https://example.org/'>این</a></blockquote>"
    "<p>سطر اول <a href='https://example.org/a?b=1&amp;c=2'>پیوند<br>دو سطری</a> و <a href=javascript:steal()>دزد</a>"
    " و <a href='https://example.org/open'>باز</p><p>پایان کار.</p></article></body></html>"
)
CANONICAL = '<link rel="canonical" href="https://news.example.org/fa/5521/">'


def test_links_stand_at_their_words_whatever_is_mended_around_them():
    page = read_page(PAGE.format(head=CANONICAL, href="../list?a=1").encode(), "page.html")

    whole = ' <a href="https://news.example.org/fa/list?a=1">دبیرخانه کلان‌شهرهای جهان</a> '
    assert whole in page.blocks[0].html
    assert page.blocks[0].html.endswith("است و یادداشت دارد.")
    assert page.blocks[1].items == ["یک", 'دو <a href="mailto:desk@example.org">تحریریه</a>']
    assert page.blocks[2].html == "گفت این"
    link = '<a href="https://example.org/a?b=1&amp;c=2">'
    assert page.blocks[3].html == (
        f'سطر اول {link}پیوند</a><br>{link}دو سطری</a> و دزد و <a href="https://example.org/open">باز</a>'
    )
    assert page.blocks[4].html == "پایان کار."
    assert page.warnings[-2:] == (
        "1 link was left out: its address leads nowhere by itself.",
        "1 link was left out: only paragraphs and lists hold links.",
    )
    undone = page.blocks_without(range(len(page.body.changes)))
    assert 'list?a=1">دبیرخانه كان شهرهای جهان</a>' in undone[0].html
    assert [page.body.source[one.start : one.end] for one in page.links] == [
        "دبیرخانه كان شهرهای جهان",
        "تحریریه",
        "پیوند\nدو سطری",
        "باز",
    ]
    plain = read_page(PAGE.format(head="", href="../list").encode(), "page.html")
    assert [block.text for block in plain.blocks] == [block.text for block in page.blocks]
    assert [link.address for link in plain.links] == [link.address for link in page.links[1:]]


def test_only_addresses_that_are_safe_by_themselves_are_followed():
    page = "https://news.example.org/fa/1"
    kept = {
        "https://example.org/شهر": "https://example.org/شهر",
        "/a": "https://news.example.org/a",
        "//example.org/x": "https://example.org/x",
        " https://example.org/\u200b": "https://example.org/",
        "mailto:a.b+c@example.org": "mailto:a.b+c@example.org",
    }
    assert {written: safe_address(written, page) for written in kept} == kept
    unsafe = (
        "javascript:steal()",
        "java\nscript:steal()",
        "data:text/html,x",
        "https://you@example.org/",
        'https://example.org/"onclick="x',
        "mailto:a@example.org?bcc=all@example.org",
        "ftp://example.org/",
        "http://[::1",
        "https://example.org/" + "a" * 2000,
    )
    assert {safe_address(written, page) for written in unsafe} == {""}
    assert safe_address("/a", "") == safe_address("a", "not an address") == ""


def test_a_page_of_nothing_but_links_is_read_in_one_pass():
    text = "".join(f"<a href='https://example.org/{number}'>word{number}</a> " for number in range(8000))
    page = read_page(f"<article><h1>A title</h1><p>First.</p><p>{text}</p></article>".encode(), "page.html")

    assert len(page.links) == page.blocks[-1].html.count("<a href") == 8000
    assert page.links[0] == Link(7, 12, "https://example.org/0")
