"""Two versions of a text beside each other: which paragraphs changed, and which words."""

from hamshahr.kernel.paragraphs import Passage, Piece, compare, compare_texts, paragraphs, says_the_same

OLD = "The board meets yearly.\n\nIt has twelve seats, one for each region.\n\nIts chair is elected."
NEW = OLD.replace("twelve", "fifteen").replace("Its chair", "Minutes are public.\n\nIts chair")


def test_paragraphs_are_parted_by_empty_lines_and_hold_single_spaces():
    assert paragraphs("One \r\n two\r\n \r\nthree\n\n\n") == ["One two", "three"]
    assert paragraphs(" \n ") == []


def test_a_text_that_was_only_set_anew_says_the_same():
    assert says_the_same("A  word,\nand more.", "A word, and more.\n")
    assert not says_the_same("A word.", "A\n\nword.")
    assert not says_the_same("می‌رود", "می رود")


def test_each_paragraph_stands_beside_what_it_became():
    passages = compare_texts(OLD, NEW)

    assert [passage.state for passage in passages] == ["same", "changed", "added", "same"]
    assert passages[1].pieces == [
        Piece("same", "It has"),
        Piece("removed", "twelve"),
        Piece("added", "fifteen"),
        Piece("same", "seats, one for each region."),
    ]
    assert passages[2] == Passage(None, "Minutes are public.")


def test_a_paragraph_that_went_is_told():
    passages = compare(["One stays here.", "Two goes away wholly."], ["One stays here."])

    assert [passage.state for passage in passages] == ["same", "removed"]
    assert passages[1].pieces == [Piece("removed", "Two goes away wholly.")]


def test_of_an_unknown_text_everything_is_new():
    assert [passage.state for passage in compare_texts("", NEW)] == ["added"] * 4
    assert compare_texts("", "") == []


def test_persian_words_are_compared_as_words():
    passage = compare_texts("هیئت‌مدیره دوازده کرسی دارد.", "هیئت‌مدیره پانزده کرسی دارد.")[0]

    assert [piece.words for piece in passage.pieces if piece.state != "same"] == ["دوازده", "پانزده"]


def test_paragraphs_with_nothing_in_common_are_not_taken_for_each_other():
    passages = compare(["alpha beta", "gamma delta"], ["one two", "three four", "gamma delta epsilon"])

    assert [passage.state for passage in passages] == ["removed", "added", "added", "changed"]
