"""Pictures: drawn anew, and seen only with the page they stand on."""

import io

import pytest
from PIL import Image as Drawing

from hamshahr.kernel.errors import Refused
from hamshahr.stories.services.pictures import kept_picture
from tests.news import a_draft, a_story


def drawing(size=(3000, 1500), form="JPEG"):
    written = io.BytesIO()
    Drawing.new("RGB", size, "teal").save(written, form, comment=b"taken at home" if form == "JPEG" else None)
    return written.getvalue()


def block(image):
    return [("picture", {"image": image, "alt": "A hall", "caption": "The hall", "credit": "Archive"})]


def status(client, address):
    """What is answered, read to its end."""
    answer = client.get(address)
    assert b"".join(answer.streaming_content).startswith(b"RIFF")
    return answer.status_code, answer["Content-Type"]


def test_a_picture_is_drawn_anew_without_what_its_camera_wrote(world):
    image = kept_picture(drawing(), "../../hall.jpg", world.sara)

    with image.file.open("rb") as file:
        raw = file.read()
    assert (image.title, image.width, image.height) == ("hall", 2400, 1200)
    assert raw[:4] == b"RIFF"
    assert b"taken at home" not in raw


@pytest.mark.parametrize("raw", [b"", b"<svg xmlns='x'><script/></svg>", b"GIF89a", drawing()[:200]])
def test_what_is_no_picture_is_refused(world, raw):
    with pytest.raises(Refused, match="no picture"):
        kept_picture(raw, "a.png", world.sara)


# Wagtail leaves the file it drew a rendition into to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
def test_a_picture_is_seen_with_its_page_and_not_before(world, client):
    shown = kept_picture(drawing((80, 40)), "shown.jpg", world.sara)
    hidden = kept_picture(drawing((80, 40)), "hidden.jpg", world.sara)
    story = a_story(world, body=block(shown))
    a_draft(world, title="Draft", body=block(hidden))

    page = client.get(f"/en/news/{story.slug}/").content.decode()

    assert f'<img src="/pictures/{shown.pk}.webp" width="80" height="40" alt="A hall" loading="lazy">' in page
    assert status(client, f"/pictures/{shown.pk}.webp") == (200, "image/webp")
    assert client.get(f"/pictures/{hidden.pk}.webp").status_code == 404
    assert client.get(f"/media/{shown.file.name}").status_code == 404
    client.force_login(world.sara)
    assert status(client, f"/pictures/{hidden.pk}.webp") == (200, "image/webp")
    assert status(client, f"/media/{shown.file.name}") == (200, "image/webp")
