"""The words of a comment: plain, seen whole, with links that recommend nothing."""

import pytest

from hamshahr.comments.wording import fingerprint, number_of_links, shown, tidied

LINK = '<a href="{0}" rel="nofollow ugc noopener"><bdi dir="ltr">{0}</bdi></a>'


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("a < b & <script>alert(1)</script>", "<p>a &lt; b &amp; &lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("one\r\ntwo\n\n\n\nthree", "<p>one<br>two</p>\n<p>three</p>"),
        ("(see https://a.example/x_(y)).", f"<p>(see {LINK.format('https://a.example/x_(y)')}).</p>"),
        ('https://a.example/"onclick="x', f"<p>{LINK.format('https://a.example/')}&quot;onclick=&quot;x</p>"),
        ("javascript:alert(1) www.a.example", "<p>javascript:alert(1) www.a.example</p>"),
        ("a\u202ecod.exe\u2066\u0000\u200bb می\u200cروم", "<p>acod.exeb می\u200cروم</p>"),
    ],
)
def test_a_comment_is_shown_as_plain_text_with_its_links(typed, page):
    assert shown(tidied(typed)) == page.replace("<p>", '<p dir="auto">')


def test_every_way_out_is_counted_as_a_link():
    assert number_of_links("https://a.example http://b.example www.c.example d.example/path e.g. 3.5 so.Then") == 4


def test_the_same_words_in_another_spelling_are_the_same_words():
    assert fingerprint("كتاب هاي، خوب!") == fingerprint("کتاب‌های خوب")
    assert fingerprint("Buy NOW") == fingerprint("buy, now.")
    assert fingerprint("Buy now") != fingerprint("Buy then")
