from datetime import date, timedelta

import pytest

from hamshahr.accounts.models import Act
from hamshahr.calls.meanwhile import WrittenMeanwhile
from hamshahr.calls.models import AnswerText, Author, Partner, Submission
from hamshahr.calls.queries.gaps import gaps_of
from hamshahr.calls.services import (
    add_author,
    answer_guidance,
    answer_partner,
    ask_guidance,
    endorse,
    give_consent,
    invite_partner,
    release_partner,
    settle_text,
    submit,
    take_back,
    withdraw,
    withdraw_consent,
    withdraw_endorsement,
)
from hamshahr.calls.uses import USES, Use, register
from hamshahr.kernel.errors import Refused
from hamshahr.letters.models import Letter
from tests import replay

from .entering import ANSWERS, GUIDED_UNTIL, NOW, TOO_LATE, answer, award_call, department, entry, whole_entry

LATER = NOW + timedelta(hours=1)


def states(submission):
    fresh = Submission.objects.get(pk=submission.pk)
    return fresh.state, fresh.number


def test_of_two_who_write_the_same_the_later_is_refused_and_both_texts_are_kept(world):
    submission, ali = entry(world, award_call(world)), department(world)
    add_author(submission=submission, user=ali, by=world.mina, at=NOW)
    first = answer(submission, "idea", "Lamps", 0, by=world.mina, page="page-of-mina")

    again = answer(submission, "idea", "Lamps", 0, by=ali, page="page-of-ali")
    typed_on = answer(submission, "idea", "Lamps that shine", 0, by=world.mina, page="page-of-mina")
    with pytest.raises(WrittenMeanwhile, match="Both texts are kept") as refusal:
        answer(submission, "idea", "Benches", 1, by=ali, page="page-of-ali")
    with pytest.raises(WrittenMeanwhile):
        answer(submission, "idea", "Benches", 1, by=ali, page="page-of-ali")

    assert (first.version, again.version, typed_on.version) == (1, 1, 2)
    asked = submission.answers.get(question__slug="idea")
    assert (asked.value, asked.version) == ("Lamps that shine", 2)
    texts = AnswerText.objects.filter(answer=asked).values_list("value", "is_aside", "version", "written_by")
    assert list(texts) == [("Lamps that shine", False, 2, world.mina.pk), ("Benches", True, 2, ali.pk)]
    settled = settle_text(text=refusal.value.aside, take=True, by=ali, at=LATER)
    assert (settled.value, settled.version) == ("Benches", 3)
    assert settled.texts.filter(is_aside=False).count() == 2


def test_an_entry_is_complete_with_the_last_yes_and_waits_again_when_one_is_taken_back(world):
    call, ali = award_call(world), department(world)
    submission = whole_entry(world, call, by=ali)
    partner = invite_partner(submission=submission, party=world.seoul, part="Measures", by=ali, at=NOW)
    handed_in = submit(submission=submission, by=ali, at=NOW)
    again = submit(submission=submission, by=ali, at=LATER)

    assert (handed_in.state, handed_in.number, again.handed_in_at) == ("waiting", 1, NOW)
    endorse(submission=submission, by=world.mina, at=NOW)
    assert states(submission) == ("waiting", 1)
    answer_partner(partner=partner, accept=True, words="", by=world.jun, at=LATER)
    assert states(submission) == ("submitted", 1)
    with pytest.raises(Refused, match="city in the lead takes it back first"):
        answer_partner(partner=partner, accept=False, words="", by=world.jun, at=LATER)
    withdraw_endorsement(submission=submission, reason="Not agreed.", by=world.mina, at=LATER)
    assert states(submission) == ("waiting", 1)
    take_back(submission=submission, by=ali, at=LATER)
    release_partner(partner=Partner.objects.get(pk=partner.pk), by=ali, at=LATER)
    submit(submission=submission, by=world.mina, at=LATER)
    assert states(submission) == ("submitted", 1)
    assert submission.partners.get().state == "released"
    kinds = Letter.objects.order_by("kind").values_list("kind", "to_user").distinct()
    assert set(kinds) >= {
        ("partner.invited", world.jun.pk),
        ("submission.endorse", world.mina.pk),
        ("submission.endorsed", ali.pk),
        ("submission.submitted", ali.pk),
        ("endorsement.withdrawn", ali.pk),
    }


def test_what_is_missing_and_too_many_stand_in_the_way_with_their_rule(world):
    call = award_call(world)
    first, second = whole_entry(world, call), entry(world, call, title="Benches")
    answer(second, "idea", "x" * 81, 0, by=world.mina)
    answer(second, "has-partners", True, 0, by=world.mina)
    submit(submission=first, by=world.mina, at=NOW)

    gaps = [(gap.step, gap.field, gap.sentence) for gap in gaps_of(second)]
    assert gaps == [
        (1, "idea", "The text has 81 signs; at most 80 are taken."),
        (1, "results", "An answer is missing."),
        (2, "cost", "An answer is missing."),
    ]
    with pytest.raises(Refused, match="3 answers are missing"):
        submit(submission=second, by=world.mina, at=NOW)
    for slug, value in ANSWERS.items():
        answer(second, slug, value, second.answers.filter(question__slug=slug).count(), by=world.mina)
    with pytest.raises(Refused) as refusal:
        submit(submission=second, by=world.mina, at=NOW)
    assert str(refusal.value) == (
        "Mashhad may hand in 1 entry under “New Urban Agenda” (rules of the call, version 1) and has: “Lamps”. "
        "Withdraw it, or enter under another framework."
    )
    withdraw(submission=first, reason="Built already.", by=world.mina, at=NOW)
    assert submit(submission=second, by=world.mina, at=NOW).number == 2
    with pytest.raises(Refused, match="deadline for entries was 1 April 2031"):
        take_back(submission=second, by=world.mina, at=TOO_LATE)
    with pytest.raises(Refused, match="take it back to change it"):
        answer(second, "idea", "Other", 2, by=world.mina)


def test_guidance_is_asked_before_its_deadline_and_given_once(world):
    submission = entry(world, award_call(world))

    asked = ask_guidance(submission=submission, question="Is it one project?", by=world.mina, at=NOW)
    with pytest.raises(Refused, match="waits for its reply already"):
        ask_guidance(submission=submission, question="", by=world.mina, at=LATER)
    answer_guidance(request=asked, reply="Two, I think.", by=world.sara, at=LATER)
    with pytest.raises(Refused, match="was replied to"):
        answer_guidance(request=asked, reply="One.", by=world.sara, at=LATER)
    with pytest.raises(Refused, match="Guidance could be asked for until 1 March 2021"):
        ask_guidance(submission=submission, question="", by=world.mina, at=GUIDED_UNTIL)

    asked.refresh_from_db()
    assert (asked.reply_by, asked.reply, asked.by) == (date(2021, 2, 11), "Two, I think.", world.sara)
    assert list(Letter.objects.order_by("pk").values_list("kind", "to_user")) == [
        ("guidance.asked", world.sara.pk),
        ("guidance.given", world.mina.pk),
    ]


def test_leave_for_one_use_is_taken_back_without_the_others(world, monkeypatch):
    monkeypatch.setattr("hamshahr.calls.uses.USES", dict(USES))
    submission = entry(world, award_call(world))
    for code in ("exchange", "workshop"):
        register(Use(code, code))
        give_consent(submission=submission, use=code, by=world.mina, at=NOW)
    again = give_consent(submission=submission, use="workshop", by=world.mina, at=LATER)
    withdraw_consent(submission=submission, use="exchange", by=world.mina, at=LATER)
    with pytest.raises(Refused, match="Nobody offers this use"):
        give_consent(submission=submission, use="sale", by=world.mina, at=NOW)

    standing = submission.consents.filter(withdrawn_at=None).values_list("use", "given_at")
    assert list(standing) == [("workshop", NOW)]
    assert again.given_at == NOW


def test_an_entry_is_seen_by_its_hands_its_cities_and_who_keeps_the_call_and_its_acts_tell_it(world):
    submission, ali = whole_entry(world, award_call(world), by=department(world)), None
    ali = submission.authors.get().user
    invite_partner(submission=submission, party=world.seoul, part="", by=ali, at=NOW)
    seen = lambda: {  # noqa: E731  asked twice
        name
        for name, user in (world.cast() | {"ali": ali}).items()
        if submission in Submission.objects.visible_to(user)
    }

    assert seen() == {"sara", "mina", "ali"}
    answer_partner(partner=submission.partners.get(), accept=True, words="", by=world.jun, at=NOW)
    assert seen() == {"sara", "mina", "ali", "jun"}
    assert list(Partner.objects.visible_to(world.omid)) == []
    assert list(replay.breaks()) == []
    untold = [line for line in replay.untold() if line.startswith(("Submission", "Author", "Partner", "Endorsement"))]
    assert untold == []
    written = " ".join(str(act.changes) for act in Act.objects.all())
    assert "Women walk home" not in written
    assert Author.objects.count() == 1
