"""Who holds a paper finds out whether it stands: on the pages, on paper, and with the platform switched off."""

import io
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils.translation import override
from pypdf import PdfReader

from hamshahr.seals import keys
from hamshahr.seals.codes import qr_text, square
from hamshahr.seals.models import Seal
from hamshahr.seals.papers import sealed_paper
from hamshahr.seals.services import revoke

from .builders import TEXT, a_seal

SCRIPT = Path(keys.__file__).with_name("verify_seal.py")
PUBLISHED = SCRIPT.parents[2] / "docs" / "verify_seal.py"
DRAWN = b"""#set document(title: "Certificate", date: paper-day)
#set text(font: "IBM Plex Sans Arabic", lang: "fa", dir: rtl)
= #sys.inputs.words
#seal-mark
"""


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA = tmp_path


def checked(folder, *names):
    command = [sys.executable, "-I", str(SCRIPT), *(str(folder / name) for name in names)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={"PYTHONIOENCODING": "utf-8"})
    return done.returncode, done.stdout, done.stderr.strip()


def test_the_program_checks_a_paper_with_nothing_but_three_files(world, client, tmp_path):
    true, false = a_seal(world), a_seal(world, thing_key="paper:2")
    revoke(seal=false, ground="mistake", reason="A mistake.", by=world.sara, at=datetime(2026, 4, 2, 12, tzinfo=UTC))
    (tmp_path / "true").write_text(qr_text(true) + "\n", "utf-8")
    (tmp_path / "altered").write_text(qr_text(true).replace("راد", "راز"), "utf-8")
    (tmp_path / "false").write_text(qr_text(false), "utf-8")
    for name in ("keys.json", "revoked.json"):
        (tmp_path / name).write_bytes(client.get(f"/en/seals/{name}").content)
    late = json.loads((tmp_path / "keys.json").read_text())
    late["keys"][0]["from"] = "2999-01-01"
    (tmp_path / "late.json").write_text(json.dumps(late))
    published = json.loads((tmp_path / "keys.json").read_text())
    published["keys"][0]["from"] = "2026-01-01"  # the tests seal before the key began
    (tmp_path / "keys.json").write_text(json.dumps(published))

    files = ("keys.json", "revoked.json")
    lines = "".join(f"{name}: {value}\n" for name, value in json.loads(true.statement).items())
    assert checked(tmp_path, "true", *files) == (0, lines + "TRUE\n", "")
    assert checked(tmp_path, "true", "keys.json") == (0, lines + "TRUE\n", "")
    assert checked(tmp_path, "altered", *files)[0::2] == (
        1,
        f"NOT TRUE: {tmp_path}/altered is not what the key signed.",
    )
    assert checked(tmp_path, "true", "late.json")[0] == 1
    assert checked(tmp_path, "false", *files)[0::2] == (1, "REVOKED on 2026-04-02")
    assert len(SCRIPT.read_text().splitlines()) <= 50 and PUBLISHED.read_text() == SCRIPT.read_text()
    assert client.get("/en/seals/verify_seal.py").content.decode() == SCRIPT.read_text()


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_page_says_what_the_paper_says_and_compares_its_text(
    world, client, language, django_assert_max_num_queries
):
    made = a_seal(world)
    page = f"/{language}/seals/{made.serial}/"
    with django_assert_max_num_queries(4):
        shown = client.get(page).content.decode()
    assert made.serial in shown and "نسرین راد" in shown and "notice-good" in shown

    same = client.post(page, {"text": TEXT.replace(" ", "\n")})
    other = client.post(page, {"text": TEXT.replace("راد", "راز")})
    assert (same.status_code, other.status_code) == (200, 422)
    assert same.content.decode().count("notice-good") == 2 and "راز" in other.content.decode()

    index = f"/{language}/seals/"
    assert client.post(index, {"code": qr_text(made)}).headers["Location"] == page
    assert client.post(index, {"code": made.serial.lower().replace("-", " ")}).headers["Location"] == page
    for wrong in (qr_text(made).replace("راد", "راز"), "{", '{"sig":"é","key":"x"}', "0" * 16):
        assert client.post(index, {"code": wrong}).status_code == 422
    assert client.get(f"/{language}/seals/{'0' * 16}/").status_code == 404

    revoke(seal=made, ground="mistake", reason="Confidential.", by=world.sara)
    shown = client.get(page).content.decode() + client.get(f"/{language}/seals/revoked/").content.decode()
    assert shown.count("notice-bad") == 1 and made.serial in shown and "Confidential" not in shown
    Seal.objects.update(statement=made.statement.replace("راد", "راز"))
    assert "notice-bad" in client.get(page).content.decode()


def test_a_sealed_paper_is_fit_for_an_archive_and_so_is_the_list_of_revocations(world, client):
    made = a_seal(world)
    revoke(seal=made, ground="mistake", reason="A mistake.", by=world.sara)

    with override("en"):
        papers = [sealed_paper(DRAWN, {"words": TEXT}, made), client.get("/fa/seals/revoked.pdf").content]

    for paper in papers:
        read = PdfReader(io.BytesIO(paper))
        told = read.trailer["/Root"]["/Metadata"].get_data().decode()
        assert "<pdfaid:part>2</pdfaid:part>" in told and "<pdfaid:conformance>A</pdfaid:conformance>" in told
        assert "<pdfuaid:part>1</pdfuaid:part>" in told and read.trailer["/Root"]["/Lang"] == "fa"
        assert made.serial in read.pages[0].extract_text()
    with override("en"):
        assert papers[0] == sealed_paper(DRAWN, {"words": TEXT}, made)
    assert square(qr_text(made)).count("M") > 500


def test_the_secretariat_revokes_in_the_office_and_nobody_else_does(world, client):
    made = a_seal(world)
    address = f"/office/seals/do/revoke/{made.pk}/"
    for who, status in (("mina", 302), ("sara", 302)):
        client.force_login(getattr(world, who))
        answer = client.post(address, {"ground": "withdrawn", "reason": "The workshop was not held."})
        assert (answer.status_code, Seal.objects.revoked().exists()) == (status, who == "sara")
    assert made.serial in client.get("/office/seals/").content.decode()
    assert client.post(address, {"ground": "withdrawn", "reason": "Again."}).status_code != 302
