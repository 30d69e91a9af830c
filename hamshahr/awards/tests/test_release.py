"""Outcomes are prepared in silence and become known at once; an honour can be checked, accepted, paid and revoked."""

import io
from datetime import date, time, timedelta
from decimal import Decimal

import pypdf
import pytest
from django.urls import reverse
from django.utils import translation

from hamshahr.accounts.models import Act
from hamshahr.awards import rules
from hamshahr.awards.models import Honour, Outcome
from hamshahr.awards.office.forms import PlanForm
from hamshahr.awards.queries import order_of
from hamshahr.awards.sealing import plaque, seal_of, text_of
from hamshahr.awards.services import (
    accept_honour,
    apply_due_releases,
    apply_release,
    pay_prize,
    plan_release,
    prepare_outcome,
    review_letters,
    revoke_honour,
    set_prize,
    use_entry,
)
from hamshahr.bodies.services import record_decision
from hamshahr.calls.models import Distinction, Stage
from hamshahr.calls.queries.calls import next_turn
from hamshahr.calls.services import give_consent, withdraw_consent
from hamshahr.juries.publishing import is_published
from hamshahr.juries.services.deliberating import close_deliberation, decide_entry, open_deliberation
from hamshahr.juries.services.ranking import compute_ranking
from hamshahr.juries.tests.builders import LONG_AGO
from hamshahr.juries.tests.judged import a_judged_panel
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.errors import Refused
from hamshahr.letters.models import Letter
from hamshahr.practices.models import Practice
from hamshahr.record.models import Entry
from hamshahr.seals.statements import content_digest
from tests.replay import breaks, silent
from tests.world import names

from .builders import EMBARGO, EVE, judged_call, prepared, released


def test_before_the_hour_nobody_but_the_office_learns_anything_on_any_surface(world, client):
    canary = "CANARY-citation"
    release = prepared(world)
    call = release.call
    first = call.submissions.get(number=1)
    winner = call.levels.first()
    prepare_outcome(submission=first, level=winner, citation=names(en=canary), by=world.sara)
    with pytest.raises(Refused, match="Outcomes have changed since the letters"):
        apply_release(release=release, at=EMBARGO, by=world.sara)
    review_letters(release=release, at=EVE, by=world.sara)
    with pytest.raises(Refused, match="under embargo"):
        apply_release(release=release, at=EVE, by=world.sara)
    paths = [("awards:index", ()), ("awards:export", ("csv",)), ("editions:edition", (call.edition.slug,))]
    paths += [("dossier:city", ("mashhad",)), ("awards:result", (call.slug,)), ("calls:call", (call.slug,))]
    paths += [("awards:entry", (first.key,)), ("calls:entry", (first.key,)), ("open-data:list_distinctions", ())]
    for name, user in world.cast().items():
        if name == "sara":
            continue
        client.logout() if user is None else client.force_login(user)
        for path, arguments in paths:
            answer = client.get(reverse(path, args=arguments))
            said = answer.content.decode() if not answer.streaming else b"".join(answer).decode()
            assert canary not in said, (name, path)
        visible = Outcome.objects.visible_to(user)
        assert visible.count() == 0, name
    assert apply_due_releases(at=EVE) == 0
    assert [Letter.objects.filter(kind="award.outcome").count(), Distinction.objects.count()] == [0, 0]


def test_the_release_makes_everything_known_at_once_and_once(world, client):
    release = prepared(world)
    assert [apply_due_releases(at=EMBARGO), apply_due_releases(at=EMBARGO)] == [1, 0]
    kinds = sorted(Entry.objects.filter(kind__startswith="award.").values_list("kind", "party__slug"))
    letter = Letter.objects.get(kind="award.outcome", to_user=world.mina)
    page = client.get(reverse("awards:result", args=[release.call.slug])).content.decode()
    (honour,) = Honour.objects.all()

    assert kinds == [
        ("award.conferred", "mashhad"), ("award.shortlisted", "seoul"), ("award.submitted", "brussels"),
        ("award.submitted", "mashhad"), ("award.submitted", "seoul"),
    ]  # fmt: skip
    told = Act.objects.filter(verb="award.submitted").values_list("changes", flat=True)
    assert [*told] == [{"released_at": [None, EMBARGO.isoformat()]}] * 3
    assert [*silent(), *breaks()] == []
    assert "Lamps of mashhad" in letter.subject
    assert "3 entries from 3 cities in 3 countries; 3 were judged." in page
    assert "Lamps of brussels" not in page
    assert content_digest(text_of(honour)) in seal_of(honour).statement
    with pytest.raises(Refused, match="released"):
        plan_release(call=release.call, embargo_until=EMBARGO, by=world.sara)


def test_a_call_with_a_stage_of_decision_is_released_on_the_decision_of_a_body(world):
    release = prepared(world, needs_decision=True)
    with pytest.raises(Refused, match="a body approves the outcomes"):
        apply_release(release=release, at=EMBARGO, by=world.sara)
    decision = record_decision(
        body=world.board, title=names(en="Outcomes approved"), decided_on=PartialDate("2026-02-27"), by=world.sara
    )
    plan_release(call=release.call, embargo_until=EMBARGO, decision=decision, by=world.sara)

    assert apply_release(release=release, at=EMBARGO, by=world.sara).applied_at == EMBARGO


def test_an_entry_without_an_outcome_holds_the_release(world):
    call = judged_call(world)
    release = plan_release(call=call, embargo_until=EMBARGO, by=world.sara)

    with pytest.raises(Refused, match="Entries without an outcome: 3"):
        review_letters(release=release, at=EVE, by=world.sara)


def test_a_plaque_speaks_two_languages_and_a_revoked_one_says_so(world, client):
    released(world)
    honour = Honour.objects.get()
    read = pypdf.PdfReader(io.BytesIO(plaque(honour)))
    words = read.pages[0].extract_text()
    with pytest.raises(Refused, match="No prize"):
        pay_prize(honour=honour, paid_on=date(2026, 4, 1), reference="7", by=world.sara)
    set_prize(honour=honour, prize=Decimal(20_000), currency="USD", by=world.sara)
    with pytest.raises(Refused, match="has not accepted"):
        pay_prize(honour=honour, paid_on=date(2026, 4, 1), reference="7", by=world.sara)
    accept_honour(honour=honour, on=date(2026, 3, 9), by=world.mina)
    pay_prize(honour=honour, paid_on=date(2026, 4, 1), reference="7", by=world.sara)
    revoke_honour(honour=honour, reason="The lamps were not built.", at=EMBARGO, on=date(2026, 9, 1), by=world.sara)
    page = client.get(reverse("awards:index")).content.decode()
    facts = client.get(f"/fa/seals/{seal_of(honour).serial}/").content.decode().partition("</dl>")[0]

    assert ('<bdi class="breaks">مشهد</bdi>' in facts, ">Mashhad<" in facts, ">winner<" in facts) == (
        True,
        False,
        False,
    )
    assert "Winner" in words
    assert "Lamps of mashhad" in words
    assert seal_of(honour).revoked_at == EMBARGO
    assert "The lamps were not built." in page
    assert Distinction.objects.filter(level="winner").count() == 1


def test_an_entry_becomes_a_case_only_with_leave_and_once(world):
    call = released(world).call
    first = call.submissions.get(number=1)
    with pytest.raises(Refused, match="not given leave"):
        use_entry(submission=first, use="practice", by=world.sara)
    give_consent(submission=first, use="practice", by=world.mina, at=EMBARGO)
    give_consent(submission=first, use="fund", by=world.mina, at=EMBARGO)
    made = use_entry(submission=first, use="practice", by=world.sara)
    again = use_entry(submission=first, use="practice", by=world.sara)
    withdraw_consent(submission=first, use="practice", by=world.mina, at=EMBARGO)

    assert [made, again] == [Practice.objects.get()] * 2
    assert Entry.objects.filter(kind="practice.published", party=world.mashhad).count() == 1
    assert list(first.consents.filter(withdrawn_at=None).values_list("use", flat=True)) == ["fund"]
    with pytest.raises(Refused, match="No room carries out"):
        use_entry(submission=first, use="fund", by=world.sara)


def test_what_a_closed_deliberation_let_go_on_comes_before_what_it_did_not(world):
    judged = a_judged_panel(world)
    ranking = compute_ranking(panel=judged.panel, places=4, by=world.sara)
    ranked = [row["submission"] for row in ranking.result["submissions"]]
    talk = open_deliberation(panel=judged.panel, majority="simple", tie="chair", by=world.sara)
    assert order_of(ranking) == ranked
    last, *others = talk.entries.order_by("-rank")

    for entry in (last, *others):
        for name in ("even", "mild"):
            choice = "yes" if entry == last else "no"
            decide_entry(entry=entry, score=None, choice=choice, by=judged.jurors[name].user)
    assert order_of(ranking) == ranked
    close_deliberation(deliberation=talk, by=world.sara)

    argued = {entry.submission.key for entry in (last, *others)}
    first = [*(key for key in ranked[:4] if key not in argued), last.submission.key]
    assert order_of(ranking) == first + [key for key in ranked if key not in first]


def test_the_office_reads_an_hour_in_persian_digits_and_says_that_outcomes_are_released(world):
    with translation.override("fa"):
        assert PlanForm.base_fields["hour"].clean("۱۲:۳۰") == time(12, 30)
    release = released(world)

    obstacle = rules.obstacle_to_release(release, at=EMBARGO, digest="other")

    assert obstacle == "The outcomes of this call are released."


def test_results_are_public_from_the_release_on_whatever_the_calendar_says(world):
    release = prepared(world)
    call, late = release.call, EMBARGO + timedelta(days=30)
    Stage.objects.create(call=call, position=8, kind="deliberation", opens_at=LONG_AGO)
    Stage.objects.create(call=call, position=9, kind="publication", opens_at=late)
    assert (is_published(call, late), next_turn(EVE)) == (False, late)

    apply_release(release=release, at=EMBARGO, by=world.sara)

    moved = list(call.stages.filter(position__gte=8).order_by("position").values_list("opens_at", "closes_at"))
    assert moved == [(LONG_AGO, EMBARGO), (EMBARGO, None)]
    assert (is_published(call, EMBARGO), next_turn(EVE)) == (True, EMBARGO)
    assert "released" in call.versions.first().changes.localize("en")
    assert not Letter.objects.filter(kind__startswith="call.").exists()
