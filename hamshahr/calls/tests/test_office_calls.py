"""The office of calls: designed, published, amended, screened one after the other, and answered, by who keeps them."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.html import escape

from hamshahr.calls import services
from hamshahr.calls.models import Call, CallVersion, Redaction, Screening, Stage, Submission
from hamshahr.letters.models import Letter

from .designed import answered, days, drafted, opened, submitted

FAULT = re.compile(r'w-field--error" data-field data-contentpath="(\w+)"')
LISTS = ("calls", "submissions", "screenings", "guidance", "stages-of-calls", "criteria", "questions-of-calls")
TYPED = {
    "kind": "joint projects",
    "slug": "joint-2031",
    "authentic": "fa",
    "zone": "Asia/Tehran",
    "names_0": "پروژه‌های مشترک",
    "names_1": "Joint projects",
    "text_0": "متن",
    "text_1": "Text",
    "languages": ["fa", "en"],
    "frameworks": "ai | en AI | fa هوش مصنوعی",
    "per_city": "۳",
    "per_framework": "1",
}


@pytest.fixture
def office(world, client):
    client.force_login(world.sara)
    return client


def text(response, status=200):
    assert response.status_code == status, response.status_code
    return response.content.decode()


def test_a_call_is_put_together_and_published_in_the_office(world, office):
    body = {"body": world.metropolis.pk}
    assert office.post("/office/calls/do/draft/", TYPED | body | {"frameworks": "AI!"}).status_code == 422
    assert office.post("/office/calls/do/draft/", TYPED | body).status_code == 302
    call = Call.objects.get()
    assert call.caps == {"entries per city": 3, "entries per framework": {"ai": 1}}
    assert call.frameworks == [{"slug": "ai", "names": {"en": "AI", "fa": "هوش مصنوعی"}}]
    page = text(office.get(f"/office/calls/inspect/{call.pk}/"))
    assert "It has no stage in which it is open for entries." in page
    assert "It asks nothing: add a question." in page
    opening = f"/office/calls/do/open/{call.pk}/"
    assert "This cannot be done now." in text(office.get(opening))

    window = {"kind": "open", "opens_day": "1409-01-01", "opens_hour": "۹:۰۰", "closes_day": "1409-03-01"}
    assert office.post(f"/office/calls/do/stage/{call.pk}/", window | {"reminders": "۷، 2"}).status_code == 302
    stage = Stage.objects.get()
    assert (stage.rules, stage.opens_at.isoformat()) == ({"reminders": [7, 2]}, "2030-03-21T05:30:00+00:00")
    asked = {"section_1": "Project", "slug": "theme", "kind": "choice", "names_1": "Theme"}
    options = {"options": "water | en Water\nair | en Air"}
    assert office.post(f"/office/calls/do/question/{call.pk}/", asked | options).status_code == 302
    further = {"slug": "why", "kind": "text", "names_1": "Why?", "asked_after": "theme", "asked_if": "water"}
    assert office.post(f"/office/calls/do/question/{call.pk}/", asked | further).status_code == 302
    question = call.questions.get(slug="why")
    assert (question.shown_if, question.position) == ({"question": "theme", "is": "water"}, 2)
    assert office.post(f"/office/questions-of-calls/do/up/{question.pk}/").status_code == 302
    assert "depends on an answer that no question before it" in text(office.get(f"/office/calls/inspect/{call.pk}/"))
    assert office.post(f"/office/questions-of-calls/do/down/{question.pk}/").status_code == 302
    for language in ("fa", "en"):
        preview = text(office.get(f"/office/calls/preview/{call.pk}/?in={language}"))
        assert f'lang="{language}"' in preview
        assert "Water" in preview
    assert office.post(opening).status_code == 302
    assert CallVersion.objects.get().number == 1
    assert f"/office/calls/do/describe/{call.pk}/" not in text(office.get(f"/office/calls/inspect/{call.pk}/"))


def test_a_call_is_laid_out_by_its_kind_on_one_page_of_the_office(world, office, client):
    new = "/office/calls/do/new/"
    asked = text(office.get(new))
    assert "hosting a meeting (stages: open for entries, guidance on drafts" in asked
    typed = {name: value for name, value in TYPED.items() if name not in {"frameworks", "per_city", "per_framework"}}
    typed |= {"body": world.metropolis.pk, "kind": "hosting", "opens_day": "1409-01-01", "opens_hour": "۹:۰۰"}
    for wrong, at_fault in (
        ({"opens_day": "soon"}, ["opens_day"]),
        ({"kind": "lottery", "zone": "Asia/Nowhere"}, ["kind", "zone"]),
        ({"slug": "", "opens_day": ""}, ["slug", "opens_day"]),
    ):
        refused = text(office.post(new, typed | wrong), 422)
        assert (FAULT.findall(refused), "Joint projects" in refused) == (at_fault, True)
    assert not Call.objects.exists()
    done = office.post(new, typed)
    call = Call.objects.get()
    assert done.headers["Location"] == f"/office/calls/inspect/{call.pk}/"
    assert (call.kind, call.caps, call.has_partners, call.is_published) == (
        "hosting",
        {"entries per city": 1},
        False,
        False,
    )
    opening = call.stages.get(kind="open")
    assert (opening.opens_at.isoformat(), opening.closes_at - opening.opens_at) == (
        *("2030-03-21T05:30:00+00:00", timedelta(days=120)),
    )
    assert (
        text(office.get(done.headers["Location"])).count("/office/questions-of-calls/inspect/")
        == call.questions.count()
    )
    assert FAULT.findall(text(office.post(new, typed), 422)) == ["slug"]
    laid = f"/office/calls/do/lay/{call.pk}/"
    assert "the template is for an empty draft" in text(office.get(laid))
    empty = services.draft_call(body=world.award, slug="empty", kind="nomination", names=call.names, by=world.sara,
                                languages=["fa"], zone="Europe/Paris")  # fmt: skip
    leap = {"opens_day": "2030-03-31", "opens_hour": "02:30"}
    assert FAULT.findall(text(office.post(f"/office/calls/do/lay/{empty.pk}/", leap), 422)) == ["opens_hour"]
    assert office.post(f"/office/calls/do/lay/{empty.pk}/", leap | {"opens_hour": "04:30"}).status_code == 302
    assert empty.stages.get(kind="open").opens_at.isoformat() == "2030-03-31T02:30:00+00:00"
    for who in ("mina", "leila", "omid"):
        client.force_login(getattr(world, who))
        assert client.get(new).status_code in {302, 403} and client.post(new, typed | {"slug": who}).status_code in {
            302,
            403,
        }
    assert Call.objects.count() == 2


def test_who_does_not_keep_the_body_finds_nothing_in_the_office(world, client):
    call = drafted(world)
    for who in ("mina", "leila", None):
        client.logout()
        if who:
            client.force_login(getattr(world, who))
        for address in ("/office/calls/", f"/office/calls/preview/{call.pk}/", f"/office/calls/entries/{call.pk}/csv/"):
            assert client.get(address).status_code in {302, 403, 404}
        assert client.post(f"/office/calls/do/open/{call.pk}/").status_code in {302, 403, 404}
    assert Call.objects.get().published_at is None


def test_a_published_call_is_amended_by_one_form_with_its_dates_and_words(world, office):
    call = opened(world)
    submitted(call, world.mashhad, world.mina)
    address = f"/office/calls/do/amend/{call.pk}/"
    form = text(office.get(address))
    typed = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form))
    typed |= {"names_1": "Award 2030", "text_1": "Other words.", "closes_1_day": "2030-05-05", "closes_1_hour": "12:00"}
    typed = {name: value for name, value in typed.items() if name != "csrfmiddlewaretoken"}

    assert office.post(address, typed).status_code == 422
    assert office.post(address, typed | {"said_1": "More time."}).status_code == 302

    version = call.versions.get(number=2)
    assert version.terms["stages"][0]["closes_at"] == "2030-05-05T08:30:00+00:00"
    assert [row["closes_at"] for row in version.terms["stages"][1:]] == [
        row["closes_at"] for row in call.versions.get(number=1).terms["stages"][1:]
    ]
    assert "More time." in Letter.objects.get(kind="call.amended").text
    theme = call.questions.get(slug="theme")
    said = {"names_1": "Topic", "options": "water | en Water\nstreets | en Streets", "said_1": "A clearer word."}
    assert office.post(f"/office/questions-of-calls/do/amend/{theme.pk}/", said).status_code == 302
    assert call.versions.count() == 3


def test_entries_are_screened_one_after_the_other_and_prepared_for_jurors(world, office):
    call = opened(world)
    trees = submitted(call, world.mashhad, world.mina, title="Trees")
    bus = submitted(call, world.seoul, world.jun, title="Night bus")
    call.stages.filter(kind__in=["open", "guidance"]).update(opens_at=days(-9000))
    window, guidance, eligibility = call.stages.order_by("position")[:3]
    assert "has not begun" in text(office.get(f"/office/stages-of-calls/do/end/{eligibility.pk}/"))
    end = f"/office/stages-of-calls/do/end/{window.pk}/"
    assert office.post(end).status_code == 422
    assert office.post(end, {"said_1": "Every city has handed in."}).status_code == 302
    window, guidance, eligibility, review = call.stages.order_by("position")[:4]
    assert window.closes_at == guidance.closes_at == eligibility.opens_at < timezone.now() < review.opens_at
    assert "This stage is over." in text(office.get(end))
    assert "Every city has handed in." in Letter.objects.filter(kind="call.amended").first().text
    screening = f"/office/submissions/do/screen/{trees.pk}/"
    asked = text(office.get(screening))
    assert "The project is not of the kind" in asked
    assert f'href="/office/submissions/inspect/{trees.pk}/"' in asked
    let_in = office.post(screening, {"decision": "let-in"}, follow=True)
    assert let_in.redirect_chain[0][0].endswith(f"/do/screen/{bus.pk}/")
    out = office.post(
        f"/office/submissions/do/screen/{bus.pk}/", {"decision": "late", "text_1": "By a day."}, follow=True
    )
    assert out.redirect_chain[0][0].endswith(f"/inspect/{bus.pk}/")
    told = [[str(each).strip() for each in answer.context["messages"]] for answer in (let_in, out)]
    ways = ["the next one that waits is here.", "none waits any more."]
    assert told == [[f"The entry is screened; {way}"] for way in ways]
    row = Screening.objects.get(submission=bus)
    services.appeal(submission=bus, text="It was <b>in time</b>.", by=world.jun, at=timezone.now())
    assert "It was &lt;b&gt;in time&lt;/b&gt;." in text(office.get(f"/office/screenings/do/appeal/{row.pk}/"))
    decided = {"outcome": "upheld", "reply": "It was not."}
    assert office.post(f"/office/screenings/do/appeal/{row.pk}/", decided).status_code == 302
    assert office.post(f"/office/calls/do/lock/{call.pk}/").status_code == 302
    assert office.post(f"/office/submissions/do/mark/{trees.pk}/", {"words": "Mashhad\nمشهد"}).status_code == 302
    lifted = {"redaction": Redaction.objects.get(words="مشهد").pk}
    assert office.post(f"/office/submissions/do/lift/{trees.pk}/", lifted).status_code == 302
    before = Submission.objects.get(pk=trees.pk).copies.get(kind="locked").text[0][1]
    assert escape(before) in text(office.get(f"/office/submissions/do/translate/{trees.pk}/"))
    translated = {"language": "fa", "answer-summary": "درختان"}
    assert office.post(f"/office/submissions/do/translate/{trees.pk}/", translated).status_code == 302
    assert sorted(trees.copies.values_list("kind", "language")) == [
        *[("locked", "en"), ("locked", "fa")],
        *[("redacted", "en"), ("redacted", "en"), ("redacted", "fa")],
    ]

    for name in LISTS:
        assert text(office.get(f"/office/{name}/"))
    for path, thing in (("submissions", trees), ("screenings", row), ("calls", call)):
        assert text(office.get(f"/office/{path}/inspect/{thing.pk}/?interface=fa"))
    assert "Trees" not in text(office.get("/office/submissions/?screening__is_eligible=false")).partition("<tbody")[2]
    assert Submission.objects.get(pk=trees.pk).redactions.standing().count() == 1


def test_guidance_is_answered_and_entries_come_in_and_leave_as_tables(world, office, tmp_path):
    call = opened(world)
    entry = answered(services.begin_submission(
        call=call, party=world.mashhad, title="Trees", language="fa", by=world.mina, at=days(1)
    ), world.mina, summary="Trees")  # fmt: skip
    asked = services.ask_guidance(submission=entry, question="Enough?", by=world.mina, at=days(2))
    assert "Trees" in text(office.get(f"/office/guidance/inspect/{asked.pk}/"))
    assert office.post(f"/office/guidance/do/reply/{asked.pk}/", {"reply": "Tell how many."}).status_code == 302
    asked.refresh_from_db()
    assert (asked.reply, asked.by) == ("Tell how many.", world.sara)
    call.stages.filter(kind="open").update(opens_at=days(-9000))
    Call.objects.update(published_at=days(-9000))
    file = tmp_path / "entries.csv"
    file.write_text("city,title,language,theme\nseoul,Night bus,en,water\nseoul,Shade,en,houses\n", encoding="utf-8")
    bring = f"/office/calls/do/bring/{call.pk}/"
    with file.open("rb") as opened_file:
        tried = text(office.post(bring, {"file": opened_file, "try": "yes"}))
    assert "nothing has been changed" in tried
    assert call.submissions.count() == 1
    with file.open("rb") as opened_file:
        told = text(office.post(bring, {"file": opened_file}))
    assert "none of the options" in told
    assert call.submissions.get(party=world.seoul).title == "Night bus"
    exported = office.get(f"/office/calls/entries/{call.pk}/csv/")
    assert "Night bus" in b"".join(exported.streaming_content).decode()
    clone = {"names_1": "Award 2032", "slug": "award-2032", "opens_day": "2032-03-01", "opens_hour": "09:00"}
    assert office.post(f"/office/calls/do/clone/{call.pk}/", clone).status_code == 302
    assert Call.objects.get(slug="award-2032").previous == call
