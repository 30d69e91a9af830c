"""Files that only the installation reads, and files from people."""

import stat

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from hamshahr.environment import secret_key
from hamshahr.kernel.discs import Storage, write_private


def test_a_private_file_is_whole_under_its_name_and_the_first_one_stays(tmp_path):
    path = tmp_path / "secret.key"
    write_private(path, b"first")
    with pytest.raises(FileExistsError):
        write_private(path, b"second")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode), [*tmp_path.iterdir()]) == (b"first", 0o600, [path])
    assert secret_key(tmp_path) == "first"
    assert secret_key(tmp_path / "new") == secret_key(tmp_path / "new") != ""


def test_files_from_people_go_through_the_storage_that_waits_for_the_disc(settings):
    settings.MEDIA_ROOT.mkdir()
    media = storages["default"]
    with media.open(media.save("a/drawing.png", ContentFile(b"drawn"))) as kept:
        assert (type(media), kept.read()) == (Storage, b"drawn")
