"""The pages of the fund: what the city writes there, what the public sees, and what they cost."""

import io
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override
from PIL import Image

from hamshahr.dues.tests.test_office_dues import regional
from hamshahr.fund.models import DuePaper, Instalment, PaperView, Project, Report
from hamshahr.fund.queries import late_reports
from hamshahr.fund.services import draft_agreement, pay_instalment, sign_agreement

from .builders import AUTUMN, DAY, SPRING, a_fund, a_project, an_agreement, financed


def address(name, *arguments, language="en"):
    with override(language):
        return reverse(f"fund:{name}", args=arguments)


def a_picture():
    drawn = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(drawn, "PNG")
    return SimpleUploadedFile("budget.png", drawn.getvalue(), content_type="image/png")


def test_a_city_enters_an_idea_writes_its_plan_and_brings_papers(world, client):
    fund = world.fund = a_fund(world)
    client.force_login(world.mina)
    typed = {"party": world.mashhad.pk, "fund": fund.pk, "names": "Tram", "cost": "x", "currency": "EUR"}
    refused = client.post(address("begin"), typed)
    made = client.post(address("begin"), typed | {"cost": "1,000"})
    project = Project.objects.get()
    lines = {f"form-{number}-currency": "EUR" for number in range(8)}
    lines |= {f"form-{number}-instrument": "own" for number in range(8)}
    lines |= {"form-TOTAL_FORMS": "8", "form-INITIAL_FORMS": "8", "form-0-amount": "400"}
    client.post(address("plan", project.key), lines)
    client.post(address("settle", project.key))
    short = client.get(address("project", project.key)).content.decode()
    client.post(address("plan", project.key), lines | {"form-1-amount": "600", "form-1-instrument": "loan"})
    client.post(address("settle", project.key))
    hostile = SimpleUploadedFile("budget.pdf", b"MZ not a paper")
    bad = client.post(address("bring", project.key), {"kind": "budget", "file": hostile})
    client.post(address("bring", project.key), {"kind": "budget", "file": a_picture()})
    paper = DuePaper.objects.get()
    seen = client.get(address("page", project.key, paper.key, 1))

    assert [refused.status_code, made.status_code, bad.status_code, seen.status_code] == [422, 302, 422, 200]
    assert 'value="Tram"' in refused.content.decode()
    assert "are missing" in short
    assert project.plans.get(version=2).total == Decimal(1_000)
    assert project.plans.get(version=2).settled_on is not None
    assert [look.by for look in PaperView.objects.all()] == [world.mina]
    client.force_login(world.jun)
    assert client.get(address("page", project.key, paper.key, 1)).status_code == 404
    assert PaperView.objects.count() == 1


def test_a_city_signs_and_reports_and_two_tabs_keep_both_texts(world, client):
    project = financed(world, a_project(world))
    agreement = an_agreement(world, project)
    client.force_login(world.mina)
    client.post(address("agreement", project.key), {"side": "city"})
    client.post(address("agreement", project.key), {"side": "fund"})
    agreement.refresh_from_db()
    sign_agreement(agreement=agreement, side="fund", on=DAY, by=world.sara)
    first = agreement.instalments.get(position=1)
    pay_instalment(instalment=first, paid_on=max(SPRING, agreement.city_signed_on), reference="7",
                   today=date(2100, 1, 1), by=world.sara)  # fmt: skip
    typed = {"text": "First tab", "results": "Four stations.", "spent": "5", "version": "0"}
    page = address("report", project.key, 1)
    kept = client.post(page, typed)
    crossed = client.post(page, typed | {"text": "Second tab"})
    (indicator,) = project.indicators.all()
    sent = client.post(page, typed | {"version": "1", f"indicator_{indicator.pk}": "12", "send": "yes"})

    assert agreement.city_signed_by == world.mina
    assert [kept.status_code, crossed.status_code, sent.status_code] == [302, 422, 302]
    assert "Second tab" in crossed.content.decode()
    assert "First tab" in crossed.content.decode()
    assert Report.objects.get().state == "sent"


@pytest.mark.parametrize("language", ["fa", "en"])
def test_what_the_public_sees_costs_the_same_however_many_projects_there_are(
    world, client, language, django_assert_max_num_queries
):
    project = financed(world, a_project(world))
    for number in range(30):
        a_project(world, names=f"Idea {number}")
    for name, arguments, most in (("index", (), 12), ("project", (project.key,), 18), ("funders", (), 8)):
        path = address(name, *arguments, language=language)
        client.get(path)
        with django_assert_max_num_queries(most):
            page = client.get(path + "?q=").content.decode()
        assert "Idea 3" not in page


def test_late_reports_are_a_list_of_the_house_for_who_keeps_the_fund_or_follows_the_region(
    world, client, django_assert_max_num_queries
):
    project = financed(world, a_project(world))
    parts = [(Decimal(20_000), date(2021, 1, 1), date(2021, 3, number)) for number in range(1, 31)]
    said = {"text": "The fund gives.", "language": "en", "on": DAY, "by": world.sara}
    draft_agreement(project=project, amount=Decimal(600_000), instalments=parts, **said)
    followers = {slug: regional(world, slug, region) for slug, region in (("east", world.asia), ("west", world.europe))}
    assert late_reports(world.sara, AUTUMN).count() == 0
    Instalment.objects.update(paid_on=date(2021, 1, 1), reference="77")
    page, table, lines = address("late"), address("late_export", "csv"), {}
    for who, person in {"sara": world.sara, "mina": world.mina, "jun": world.jun, **followers}.items():
        client.force_login(person)
        answer = client.get(page)
        lines[who] = (answer.status_code, answer.content.decode().count(">Tram</a>"), client.get(table).status_code)
    assert lines == {
        "sara": (200, 25, 200), "mina": (403, 0, 403), "jun": (403, 0, 403),
        "east": (200, 25, 200), "west": (200, 0, 200),
    }  # fmt: skip
    client.force_login(followers["east"])
    left = ("page=2", "q=مَشهد tram", "q=Lyon", "region=europe", "fund=fund&region=asia-pacific")
    said = [client.get(f"{page}?{query}").content.decode() for query in left]
    assert [text.count(">Tram</a>") for text in said] == [5, 25, 0, 25, 25]
    assert "No line answers to these filters." in said[2]
    assert f"{table}?q=Lyon" in said[2]
    rows = b"".join(client.get(table + "?q=tram").streaming_content).decode().splitlines()
    assert (len(rows), rows[1].split(",")[:5]) == (31, ["mashhad", "asia-pacific", "fund", project.key, "Tram"])
    for language in ("fa", "en"):
        with django_assert_max_num_queries(14):
            client.get(address("late", language=language))


def test_an_agreement_is_drafted_with_as_many_instalments_as_it_needs(world, client):
    project = a_project(world)
    financed(world, project)
    client.force_login(world.sara)
    page = f"/office/projects/do/draft/{project.pk}/"
    days = ["2026-04-01", "2026-07-01"]
    typed = {"amount": "600000", "text": "The fund gives, the city builds.", "language": "en"}
    for number in range(1, 5):
        typed |= {f"amount_{number}": "100000", f"planned_{number}": days[0], f"report_{number}": days[1]}
    assert 'name="amount_5"' not in client.get(page).content.decode()
    for number in (5, 6):
        grown = client.post(page, typed | {"another": "yes"})
        shown = grown.content.decode()
        assert (grown.status_code, f'name="amount_{number}"' in shown, "error-message" in shown) == (200, True, False)
        assert shown.count('value="100000"') == number - 1
        typed |= {f"amount_{number}": "100000", f"planned_{number}": days[0], f"report_{number}": days[1]}
    wrong = client.post(page, typed | {"planned_6": "", "text": ""})
    assert (wrong.status_code, wrong.content.decode().count('class="error-message"')) == (422, 2)
    assert client.post(page, typed | {"amount_6": ""}).status_code == 422
    assert not hasattr(project, "agreement")
    assert client.post(page, typed | {"amount_900": "7"}).status_code == 302
    project = type(project).objects.get(pk=project.pk)
    rows = list(project.agreement.instalments.order_by("position").values_list("position", "amount"))
    assert rows == [(number, 100_000) for number in range(1, 7)]
