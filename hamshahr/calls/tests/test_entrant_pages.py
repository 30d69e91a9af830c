import re
from datetime import date, timedelta

import pytest
from django.db.models import Q
from django.utils.translation import override

from hamshahr.accounts.receipts import new_key
from hamshahr.calls import readers
from hamshahr.calls.models import Answer, AnswerText, Call, Submission
from hamshahr.calls.queries.standing import awaiting
from hamshahr.calls.services import (
    add_author,
    bring_attachment,
    draft_call,
    invite_partner,
    lay_out_call,
    open_call,
    submit,
)
from hamshahr.kernel.drawing import Paper
from hamshahr.kernel.languages import say
from hamshahr.parties.zones import said_zone
from tests.world import names

from .entering import DEADLINE, NOW, award_call, department, entry, whole_entry

CANARY = "canary-of-the-telephone"
TYPED = {"idea": "Lamps that shine", "results": "Women walk home after dark."}


def steps(submission, number):
    return f"/fa/calls/entries/{submission.key}/steps/{number}/"


def versions(page):
    """The version that each field of a step was shown with."""
    return dict(re.findall(r'name="(version-[\w-]+)" value="(\d+)"', page.content.decode()))


def test_a_city_enters_in_steps_and_hands_in_under_a_number(world, client):
    call = award_call(world)
    client.force_login(world.mina)
    typed = {"party": "mashhad", "title": "Lamps", "language": "fa", "framework": "nua", "once": new_key()}

    begun = client.post("/fa/calls/award-2021/begin/", typed)
    again = client.post("/fa/calls/award-2021/begin/", typed)
    submission = Submission.objects.get()
    first = client.post(steps(submission, 1), TYPED | {"once": new_key()})
    shown = client.post(steps(submission, 2), {"has-partners": "yes", "cost_0": "۱٬۲۰۰٬۰۰۰", "once": new_key()})
    second = client.post(
        steps(submission, 2), {"has-partners": "yes", "cost_0": "۱٬۲۰۰٬۰۰۰", "cost_1": "EUR", "once": new_key()}
    )
    page = client.get(steps(submission, 2))
    third = {"has-partners": "yes", "cost_0": "۱۲۰۰۰۰۰", "cost_1": "EUR", "who": "سئول", "once": new_key()}
    last = client.post(steps(submission, 2), third | versions(page))
    review = client.get(last.url)
    handed_in = client.post(last.url, {"once": new_key()})

    assert (begun.url, again.url) == (steps(submission, 1), steps(submission, 1))
    assert first.url == steps(submission, 2)
    assert (shown.status_code, 'id="q-who"' in shown.content.decode()) == (422, False)
    assert "۱٬۲۰۰٬۰۰۰" in shown.content.decode()
    assert (second.url, 'id="q-who"' in page.content.decode()) == (steps(submission, 2), True)
    assert "Lamps that shine" in review.content.decode()
    submission.refresh_from_db()
    assert (submission.state, submission.number, submission.call) == ("submitted", 1, call)
    receipt = client.get(handed_in.url).content.decode()
    assert submission.digest in receipt
    assert dict(submission.answers.values_list("question__slug", "value"))["who"] == ["seoul"]


def test_what_is_typed_is_saved_a_moment_later_and_a_cut_line_loses_nothing(world, client):
    submission, ali = entry(world, award_call(world)), department(world)
    add_author(submission=submission, user=ali, by=world.mina, at=NOW)
    address, form = f"/fa/calls/entries/{submission.key}/answers/idea/", new_key()
    client.force_login(world.mina)

    saved = client.post(address, {"idea": "Lamps", "version-idea": "0", "once": form})
    lost = client.post(address, {"idea": "Lamps that", "version-idea": "0", "once": form})
    wrong = client.post(f"/fa/calls/entries/{submission.key}/answers/cost/", {"cost_0": "viel", "version-cost": "0"})
    client.force_login(ali)
    late = client.post(address, {"idea": "Benches", "version-idea": "0", "once": new_key()})
    step = client.post(steps(submission, 1), {"idea": "Trees", "results": "Shade", "once": new_key()})
    page = client.get(step.url).content.decode()

    assert (saved.status_code, lost.status_code, wrong.status_code, late.status_code) == (200, 200, 422, 409)
    assert 'name="version-idea" value="2"' in lost.content.decode()
    standing = Answer.objects.get(question__slug="idea")
    assert (standing.value, standing.version) == ("Lamps that", 2)
    aside = AnswerText.objects.filter(is_aside=True).order_by("pk")
    assert list(aside.values_list("value", flat=True)) == ["Benches", "Trees"]
    assert Answer.objects.get(question__slug="results").value == "Shade"
    assert step.url == steps(submission, 1)
    assert "/answers/idea/texts/" in page
    client.post(f"{address}texts/", {"text": aside[0].pk, "take": "yes", "once": new_key()})
    assert Answer.objects.get(question__slug="idea").value == "Benches"


def test_the_desk_says_what_awaits_it_and_the_partner_answers_at_its_own(world, client):
    call, ali = award_call(world), department(world)
    submission = whole_entry(world, call, by=ali)
    partner = invite_partner(submission=submission, party=world.seoul, part="Measures", by=ali, at=NOW)
    draft = awaiting(world.mashhad, date(2026, 1, 1))
    submit(submission=submission, by=ali, at=NOW)
    client.force_login(world.jun)
    asked = client.get(f"/en/calls/partners/{partner.key}/").content.decode()
    hidden = client.get(f"/en/calls/entries/{submission.key}/")
    client.post(f"/en/calls/partners/{partner.key}/", {"accept": "yes", "words": "Gladly.", "once": new_key()})
    client.force_login(world.mina)
    desk = client.get("/fa/desk/mashhad/").content.decode()
    own = client.get("/fa/calls/cities/mashhad/").content.decode()
    client.post(f"/fa/calls/entries/{submission.key}/endorsement/", {"endorse": "yes", "once": new_key()})

    until = (DEADLINE + timedelta(hours=4)).date()
    assert [(line.kind, line.due_on, line.owner_duty) for line in draft] == [("submission.draft", until, "contact")]
    assert "Seoul" in asked
    assert hidden.status_code == 404
    assert f"/fa/calls/entries/{submission.key}/endorsement/" in desk
    assert "Lamps" in own
    assert Submission.objects.get().state == "submitted"
    assert awaiting(world.mashhad, date(2026, 1, 1)) == awaiting(world.seoul, date(2026, 1, 1)) == []


def test_a_juror_reads_no_page_of_an_entry_and_whom_a_room_bars_not_even_keepers(world, client, monkeypatch):
    submission = whole_entry(world, award_call(world))
    client.force_login(world.mina)
    client.post(steps(submission, 2), {"phone": CANARY, "once": new_key()})
    none, this = Q(pk__in=[]), Q(pk=submission.pk)
    monkeypatch.setattr(readers, "LETTING", [lambda user: this if user == world.leila else none])
    monkeypatch.setattr(readers, "BARRING", [lambda user: none if user == world.leila else this])
    pages = ["", "steps/2/", "review/", "answers/phone/texts/", "authors/", "endorsement/"]

    def seen(user):
        client.force_login(user)
        return {client.get(f"/en/calls/entries/{submission.key}/{page}").status_code for page in pages}

    assert list(Submission.objects.visible_to(world.leila)) == [submission]
    assert {name: seen(getattr(world, name)) for name in ("leila", "sara", "omid", "mina")} == {
        "leila": {404},
        "sara": {404},
        "omid": {404},
        "mina": {200},
    }
    client.logout()
    for address in ("/en/calls/", "/en/calls/award-2021/", "/en/calls/calls.json", "/en/search/?q=canary"):
        assert CANARY not in b"".join(client.get(address)).decode()


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_list_and_a_call_cost_the_same_for_few_and_many(world, client, language, django_assert_num_queries):
    award_call(world)
    for number in range(12):
        award_call(world, slug=f"award-{number}")
    client.get(f"/{language}/calls/?words=award")

    with django_assert_num_queries(5):
        page = client.get(f"/{language}/calls/?when=open&kind=award")
    with django_assert_num_queries(10):
        call = client.get(f"/{language}/calls/award-2021/")
    table = client.get(f"/{language}/calls/calls.csv?body=metropolis-award")
    nothing = client.get(f"/{language}/calls/?when=coming")

    assert page.content.decode().count("<li><div class") == 13
    assert ("شایستگی" if language == "fa" else "Merit") in call.content.decode()
    assert len(b"".join(table).decode().strip().splitlines()) == 14
    assert 'class="empty"' in nothing.content.decode()
    with override(language):
        assert [said_zone("Asia/Seoul"), said_zone("Asia/Tehran")] == [say(world.seoul.names), "Asia/Tehran"]


def test_a_file_is_kept_as_pictures_and_taken_out_again(world, client):
    submission = entry(world, award_call(world))
    paper = Paper("1" * 64, (b"RIFF-one", b"RIFF-two"))
    bring = {"question": submission.call.questions.get(slug="plan"), "name": "Plan", "by": world.mina, "at": NOW}

    first = bring_attachment(submission=submission, paper=paper, **bring)
    again = bring_attachment(submission=submission, paper=paper, **bring)
    client.force_login(world.mina)
    picture = client.get(f"/en/calls/files/{first.key}/2.webp")
    review = client.get(f"/en/calls/entries/{submission.key}/review/").content.decode()
    client.force_login(world.omid)
    hidden = client.get(f"/en/calls/files/{first.key}/2.webp")
    client.force_login(world.mina)
    bad = client.post(f"/en/calls/entries/{submission.key}/answers/plan/files/new/", {"name": "x", "once": new_key()})
    client.post(f"/en/calls/entries/{submission.key}/files/{first.key}/removal/", {"once": new_key()})

    assert (again, picture.content, picture["Content-Type"]) == (first, b"RIFF-two", "image/webp")
    assert f'<bdi>Plan</bdi> <a href="/en/calls/files/{first.key}/1.webp">page 1</a>' in review
    assert (hidden.status_code, bad.status_code) == (404, 422)
    assert Answer.objects.get(question__slug="plan").value == []
    assert client.get(f"/en/calls/files/{first.key}/2.webp").status_code == 404


@pytest.mark.parametrize("kind", [kind.value for kind in Call.Kind])
def test_every_kind_of_call_is_laid_out_by_its_data_alone_and_can_be_opened(world, kind):
    titles = names(fa="فراخوان", en="Call", es="Convocatoria", fr="Appel")
    fields = {"names": titles, "text": titles, "languages": ["fa", "en"], "zone": "Asia/Tehran"}
    call = draft_call(body=world.award, slug="of-its-kind", kind=kind, by=world.sara, **fields)
    lay_out_call(call=call, opens_at=NOW, by=world.sara)

    open_call(call=call, by=world.sara, at=NOW)

    assert call.stages.filter(kind="open").count() == 1
    for question in call.questions.all():
        assert set(question.names.data) == set(question.section.data) == {"en", "fa", "es", "fr"}
