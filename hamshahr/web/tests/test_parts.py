import re

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.utils import translation

STATES = ["proven", "partly", "claimed", "contradicted", "confirmed", "probable"]


class EntryForm(forms.Form):
    name = forms.CharField(label="Name", help_text="As your city writes it.")
    vote = forms.ChoiceField(label="Vote", choices=[("for", "For"), ("against", "Against")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="We agree", required=False)
    remark = forms.CharField(label="Remark", required=False)


def rendered(name, language="en", **context):
    with translation.override(language):
        return " ".join(render_to_string(f"web/{name}.html", context).split())


@pytest.mark.parametrize("state", STATES)
def test_a_state_is_a_word_a_form_and_a_colour(state):
    shown = rendered("_state", state=state)

    assert re.search(r'href="#m-(proven|partly|claimed|contradicted)"', shown)
    assert f"state-{state}" in shown
    assert re.search(r"</svg> \w+", shown)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (1, ["1", "2", "…", "20", "Next"]),
        (2, ["Previous", "1", "2", "3", "…", "20", "Next"]),
        (3, ["Previous", "1", "2", "3", "4", "…", "20", "Next"]),
        (20, ["Previous", "1", "…", "19", "20"]),
    ],
)
def test_pages_are_numbered_and_the_far_ones_left_out(number, shown):
    page = Paginator(range(200), 10).page(number)

    text = re.sub(r"<[^>]+>", " ", rendered("_pages", page=page, query="q=a&on=1"))

    assert text.replace("&nbsp;", " ").split() == shown


def test_a_single_page_has_no_numbers():
    assert not rendered("_pages", page=Paginator(range(5), 10).page(1), query="")


def test_persian_pages_count_in_persian():
    assert ">۲</span>" in rendered("_pages", "fa", page=Paginator(range(200), 10).page(2), query="")


def test_a_field_is_label_help_error_and_field_in_this_order():
    html = EntryForm({"name": ""})["name"].as_field_group()

    places = [html.index(part) for part in ('for="id_name"', "id_name_helptext", 'id="id_name_error"', "<input")]
    assert places == sorted(places)


def test_the_summary_leads_to_each_answer_and_optional_fields_say_so():
    html = EntryForm({"name": "", "vote": ""}).as_div()

    assert re.findall(r'<a href="#(\w+)">', html) == ["id_name", "id_vote_group"]
    assert 'id="id_vote_group"' in html
    assert html.count("(optional)") == 1
    assert "autofocus" in html


def test_a_fresh_form_has_no_summary():
    html = EntryForm().as_div()

    assert "notice-bad" not in html
    assert "field-bad" not in html


@pytest.mark.parametrize("name", ["400", "500"])
def test_what_failed_is_told_in_all_languages_without_any_context(name):
    html = render_to_string(f"{name}.html")

    assert re.findall(r'<section[^>]* lang="(\w+)" dir="(\w+)"', html) == [
        ("fa", "rtl"),
        ("en", "ltr"),
        ("es", "ltr"),
        ("fr", "ltr"),
    ]
