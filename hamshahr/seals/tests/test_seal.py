"""A paper is sealed once, its seal says so, and it can be revoked."""

import json

import pytest

from hamshahr.accounts.models import Act
from hamshahr.kernel.errors import Refused
from hamshahr.seals import keys, queries, serials
from hamshahr.seals.codes import qr_text
from hamshahr.seals.models import Seal, SigningKey
from hamshahr.seals.services import revoke
from hamshahr.seals.statements import canonical, content_digest, is_signed, parted
from tests.replay import breaks, silent, untold

from .builders import AT, TEXT, a_seal


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA = tmp_path


def test_a_paper_is_sealed_once_with_everything_that_its_statement_says(world, settings):
    made = a_seal(world)

    (key,) = SigningKey.objects.all()
    said = {
        "at": f"{settings.ADDRESS}/seals/{made.serial}/",
        "key": key.name,
        "kind": "paper",
        "name": "نسرین راد",
        "on": "2026-03-20",
        "serial": made.serial,
        "sha256": content_digest(TEXT),
        "signed": "2026-03-21",
    }
    assert parted(qr_text(made)) == (said, made.signature)
    assert is_signed(canonical(said), made.signature, key.public) and queries.is_genuine(made)
    assert not is_signed(canonical(said | {"name": "نسرین راز"}), made.signature, key.public)
    assert content_digest(" گواهی میشود\nکه نسرین‌راد در کارگاه تاب آوری شهری شرکت کرد.\u202b") == said["sha256"]
    assert content_digest(TEXT.replace("راد", "راز")) != said["sha256"]
    assert a_seal(world) == made and Seal.objects.count() == 1
    assert a_seal(world, content=TEXT + "!").serial != made.serial
    assert [*breaks()] == [*silent()] == [line for line in untold() if line.startswith(("Seal", "Signing"))] == []


def test_serials_read_the_same_however_they_are_typed():
    serial = serials.new_serial()

    assert serials.as_printed(serial) == serial == serials.as_printed(serial.lower().replace("-", " "))
    assert serials.as_printed("۰۱۲۳-4567 89ab-cdeo") == "0123-4567-89AB-CDE0"
    assert serials.as_printed("0123") == serials.as_printed("U" * 16) == ""
    assert len({serials.new_serial() for _each in range(500)}) == 500


def test_the_private_key_is_a_file_of_the_owner_alone_and_nowhere_in_the_store(world):
    made = a_seal(world)

    path = keys.file_of(made.key.name)
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    secret = path.read_text().splitlines()[1]
    assert secret not in json.dumps(
        [*Act.objects.values_list("changes", "facts"), *SigningKey.objects.values()], default=str
    )


def test_a_key_that_ended_stays_published_and_its_papers_stay_true(world, django_capture_on_commit_callbacks):
    before = a_seal(world)
    with django_capture_on_commit_callbacks(execute=True):
        another = keys.rotate_key(reason="The machine was sold.", by=world.sara)
    after = a_seal(world, thing_key="paper:2")

    assert [key["name"] for key in queries.published_keys()] == [before.key.name, another.name] != [another.name] * 2
    assert after.key == another and queries.is_genuine(before) and queries.is_genuine(after)
    assert not keys.file_of(before.key.name).exists()
    keys.file_of(another.name).unlink()
    with pytest.raises(Refused, match="not in the data folder"):
        a_seal(world, thing_key="paper:3")
    assert "sig" not in queries.revocations(AT)


def test_what_cannot_be_said_or_printed_is_refused_and_leaves_nothing(world):
    for subject, words in (({"key": "x"}, "taken"), ({"name": " "}, "is a text"), ({"name": "ن" * 500}, "too long")):
        with pytest.raises(Refused, match=words):
            a_seal(world, subject=subject)
    with pytest.raises(Refused, match="not sealed"):
        a_seal(world, kind="poem")

    assert not Seal.objects.exists()


def test_a_revoked_seal_stands_in_the_signed_list_and_the_paper_can_be_sealed_anew(world):
    first = a_seal(world)
    for ground, reason, words in (("mistake", " ", "Say why"), ("weather", "Rain.", "Choose a ground")):
        with pytest.raises(Refused, match=words):
            revoke(seal=first, ground=ground, reason=reason, by=world.sara)
    assert queries.revocations(AT)["revoked"] == {}

    revoke(seal=first, ground="mistake", reason="The name was wrong.", by=world.sara, at=AT)
    second = a_seal(world)

    said = queries.revocations(AT)
    signature = said.pop("sig")
    assert said == {
        "kind": "revocations",
        "key": second.key.name,
        "revoked": {first.serial: "2026-03-21"},
        "signed": "2026-03-21",
    }
    assert is_signed(canonical(said), signature, second.key.public)
    assert second.serial != first.serial
    with pytest.raises(Refused, match="revoked already"):
        revoke(seal=first, ground="mistake", reason="Again.", by=world.sara)
    act = Act.objects.get(verb="seal.revoked")
    assert (act.thing_name, act.reason, act.by) == (first.serial, "The name was wrong.", world.sara)
