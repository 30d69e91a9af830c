"""The desk page of a city's voice: who sees it, who lends, and what the forms say."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from hamshahr.bodies.tests.builders import rule, statute
from hamshahr.decisions.models import Proxy
from hamshahr.decisions.services import withdraw_proxy
from hamshahr.dues.tests.test_proofs import a_picture
from hamshahr.letters.models import Letter
from hamshahr.parties.services import appoint_liaison
from tests.world import user

from .builders import START, gathering, lent, member

MOST_QUERIES = 20
INDEX, LEND = "/en/desk/mashhad/proxies/", "/en/desk/mashhad/proxies/assembly/new/"
TYPED = {"holder": "seoul", "letter": "14/3"}


@pytest.fixture
def assembly(world):
    """Three members, an assembly in a month, and somebody for each duty in Mashhad."""
    world.today = timezone.localdate()
    for party in (world.mashhad, world.seoul, world.brussels):
        member(world, party)
    soon = world.today + timedelta(days=30)
    world.meeting = gathering(world, "assembly", day=soon, kind="general assembly", body=world.metropolis)
    for duty in ("votes", "dues", "reader"):
        person = user(duty, duty.title(), language="en")
        setattr(world, duty, person)
        appoint_liaison(user=person, party=world.mashhad, duty=duty, starts_on=START, by=world.sara)
    return world


def page(client, who, address):
    if who is not None:
        client.force_login(who)
    return client.get(address)


@pytest.mark.parametrize(
    ("who", "sees", "lends"),
    [
        ("mina", 200, 200),
        ("votes", 200, 200),
        ("reader", 200, 403),
        ("dues", 404, 404),
        ("jun", 404, 404),
        ("omid", 404, 404),
        ("sara", 404, 404),
        (None, 302, 302),
    ],
)
def test_the_votes_are_for_those_who_have_that_duty(assembly, client, who, sees, lends):
    proxy = lent(assembly, assembly.meeting, on=assembly.today)
    person = getattr(assembly, who) if who else None

    assert page(client, person, INDEX).status_code == sees
    assert page(client, person, LEND).status_code == lends
    assert page(client, person, f"{INDEX}{proxy.pk}/withdrawal/").status_code == lends


def test_a_city_lends_its_voice_and_sees_it_with_its_letter(assembly, client):
    client.force_login(assembly.votes)
    form = client.get(LEND).content.decode()
    assert [name for name in ("Seoul", "Brussels", "Mashhad") if f">{name}</option>" in form] == ["Seoul", "Brussels"]
    assert "The statutes in force set no limit" in form

    response = client.post(LEND, TYPED)

    assert (response.status_code, response.url) == (302, INDEX)
    proxy = Proxy.objects.get()
    assert (proxy.giver, proxy.holder, proxy.letter) == (assembly.mashhad, assembly.seoul, "14/3")
    assert (proxy.given_on, proxy.given_by) == (assembly.today, assembly.votes)
    shown = client.get(INDEX).content.decode()
    assert "Your voice is lent to Seoul." in shown
    assert "14/3" in shown
    assert "The voice is lent to Seoul already" in client.get(LEND).content.decode()


def test_the_other_side_sees_what_it_holds(assembly, client):
    lent(assembly, assembly.meeting, on=assembly.today)

    shown = page(client, assembly.jun, "/en/desk/seoul/proxies/").content.decode()

    assert "From Mashhad" in shown
    assert "Take it back" not in shown


def test_what_was_typed_is_kept_beside_what_needs_a_change(assembly, client):
    client.force_login(assembly.mina)

    response = client.post(LEND, {"holder": "", "letter": "signed by the mayor"})

    assert response.status_code == 422
    assert 'value="signed by the mayor"' in response.content.decode()
    assert not Proxy.objects.exists()


def test_a_refusal_stands_above_the_form(assembly, client):
    lent(assembly, assembly.meeting, giver=assembly.seoul, holder=assembly.brussels, on=assembly.today)
    client.force_login(assembly.mina)

    response = client.post(LEND, TYPED)

    assert response.status_code == 422
    assert "Seoul has lent its own voice and will not be there." in response.content.decode()


def test_a_voice_is_taken_back_from_its_page(assembly, client):
    proxy = lent(assembly, assembly.meeting, on=assembly.today)
    client.force_login(assembly.mina)
    address = f"{INDEX}{proxy.pk}/withdrawal/"
    assert "Take our voice back" in client.get(address).content.decode()

    assert client.post(address, {"reason": "We come"}).status_code == 302

    proxy.refresh_from_db()
    assert (proxy.closing, proxy.reason) == ("withdrawn", "We come")
    assert "withdrawn by the giver" in client.get(INDEX).content.decode()
    assert "This proxy is closed" in client.get(address).content.decode()
    assert client.post(address, {}).status_code == 422


def test_a_draft_gathering_is_not_offered(assembly, client):
    assembly.meeting.live = False
    assembly.meeting.save()
    client.force_login(assembly.mina)

    assert "No gathering is announced" in client.get(INDEX).content.decode()
    assert client.get(LEND).status_code == 404


def test_the_public_page_of_a_gathering_and_the_open_data_say_nothing_of_proxies(assembly, client):
    lent(assembly, assembly.meeting, on=assembly.today, letter="canary 14/3")

    for address in ("/en/gatherings/assembly/", "/api/v1/gatherings/assembly", "/en/cities/mashhad/"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "canary" not in answer.content.decode()
        assert "roxy" not in answer.content.decode()


def test_a_proxy_is_known_to_both_sides_and_to_the_secretariat(assembly):
    proxy = lent(assembly, assembly.meeting, on=assembly.today)
    dina = user("dina", "Dina")
    appoint_liaison(user=dina, party=assembly.brussels, duty="votes", starts_on=START, by=assembly.sara)

    seeing = [who for who in ("sara", "mina", "jun", "votes", "reader") if sees(getattr(assembly, who), proxy)]
    blind = [who for who in ("dues", "omid", "leila") if sees(getattr(assembly, who), proxy)]

    assert (seeing, blind, sees(dina, proxy)) == (["sara", "mina", "jun", "votes", "reader"], [], False)


def sees(person, proxy):
    return Proxy.objects.visible_to(person).filter(pk=proxy.pk).exists()


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_page_costs_no_more_than_its_budget(assembly, client, language, django_assert_max_num_queries):
    first = lent(assembly, assembly.meeting, on=assembly.today)
    withdraw_proxy(proxy=first, on=assembly.today, by=assembly.mina)
    lent(assembly, assembly.meeting, on=assembly.today)
    client.force_login(assembly.mina)
    with override(language):
        address = reverse("proxies:index", args=["mashhad"])

    with django_assert_max_num_queries(MOST_QUERIES):
        assert client.get(address).status_code == 200


def test_the_office_enters_a_proxy_from_paper_and_notes_that_its_giver_came(assembly, client):
    client.force_login(assembly.sara)
    meeting = assembly.meeting
    typed = {"giver": assembly.mashhad.pk, "holder": assembly.seoul.pk, "letter": "on paper, 14/3"}

    response = client.post(f"/office/gatherings/do/lend/{meeting.pk}/", typed)

    proxy = Proxy.objects.get()
    assert (response.status_code, response.url) == (302, f"/office/proxies/inspect/{proxy.pk}/")
    assert client.get(response.url).status_code == 200
    assert "Seoul" in client.get("/office/proxies/").content.decode()
    assert "Mashhad" in client.get(f"/office/gatherings/inspect/{meeting.pk}/").content.decode()
    came = client.post(f"/office/proxies/do/arrived/{proxy.pk}/", {"on": str(assembly.today)})
    assert came.status_code == 302
    proxy.refresh_from_db()
    assert (proxy.closing, proxy.closed_by) == ("arrived", assembly.sara)
    assert Letter.objects.filter(kind="proxy.void").count() == 3
    again = client.get(f"/office/proxies/do/withdraw/{proxy.pk}/").content.decode()
    assert "This proxy is closed: the giver came." in again


def test_where_the_statutes_ask_for_writing_the_signed_letter_comes_along_and_both_cities_read_it(assembly, client):
    statute(assembly, rule("9", "proxy", written=True, maximum=2))
    client.force_login(assembly.mina)
    missing = client.post(LEND, TYPED)
    broken = client.post(LEND, TYPED | {"file": SimpleUploadedFile("x.png", b"<svg>")})
    assert (missing.status_code, broken.status_code, Proxy.objects.count()) == (422, 422, 0)

    sent = client.post(LEND, TYPED | {"file": SimpleUploadedFile("letter.png", a_picture(), "image/png")})

    assert sent.status_code == 302
    proxy = Proxy.objects.get()
    assert (len(proxy.digest), proxy.pages.count()) == (64, 1)
    letter = reverse("proxies:paper", args=["mashhad", proxy.pk, 1])
    statuses = {}
    for who in ("mina", "jun", "sara", "omid"):
        client.force_login(getattr(assembly, who))
        statuses[who] = client.get(letter).status_code
    assert statuses == {"mina": 200, "jun": 200, "sara": 200, "omid": 404}
    client.force_login(assembly.jun)
    assert f"/desk/mashhad/proxies/{proxy.pk}/letter/1.webp" in client.get("/en/desk/seoul/proxies/").text
