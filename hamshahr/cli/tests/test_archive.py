"""A backup comes back whole, into either store, or is refused before anything is touched."""

import tarfile

import pytest
from django.apps import apps

from hamshahr.accounts.models import Act
from hamshahr.cli.archive import backup, restore
from hamshahr.cli.archive.manifest import kept_models
from hamshahr.cli.archive.reading import take_out
from hamshahr.gatherings.models import Gathering
from hamshahr.gatherings.services import take_part
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.errors import Refused
from hamshahr.parties.models import Party
from hamshahr.seals import keys


def everything():
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in kept_models()}


@pytest.fixture
def lived(world, settings, tmp_path):
    """A network in which something has happened, with a file."""
    settings.DATA = tmp_path
    congress = Gathering.objects.create(slug="c", kind="congress", names="Congress", starts_on=PartialDate("2021-11"))
    take_part(gathering=congress, party=world.mashhad, role="host", by=world.sara, note="«سند»")
    settings.MEDIA_ROOT.mkdir(parents=True)
    (settings.MEDIA_ROOT / "paper.txt").write_text("ورقه")
    return world


def test_every_table_and_file_comes_back_equal(lived, settings, tmp_path):
    before = everything()
    backup(tmp_path / "b.tar.gz")
    Party.objects.filter(slug="seoul").update(names="Nowhere")
    (settings.MEDIA_ROOT / "paper.txt").unlink()

    restore(tmp_path / "b.tar.gz", replace=True)

    assert everything() == before
    assert (settings.MEDIA_ROOT / "paper.txt").read_text() == "ورقه"


def test_the_private_key_of_the_seals_comes_back_and_only_as_a_file_of_its_owner(lived, tmp_path):
    path, archive = keys.file_of(keys.key_at_work(by=lived.sara).name), tmp_path / "b.tar.gz"
    text = path.read_bytes()
    backup(archive)
    path.unlink()

    restore(archive, replace=True)

    assert path.read_bytes() == text and path.stat().st_mode & 0o777 == 0o600 == archive.stat().st_mode & 0o777
    with tarfile.open(archive) as tar:
        rows = b"".join(tar.extractfile(name).read() for name in tar.getnames() if name.startswith("rows/"))
    assert text.splitlines()[1] not in rows


def test_new_rows_get_new_numbers_after_a_restore(lived, tmp_path):
    backup(tmp_path / "b.tar.gz")
    restore(tmp_path / "b.tar.gz", replace=True)

    Gathering.objects.create(slug="later", kind="forum", names="Later")

    assert Gathering.objects.count() == 2


def test_a_store_with_acts_is_not_overwritten_by_accident(lived, tmp_path):
    backup(tmp_path / "b.tar.gz")
    before = everything()

    with pytest.raises(Refused, match="already has acts"):
        restore(tmp_path / "b.tar.gz")

    assert everything() == before


def changed(archive, folder, member):
    """The archive again, with one member altered."""
    with tarfile.open(archive) as tar:
        take_out(tar, folder)
    path = folder / member
    path.write_bytes(path.read_bytes()[:-3] + b"  \n")
    with tarfile.open(archive, "w:gz") as tar:
        tar.add(folder, ".")


@pytest.mark.parametrize("damage", ["cut", "altered", "missing"])
def test_a_broken_backup_is_never_taken_for_whole(lived, tmp_path, damage):
    archive = tmp_path / "b.tar.gz"
    backup(archive)
    before = everything()
    if damage == "cut":
        archive.write_bytes(archive.read_bytes()[:-2000])
    elif damage == "altered":
        changed(archive, tmp_path / "unpacked", f"rows/{Act._meta.label_lower}.jsonl")
    else:
        with tarfile.open(archive, "w:gz"):
            pass

    with pytest.raises(Refused):
        restore(archive, replace=True)

    assert everything() == before


@pytest.mark.parametrize("kind", [tarfile.REGTYPE, tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE])
def test_a_member_that_climbs_out_or_is_no_plain_file_leaves_nothing(lived, tmp_path, kind):
    archive, before = tmp_path / "b.tar.gz", everything()
    backup(archive)
    member = tarfile.TarInfo("../../evil" if kind == tarfile.REGTYPE else "files/evil")
    member.type, member.linkname = kind, "/etc/passwd"
    with tarfile.open(archive, "w:gz") as tar:
        tar.addfile(member)

    with pytest.raises(Refused, match="evil"):
        restore(archive, replace=True)

    assert (everything(), list(tmp_path.parent.rglob("evil"))) == (before, [])


def test_an_interrupted_backup_leaves_no_file_with_its_name(lived, tmp_path):
    def interrupt(step):
        if step == apps.get_model("parties.party")._meta.label:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        backup(tmp_path / "b.tar.gz", interrupt)

    assert not (tmp_path / "b.tar.gz").exists()
