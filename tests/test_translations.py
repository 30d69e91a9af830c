"""A translation that stays while its authentic text changes is stale, whoever changes it, until it is renewed."""

import pytest

from hamshahr.accounts import log
from hamshahr.accounts.models import Act, BindingLanguage, StaleTranslation
from hamshahr.accounts.services import bind_language, confirm_translations
from hamshahr.accounts.translations import authentic_language, note, rebuild, states_of
from hamshahr.kernel.errors import Refused
from hamshahr.parties.services import describe
from hamshahr.record.importing import carry_out, prepare
from tests.world import names

FIRST = {"en": "It meets in June.\n\nIt has ten seats.", "fa": "خرداد گرد می‌آید.\n\nده کرسی دارد."}
EN, FA = "It meets in June.\n\nIt has twelve seats.", "خرداد گرد می‌آید.\n\nدوازده کرسی دارد."


def write(world, **texts):
    describe(world.board, {"rules_in_short": names(**texts)}, by=world.sara)
    world.board.refresh_from_db()


@pytest.fixture
def described(world):
    """The board with its rules in short in English and Persian, and the English changed since."""
    write(world, **FIRST)
    write(world, **FIRST | {"en": EN})
    return world


def states(thing, field="rules_in_short"):
    return {language: text.state.value for language, text in states_of(thing)[field].items()}


def test_each_text_is_authentic_current_or_missing(world):
    write(world, **FIRST)

    assert states(world.board) == {"fa": "current", "en": "authentic", "es": "missing", "fr": "missing"}


def test_a_translation_that_stays_is_stale_and_knows_what_it_was_made_from(described):
    row = StaleTranslation.objects.get()

    assert states(described.board)["fa"] == "stale"
    assert states(described.board, "names")["fa"] == "current"
    assert (row.field, row.language, row.authentic_language) == ("rules_in_short", "fa", "en")
    assert row.made_from == FIRST["en"]
    assert row.act == Act.objects.get(number=row.act.number, verb="thing.described")
    passages = states_of(described.board)["rules_in_short"]["fa"].passages
    assert [(passage.state, passage.after) for passage in passages] == [
        ("same", "It meets in June."),
        ("changed", "It has twelve seats."),
    ]


def test_a_further_change_keeps_the_text_that_the_translation_was_made_from(described):
    write(described, en=EN + "\n\nMore.", fa=FIRST["fa"])

    assert StaleTranslation.objects.get().made_from == FIRST["en"]


@pytest.mark.parametrize(
    "texts",
    [
        {"en": EN, "fa": FA},
        {"en": EN + " Now.", "fa": FA},
        {"en": FIRST["en"], "fa": FIRST["fa"]},
        {"en": EN},
    ],
    ids=["renewed", "both changed", "taken back", "emptied"],
)
def test_a_translation_is_not_stale_any_more(described, texts):
    write(described, **texts)

    assert not StaleTranslation.objects.exists()
    assert states(described.board)["fa"] == ("current" if "fa" in texts else "missing")


def test_spaces_and_a_first_authentic_text_make_nothing_stale(world):
    write(world, fa=FIRST["fa"])
    write(world, **FIRST)
    write(world, **FIRST | {"en": FIRST["en"].replace(" ", "  ") + "\n"})

    assert not StaleTranslation.objects.exists()


def test_a_new_translation_of_the_new_text_is_current_beside_a_stale_one(described):
    write(described, en=EN, fa=FIRST["fa"], fr="Douze sièges.")

    assert states(described.board) == {"fa": "stale", "en": "authentic", "es": "missing", "fr": "current"}


def test_confirming_is_an_act_and_cannot_be_done_twice(described):
    text = [("rules_in_short", "fa")]

    confirm_translations(thing=described.board, texts=text, by=described.sara, reason="Read.")

    act = Act.objects.first()
    assert (act.verb, act.by, act.reason) == ("translation.confirmed", described.sara, "Read.")
    assert act.changes == {"confirmed_translations": [None, ["rules_in_short (fa)"]]}
    assert states(described.board)["fa"] == "current"
    with pytest.raises(Refused, match="not older"):
        confirm_translations(thing=described.board, texts=text, by=described.sara)
    with pytest.raises(Refused, match="which translation"):
        confirm_translations(thing=described.board, texts=[], by=described.sara)
    assert Act.objects.first() == act


def test_another_language_binds_from_an_act_on(world):
    write(world, **FIRST)
    bind_language(thing=world.board, language="fa", by=world.sara, reason="Tehran")

    write(world, **FIRST | {"fa": FA})

    assert authentic_language(world.board) == "fa"
    assert states(world.board) == {"fa": "authentic", "en": "stale", "es": "missing", "fr": "missing"}


def test_a_language_without_text_a_stale_one_or_the_same_cannot_bind(described):
    for language, why in {"es": "no text", "fa": "older than", "en": "already"}.items():
        with pytest.raises(Refused, match=why):
            bind_language(thing=described.board, language=language, by=described.sara)

    assert not BindingLanguage.objects.exists()


def test_what_is_stale_stays_so_under_another_binding_language_made_from_nobody_knows_what(described):
    write(described, en=EN, fa=FIRST["fa"], fr="Douze sièges.")

    bind_language(thing=described.board, language="fr", by=described.sara)

    row = StaleTranslation.objects.get()
    assert (row.language, row.authentic_language, row.made_from) == ("fa", "fr", "")
    assert [passage.state for passage in states_of(described.board)["rules_in_short"]["fa"].passages] == ["added"]


def test_an_import_of_one_language_makes_the_others_stale(world):
    table = "gatherings"
    head = "gathering_id,type,title,title_fa,place_city_id\n"
    for text in ("wc,congress,First name,نام,seoul\n", "wc,congress,Second name,,seoul\n"):
        carry_out(prepare(table, (head + text).encode(), world.sara, name="g.csv"), world.sara)

    row = StaleTranslation.objects.get()
    assert (row.kind, row.field, row.language) == ("gatherings.gathering", "names", "fa")
    assert row.made_from == "First name"


def test_the_tables_are_what_the_log_says(described):
    write(described, en=EN, fa=FIRST["fa"], fr="Douze sièges.")
    bind_language(thing=described.board, language="fr", by=described.sara)
    describe(described.mashhad, {"names": names(en="Meshed", fa="مشهد")}, by=described.sara)
    columns = ("kind", "thing_id", "field", "language", "authentic_language", "made_from", "act_id")
    before = list(StaleTranslation.objects.order_by("kind").values_list(*columns))

    assert rebuild() == 2

    assert list(StaleTranslation.objects.order_by("kind").values_list(*columns)) == before
    assert BindingLanguage.objects.get().language == "fr"


def test_a_thing_that_enters_costs_no_query_for_its_translations(world, django_assert_num_queries):
    changes = log.difference({}, log.fields_of(world.board))
    act = log.write("body.founded", world.board, by=world.sara, changes=changes)

    with django_assert_num_queries(0):
        note(act, world.board)
