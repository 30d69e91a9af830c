"""A form offers damaged Persian text mended, and sends what its writer chooses: never silently, never a second time."""

import pytest
from django import forms

from hamshahr.kernel.mending import OffersMending, mended

DAMAGED = "كان شهرهاي ايران در محات شهر تعامات دارند و اين متن را ميخوانند."
WHOLE = "کلان‌شهرهای ایران در محلات شهر تعاملات دارند و این متن را می‌خوانند."


class Form(OffersMending, forms.Form):
    mendable = ("text",)
    text = forms.CharField()
    year = forms.IntegerField()


def sent(text=DAMAGED, seen="", choice="", year="1400"):
    form = Form({"text": text, "year": year, "text_seen": seen, "text_choice": choice})
    return form, form.is_valid()


def test_damaged_text_comes_back_once_with_its_marks_and_as_it_was_typed():
    form, is_sent = sent()
    offer = form.fields["text"].offer

    assert (is_sent, form.errors, form["text"].value()) == (False, {}, DAMAGED)
    assert (offer.restored.text, offer.restored.source, offer.chosen) == (WHOLE, DAMAGED, "")
    (passage,) = offer.passages
    assert (passage.before, passage.after) == (DAMAGED, WHOLE)
    assert offer.number == 5


@pytest.mark.parametrize(("choice", "text"), [("mended", WHOLE), ("typed", DAMAGED)])
def test_what_was_chosen_is_what_is_sent(choice, text):
    offer = sent()[0].fields["text"].offer

    form, is_sent = sent(seen=offer.seen, choice=choice)

    assert (is_sent, form.cleaned_data) == (True, {"text": text, "year": 1400})
    assert form.fields["text"].offer.chosen == choice


def test_a_choice_holds_for_the_text_that_was_seen_and_has_to_be_made():
    seen = sent()[0].fields["text"].offer.seen

    other, is_sent = sent(DAMAGED + " مي روم", seen=seen, choice="mended")
    assert (is_sent, other.fields["text"].offer.is_asked_again) == (False, False)
    for choice in ("", "anything"):
        form, is_sent = sent(seen=seen, choice=choice)
        assert (is_sent, form.fields["text"].offer.is_asked_again) == (False, True)


def test_mistakes_come_first_and_the_choice_outlasts_them():
    seen = sent()[0].fields["text"].offer.seen

    form, is_sent = sent(year="x", seen=seen, choice="mended")

    assert (is_sent, set(form.errors), hasattr(form.fields["text"], "offer")) == (False, {"year"}, False)


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        "هذه المدينة جميلة جدا وفي كل حي من أحيائها مكتبة، وقد كتب عنها كثير من الناس.",
        "The city of Mashhad  has hosted 30 workshops.",
        "کتاب‌های  خوب , در سال 1400 .",
        "",
    ],
)
def test_whole_text_other_languages_and_trifles_are_no_question(text):
    assert mended(text) is None
    assert sent(text or "x")[1] is True
