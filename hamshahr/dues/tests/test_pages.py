"""The desk's pages of dues: who sees them, what they say, and that nobody else sees an amount."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from hamshahr.accounts.models import Receipt
from hamshahr.accounts.receipts import new_key
from hamshahr.dues.models import Invoice, LateMember, Line, Payment, Proof
from hamshahr.dues.models.books import billable
from hamshahr.dues.queries import late_members
from hamshahr.dues.services import record_payment

from .builders import DUE, ISSUED, charged
from .test_proofs import a_picture, bring

INDEX = "/en/desk/mashhad/dues/"
MOST_QUERIES = 22


@pytest.fixture
def books(world):
    """Mashhad has paid in part and brought a proof; every address of the room has something to show."""
    charged(world)
    words = {"received_on": ISSUED, "reference": "CANARY-1", "today": ISSUED, "by": world.sara}
    world.payment = record_payment(invoice=world.invoice, amount=world.invoice.total / 4, **words)
    world.proof = bring(world, a_picture())
    return world


def addresses(world):
    key, pages = world.invoice.key, (INDEX,)
    pages += (f"{INDEX}{key}/", f"{INDEX}{key}/invoice.pdf", f"{INDEX}receipts/{world.payment.key}.pdf")
    return (*pages, f"{INDEX}proofs/{world.proof.key}/1.webp", f"{INDEX}{key}/proofs/new/")


PAPERS_ONLY = (404, 404, 200, 200, 200, 404)


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("mina", (200,) * 6),
        ("dues", (200,) * 6),
        ("reader", (200, 200, 200, 200, 200, 403)),
        ("votes", (404,) * 6),
        ("sara", PAPERS_ONLY),
        ("jun", (404,) * 6),
        ("leila", (404,) * 6),
        ("omid", (404,) * 6),
        (None, (302,) * 6),
    ],
)
def test_dues_are_for_those_who_have_them_and_papers_for_the_secretariat_too(books, client, who, expected):
    if who:
        client.force_login(getattr(books, who))

    assert tuple(client.get(address).status_code for address in addresses(books)) == expected


def test_the_papers_of_one_city_are_not_found_at_another_desk(books, client):
    client.force_login(books.jun)

    elsewhere = [address.replace("mashhad", "seoul") for address in addresses(books)[1:]]

    assert [client.get(address).status_code for address in elsewhere] == [404] * 5
    assert client.get("/en/desk/seoul/dues/").status_code == 200


def test_no_queryset_shows_an_amount_to_who_may_not_see_it(books):
    seen = {}
    for name, person in {**books.cast(), "dues": books.dues, "votes": books.votes}.items():
        from django.contrib.auth.models import AnonymousUser

        who = person or AnonymousUser()
        rows = [model.objects.visible_to(who).count() for model in (Invoice, Payment, Line, Proof)]
        late = late_members(who, DUE + timedelta(days=9)).count() if person else 0
        seen[name] = (*rows, billable(who).count(), late)

    nothing = (0, 0, 0, 0, 0, 0)
    assert seen == {
        "sara": (2, 1, 3, 1, 2, 2),
        "mina": (1, 1, 2, 1, 1, 0),
        "dues": (1, 1, 2, 1, 1, 0),
        "jun": (1, 0, 1, 0, 1, 0),
        **dict.fromkeys(("votes", "leila", "omid", "stranger"), nothing),
    }
    assert LateMember.objects.count() == 2


def test_the_public_pages_and_the_open_data_say_nothing_of_dues(books, client):
    for address in ("/en/cities/mashhad/", "/en/bodies/metropolis/members/", "/api/v1/parties/mashhad", "/en/"):
        page = client.get(address).content.decode()
        assert [word for word in ("CANARY-1", "METROPOLIS-2026", "1,275", "1,700") if word in page] == []


def test_the_desk_says_what_is_owed_why_and_what_was_paid(books, client):
    client.force_login(books.mina)

    listed, one = (client.get(address).content.decode() for address in addresses(books)[:2])

    assert "To be paid: \u20681,275.00\u00a0EUR\u2069." in listed
    assert "METROPOLIS-R-2026-0001" in listed
    assert "Article 28, fee table: lower middle income, not a capital city, member of this network only" in one
    assert "waits for the secretariat" in one
    assert "Demonstration" in one
    assert "Seoul" not in listed + one


def test_the_desk_of_the_city_awaits_the_invoice_for_the_dues_officer_and_not_for_the_votes(books, client):
    Proof.objects.all().update(outcome="refused")
    texts = {}
    for who in ("dues", "votes"):
        client.force_login(getattr(books, who))
        texts[who] = client.get("/en/desk/mashhad/").content.decode()

    assert {who: "Pay the dues of 2026" in text for who, text in texts.items()} == {"dues": True, "votes": False}
    assert "dues/" not in texts["votes"]


def test_a_proof_is_brought_through_the_form_once_and_shown_as_waiting(books, client):
    client.force_login(books.dues)
    address, key = f"{INDEX}{books.invoice.key}/proofs/new/", new_key()
    assert 'enctype="multipart/form-data"' in client.get(address).content.decode()

    def typed(**changes):
        file = SimpleUploadedFile("proof.pdf.html", a_picture(size=(7, 7)), "text/html")
        said = {"amount": "۱٬۲۷۵", "paid_on": "2026-01-20", "reference": "TR-8", "file": file, "once": key}
        return said | changes

    answers = [client.post(address, typed()), client.post(address, typed())]

    assert [(answer.status_code, answer.url) for answer in answers] == [(302, f"{INDEX}{books.invoice.key}/")] * 2
    proof = Proof.objects.get(reference="TR-8")
    assert (str(proof.amount), proof.brought_by, Receipt.objects.count()) == ("1275.00", books.dues, 1)
    picture = client.get(f"{INDEX}proofs/{proof.key}/1.webp")
    assert (picture["Content-Type"], picture["X-Content-Type-Options"]) == ("image/webp", "nosniff")

    wrong = client.post(address, typed(file=SimpleUploadedFile("x.png", b"<svg>"), once=new_key()))
    assert (wrong.status_code, 'value="TR-8"' in wrong.content.decode()) == (422, True)
    assert "no picture that can be read" in wrong.content.decode()


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_pages_cost_no_more_than_their_budget(books, client, language, django_assert_max_num_queries):
    client.force_login(books.mina)
    with override(language):
        pages = [reverse("dues:index", args=["mashhad"]), reverse("dues:invoice", args=["mashhad", books.invoice.key])]

    for page in pages:
        with django_assert_max_num_queries(MOST_QUERIES):
            assert client.get(page).status_code == 200
