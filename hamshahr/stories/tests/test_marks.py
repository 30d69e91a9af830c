"""Finding the words of a claim in a text, whatever the spelling."""

from hamshahr.stories.marks import Mark, holds, marked


def numbered(mark):
    return f"[{mark.number}]"


def test_a_phrase_is_found_in_any_spelling():
    html = "<p>در ۳ كنفرانس بین\u200cالمللی در بروکسل</p>"

    text, found = marked(html, [Mark(1, "در 3کنفرانس بین المللی", "partly")], numbered)

    assert text == '<p><span class="said said-partly">در ۳ كنفرانس بین\u200cالمللی</span>[1] در بروکسل</p>'
    assert [mark.number for mark in found] == [1]


def test_a_phrase_over_a_tag_is_underlined_on_both_sides():
    text, _found = marked(
        "<p>more <b>than 30</b> workshops &amp; so on</p>", [Mark(1, "more than 30 workshops", "proven")], numbered
    )

    assert text == (
        '<p><span class="said said-proven">more </span><b><span class="said said-proven">than 30</span></b>'
        '<span class="said said-proven"> workshops</span>[1] &amp; so on</p>'
    )


def test_of_two_phrases_that_overlap_both_are_numbered():
    text, found = marked(
        "<p>one two three</p>", [Mark(1, "one two", "proven"), Mark(2, "two three", "claimed")], numbered
    )

    assert text == (
        '<p><span class="said said-proven">one two</span>[1]<span class="said said-claimed"> three</span>[2]</p>'
    )
    assert [mark.number for mark in found] == [1, 2]


def test_the_number_of_a_phrase_that_ends_inside_a_link_stands_behind_the_link():
    html = '<p>more than <a href="https://example.org/?a=1&amp;b=2">30 workshops</a>, and more</p>'

    text, _found = marked(html, [Mark(1, "than 30", "proven"), Mark(2, "workshops, and", "partly")], numbered)

    assert text == (
        '<p>more <span class="said said-proven">than </span><a href="https://example.org/?a=1&amp;b=2">'
        '<span class="said said-proven">30</span> <span class="said said-partly">workshops</span></a>[1]'
        '<span class="said said-partly">, and</span>[2] more</p>'
    )


def test_a_phrase_that_is_not_there_is_left_out():
    assert marked("<p>nothing</p>", [Mark(1, "something", "proven")], numbered) == ("<p>nothing</p>", [])
    assert not holds("something", "nothing")
    assert not holds(" - ", "nothing")
