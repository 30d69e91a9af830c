"""Motions: their way, their texts and who sees them; amendments, blocks and what becomes stale."""

import pytest

from hamshahr.accounts import log
from hamshahr.accounts.models import Act
from hamshahr.decisions import services
from hamshahr.decisions.amending import Amended, Change, in_order_of_voting, laid_in
from hamshahr.decisions.models import Amendment, Motion
from hamshahr.decisions.queries.texts import rows_for, texts_of
from hamshahr.decisions.rules import motions as rules
from hamshahr.decisions.services.amendments import adopt_amendment, voting_order
from hamshahr.decisions.tests.sittings import TEXT, a_motion, a_sitting, brought
from hamshahr.decisions.workflow import USUAL, State, check, written
from hamshahr.kernel.errors import Refused
from tests.world import names

FARSI = ["شهرها هر سال گرد هم می‌آیند.", "میزبان با قرعه برگزیده می‌شود.", "هزینه‌ها بخش می‌شود."]


@pytest.fixture
def sitting(world):
    return a_sitting(world)


def translated(motion, words, title="نشست سالانه", language="fa", by=None):
    basis = texts_of(motion).authentic
    return services.translate(motion=motion, language=language, title=title, paragraphs=words, basis=basis, by=by)


def test_editing_the_words_that_bind_makes_the_others_stale_until_they_are_confirmed_paragraph_by_paragraph(sitting):
    motion = a_motion(sitting)
    translated(motion, FARSI, by=sitting.sara)
    translated(motion, ["Uno.", "Dos.", "Tres."], "Reuniones", "es", by=sitting.sara)
    assert texts_of(motion).stale == []

    services.rewrite(motion=motion, title="Yearly meetings", text=TEXT.replace("by lot", "by vote"), by=sitting.mina)
    texts = texts_of(motion)
    assert sorted(texts.stale) == ["es", "fa"]
    assert texts.missing == ["fr"]
    with_word = rules.obstacle_of_stale_texts(texts)
    assert with_word == "The text that binds was changed; confirm or mend first: فارسی, Español."
    rows = rows_for(texts, "fa")
    assert [(row.passage.state, row.words) for row in rows] == [
        ("same", FARSI[0]), ("changed", FARSI[1]), ("same", FARSI[2]),
    ]  # fmt: skip
    assert [(piece.state, piece.words) for piece in rows[1].passage.pieces] == [
        ("same", "The host is chosen by"), ("removed", "lot."), ("added", "vote."),
    ]  # fmt: skip

    services.confirm_translation(motion=motion, language="es", by=sitting.sara)
    translated(motion, [FARSI[0], "میزبان با رأی برگزیده می‌شود.", FARSI[2]], by=sitting.sara)
    assert rules.obstacle_of_stale_texts(texts_of(motion)) is None
    assert [act.verb for act in Act.objects.filter(verb__startswith="motion.translat").order_by("number")] == [
        "motion.translated", "motion.translated", "motion.translation_confirmed", "motion.translated",
    ]  # fmt: skip
    assert Motion.objects.get().names.data == {"en": "Yearly meetings", "fa": "نشست سالانه", "es": "Reuniones"}
    assert list(log.faults()) == []


def test_a_translation_made_from_older_words_or_with_a_paragraph_missing_is_refused(sitting):
    motion = a_motion(sitting)
    before = texts_of(motion).authentic
    services.rewrite(motion=motion, title="Meetings", text="One.\n\nTwo.", by=sitting.mina)
    with pytest.raises(Refused, match="changed while you wrote"):
        services.translate(
            motion=motion, language="fa", title="ن", paragraphs=["یک", "دو"], basis=before, by=sitting.sara
        )
    with pytest.raises(Refused, match="Every paragraph"):
        translated(motion, ["یک"])
    with pytest.raises(Refused, match="no text in this language"):
        services.confirm_translation(motion=motion, language="fa", by=sitting.sara)
    same = services.rewrite(motion=motion, title=" Meetings ", text="One.\n\n  Two.", by=sitting.mina)
    assert same.version == 2
    assert list(texts_of(motion).latest) == ["en"]


def test_the_way_of_motions_is_data_and_numbers_come_with_the_filing(sitting):
    services.set_docket(
        gathering=sitting.assembly, prefix="R", by=sitting.sara,
        steps="draft > filed: mover\nfiled > debated: secretary\ndebated > put: secretary",
    )  # fmt: skip
    motion, other = a_motion(sitting), a_motion(sitting, mover=None)
    assert (motion.code, motion.state) == ("", "draft")
    motion = brought(sitting, motion, "filed", "filed", "debated")
    assert (motion.code, motion.number, motion.state) == ("R1", 1, "debated")
    with pytest.raises(Refused, match="no motion goes from “draft” to “admissible, open for amendments”"):
        brought(sitting, other, "open")
    with pytest.raises(Refused, match="by opening its ballot"):
        services.step(motion=motion, after="put", by=sitting.sara)
    assert brought(sitting, other, "filed").code == "R2"
    assert [step.state for step in motion.steps.all()] == ["draft", "filed", "debated"]
    for wrong in ("draft > adopted: mover", "filed to open", "withdrawn > filed: mover"):
        with pytest.raises(Refused):
            written(wrong)
    with pytest.raises(Refused, match="ever comes to the vote"):
        services.set_docket(gathering=sitting.assembly, prefix="R", steps="draft > filed: mover", by=sitting.sara)
    check(written(USUAL))


def test_drafts_and_what_stands_under_closed_items_are_seen_by_whom_they_concern(sitting):
    draft = a_motion(sitting)
    filed = brought(sitting, a_motion(sitting), "filed")
    inner = brought(sitting, a_motion(sitting, item=sitting.inner), "filed")
    hidden = brought(sitting, a_motion(sitting, item=sitting.hidden), "filed")
    anonymous = type("Nobody", (), {"is_authenticated": False, "is_active": False, "is_secretariat": False})()

    def seen(user):
        return set(Motion.objects.visible_to(user))

    assert seen(sitting.sara) == {draft, filed, inner, hidden}
    assert seen(sitting.mina) == {draft, filed, inner}
    assert seen(sitting.jun) == {filed, inner}
    assert seen(sitting.omid) == seen(sitting.leila) == seen(anonymous) == {filed}
    assert [rules.may_file(user, sitting.assembly) for user in (sitting.sara, sitting.mina, sitting.omid)] == [
        True, True, False,
    ]  # fmt: skip
    assert [rules.may_write(user, draft) for user in (sitting.mina, sitting.jun)] == [True, False]
    assert not rules.may_write(sitting.mina, filed)


def amended(motion, world, change, paragraph, en="", fa="", mover="seoul"):
    words = {"en": en, "fa": fa} if fa else {"en": en}
    return services.file_amendment(
        motion=motion, change=change, paragraph=paragraph, texts=names(**words) if en else "",
        mover=getattr(world, mover), by=world.jun,
    )  # fmt: skip


def test_amendments_change_the_motion_in_whatever_order_they_are_adopted(sitting):
    motion = a_motion(sitting)
    translated(motion, FARSI, by=sitting.sara)
    motion = brought(sitting, motion, "filed", "open")
    near = amended(motion, sitting, "replace", 2, "The host is chosen by vote.", "میزبان با رأی برگزیده می‌شود.")
    gone = amended(motion, sitting, "delete", 2)
    after = amended(motion, sitting, "insert", 2, "It is told in May.", "در اردیبهشت گفته می‌شود.")
    first = amended(motion, sitting, "insert", 0, "Considering the distances,")
    assert [each.code for each in voting_order(motion)] == ["M1/4", "M1/2", "M1/1", "M1/3"]
    services.place_amendment(amendment=after, position=1, by=sitting.sara)
    assert voting_order(motion)[0] == after
    with pytest.raises(Refused, match="4 amendments are not decided"):
        brought(sitting, motion, "debated")
    with pytest.raises(Refused, match="change by amendments only"):
        services.rewrite(motion=motion, title="Yearly meetings", text="Other.", by=sitting.sara)

    adopt_amendment(after, by=sitting.sara)
    adopt_amendment(near, by=sitting.sara)
    texts = texts_of(motion)
    assert texts.authentic.paragraphs == [
        "The cities meet each year.", "The host is chosen by vote.", "It is told in May.", "The costs are shared.",
    ]  # fmt: skip
    assert texts.latest["fa"].paragraphs == [
        FARSI[0], "میزبان با رأی برگزیده می‌شود.", "در اردیبهشت گفته می‌شود.", FARSI[2],
    ]  # fmt: skip
    assert texts.stale == []
    gone.refresh_from_db()
    assert (gone.state, gone.because) == ("fallen", "Amendment M1/1 was adopted.")
    adopt_amendment(first, by=sitting.sara)
    assert texts_of(motion).authentic.paragraphs[0] == "Considering the distances,"
    assert texts_of(motion).stale == ["fa"]  # the last amendment has no words in Persian
    assert brought(sitting, motion, "debated").state == "debated"


def test_an_amendment_is_withdrawn_by_its_mover_and_falls_with_its_motion(sitting):
    motion = brought(sitting, a_motion(sitting), "filed", "open")
    one, _two = (amended(motion, sitting, "delete", place) for place in (1, 3))
    for change, place, words, sentence in (
        ("delete", 0, "", "from 1 to 3"), ("insert", 4, "More.", "from 0 to 3"), ("replace", 1, "", "Write the new"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=sentence):
            amended(motion, sitting, change, place, words)
    assert rules.may_act_for_mover(sitting.jun, one, sitting.assembly)
    assert not rules.may_act_for_mover(sitting.mina, one, sitting.assembly)
    services.withdraw_amendment(amendment=one, by=sitting.jun)
    services.withdraw_amendment(amendment=one, by=sitting.jun)
    brought(sitting, motion, "withdrawn")
    assert list(Amendment.objects.values_list("state", flat=True)) == ["withdrawn", "fallen"]
    with pytest.raises(Refused, match="not open for amendments: it is withdrawn"):
        amended(motion, sitting, "delete", 2)


def test_several_motions_of_an_item_stand_in_one_block(sitting):
    one, two = (brought(sitting, a_motion(sitting, title=title), "filed") for title in ("One", "Two"))
    other = brought(sitting, a_motion(sitting, item=sitting.inner), "filed")
    with pytest.raises(Refused, match="under another item"):
        services.make_block(item=sitting.item, names=names(en="Block"), motions=[one, other], by=sitting.sara)
    with pytest.raises(Refused, match="at least two"):
        services.make_block(item=sitting.item, names=names(en="Block"), motions=[one], by=sitting.sara)
    block = services.make_block(item=sitting.item, names=names(en="Block"), motions=[two, one], by=sitting.sara)
    assert list(block.motions.all()) == [one, two]
    one = brought(sitting, one, "open")
    assert (
        rules.obstacle_to_amend(one) == "This motion stands in a block; take it out of the block before it is amended."
    )
    services.take_out(motion=one, by=sitting.sara, reason="It is amended.")
    assert list(block.motions.all()) == [two]
    assert rules.obstacle_to_amend(Motion.objects.get(pk=one.pk)) is None


def test_changes_to_a_text_do_not_hang_on_their_order():
    text = ["a b c d", "e"]
    changes = [
        Amended(1, Change.REPLACE, 1, ("a b c x",)), Amended(2, Change.REPLACE, 1, ("y",)),
        Amended(3, Change.INSERT, 1, ("n",)), Amended(4, Change.DELETE, 2), Amended(5, Change.INSERT, 0, ("p", "q")),
    ]  # fmt: skip
    assert laid_in(text, [changes[0], *changes[2:]]) == laid_in(text, [*changes[:1:-1], changes[0]])
    assert laid_in(text, [changes[0], *changes[2:]]) == ["p", "q", "a b c x", "n"]
    assert [change.number for change in in_order_of_voting(text, changes)] == [5, 2, 1, 3, 4]
    assert State.PUT in State
