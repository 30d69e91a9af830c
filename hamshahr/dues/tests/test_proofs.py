"""S1.07: the proof of a bank transfer, brought by the city, confirmed in the office; hostile files leave nothing."""

import io
import zlib
from datetime import timedelta
from decimal import Decimal

import pytest
from PIL import Image

from hamshahr.dues.models import Line, Payment, Proof, ProofPage
from hamshahr.dues.queries import awaiting, balances
from hamshahr.dues.services import bring_proof, confirm_proof, refuse_proof
from hamshahr.kernel.drawing import drawn
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.typesetting import paper
from hamshahr.letters.models import Letter

from .builders import DUE, ISSUED, charged

PAID = ISSUED + timedelta(days=10)
TODAY = ISSUED + timedelta(days=20)
SCRIPT = b"1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj"
SCRIPTED = b"%PDF-1.7\n" + SCRIPT + b"\ntrailer<</Root 1 0 R>>\n%%EOF"


@pytest.fixture
def books(world):
    return charged(world)


def a_picture(kind="PNG", size=(40, 30), mode="RGB", **saved):
    file = io.BytesIO()
    Image.new(mode, size).save(file, kind, **saved)
    return file.getvalue()


def a_paper():
    return paper(b'#set document(title: "P", date: none)\nTransfer 77\n#pagebreak()\nPage two', {})


def bring(world, raw, **changes):
    said = {"amount": Decimal(700), "paid_on": PAID, "reference": "TR-77", "today": TODAY, "by": world.dues}
    return bring_proof(invoice=world.invoice, paper=drawn(io.BytesIO(raw)), **said | changes)


def confirm(world, proof, by=None, **changes):
    said = {"amount": Decimal(690), "received_on": PAID, "reference": "TR-77", "today": TODAY}
    return confirm_proof(proof=proof, by=by or world.sara, **said | changes)


def test_a_proof_is_brought_confirmed_and_answered_with_a_receipt(books):
    proof = bring(books, a_paper())
    assert (proof.outcome, proof.pages.count(), balances(books.member)) == ("", 2, {"EUR": Decimal("1700.00")})
    assert [each.kind for each in awaiting(books.mashhad, DUE)] == ["proof.waiting"]
    assert bring(books, a_paper()) == proof  # sent again after a lost answer

    confirm(books, proof)

    proof.refresh_from_db()
    assert (proof.outcome, proof.decided_by, proof.decided_on) == ("confirmed", books.sara, TODAY)
    assert (proof.payment.amount, proof.payment.code) == (Decimal("690.00"), "METROPOLIS-R-2026-0001")
    assert balances(books.member) == {"EUR": Decimal("1010.00")}
    receipt = Letter.objects.get(kind="dues.receipt")
    assert (receipt.to_user, receipt.language) == (books.dues, "fa")
    assert [each.kind for each in awaiting(books.mashhad, DUE)] == ["dues.open"]
    with pytest.raises(Refused, match="decided already"):
        confirm(books, proof)
    assert Payment.objects.count() == 1


def test_a_refused_proof_says_why_and_enters_nothing(books):
    proof = bring(books, a_picture("JPEG"))

    refuse_proof(proof=proof, reason="Another account", today=TODAY, by=books.sara)

    assert (Payment.objects.count(), Line.objects.filter(kind="paid").count()) == (0, 0)
    letter = Letter.objects.get(kind="dues.proof")
    assert (letter.to_user, "Another account" in letter.text) == (books.dues, True)


def test_nobody_decides_on_a_proof_they_brought_and_one_payment_has_one_proof(books):
    own, first, second = (
        bring(books, a_picture(size=(9 + n, 9)), **by) for n, by in enumerate(({"by": books.sara}, {}, {}))
    )
    with pytest.raises(Refused, match="Whoever brought a proof does not decide on it"):
        confirm(books, own)
    confirm(books, first)

    with pytest.raises(Refused, match="rests on another proof"):
        confirm(books, second)

    second.refresh_from_db()
    assert (second.outcome, Payment.objects.count()) == ("", 1)


def test_what_is_kept_of_a_file_is_a_picture_drawn_here(books):
    exif = Image.Exif()
    exif[0x010E] = "canary of the camera"
    proof = bring(books, a_picture("JPEG", exif=exif.tobytes()))

    (page,) = proof.pages.all()

    assert bytes(page.picture)[8:12] == b"WEBP"
    assert b"canary" not in bytes(page.picture)


STREET = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 1 99999]/Contents 4 0 R>>endobj
4 0 obj<</Length 0>>stream
endstream endobj
trailer<</Root 1 0 R>>
%%EOF"""
HOSTILE = {
    "nothing": b"",
    "a page": b"<html><script>alert(1)</script></html>",
    "a drawing": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "a program": b"MZ\x90\x00" + b"\x00" * 500,
    "an archive": b"PK\x03\x04" + b"\x00" * 500,
    "a paper without pages": SCRIPTED,
    "the head of a paper": b"%PDF-1.7\n",
    "a paper of rubbish": b"%PDF-1.4\n" + zlib.compress(b"x" * 1_000_000),
    "a paper as long as a street": STREET,
    "half a picture": a_picture()[:40],
    "a picture of sixty million points": a_picture(size=(60_000, 1_000), mode="1"),
}


def test_hostile_files_are_refused_and_leave_nothing(books):
    kept = []
    for name, raw in HOSTILE.items():
        try:
            bring(books, raw)
        except Refused:
            continue
        kept.append(name)

    assert kept == []
    assert (Proof.objects.count(), ProofPage.objects.count()) == (0, 0)


def test_a_file_that_is_too_large_is_refused_unread(books):
    with pytest.raises(Refused, match="larger than 5 MB"):
        bring(books, b"%PDF-1.7" + b"0" * (5 * 1024 * 1024))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [({"paid_on": TODAY + timedelta(days=1)}, "not come yet"), ({"amount": Decimal(0)}, "greater than zero")],
)
def test_a_proof_of_what_cannot_be_is_refused(books, changes, sentence):
    with pytest.raises(Refused, match=sentence):
        bring(books, a_picture(), **changes)

    assert not Proof.objects.exists()
