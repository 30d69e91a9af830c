"""Hostile files on every upload: no server error, what is bad refused and nothing of it left, what is good kept."""

from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.forms import BaseForm, FileField
from django.urls import get_resolver
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form

from hamshahr.kernel.drawing import pages_drawn
from hamshahr.kernel.errors import Refused
from hamshahr.stories.office.pictures import PictureForm
from tests.hostile import STEAL
from tests.hostile.table import NAMES, every, of_each_family
from tests.hostile.uploads import UPLOADS, laid, named

pytestmark = pytest.mark.embedded

BASES = {"hamshahr.meetings.office.forms.FileForm"}  # what its two forms share
MADE_BY_WAGTAIL = "django.forms.widgets.ImageForm"  # from ours, see the settings
# The office has no such page: the one of Wagtail for one's own account is closed.
CLOSED = {"wagtail.admin.forms.account.AvatarPreferencesForm"}


class Active(HTMLParser):
    """Finds on a page what a file or a text brought with it and a browser would run."""

    def __init__(self):
        super().__init__()
        self.found, self.inside = [], ""

    def handle_starttag(self, tag, attrs):
        self.inside = tag
        self.found += [(tag, name) for name, value in attrs if name.startswith("on") and "steal" in (value or "")]
        ways = {name: (value or "").strip() for name, value in attrs if name in {"href", "src", "action", "formaction"}}
        self.found += [(tag, name) for name, value in ways.items() if value.startswith("javascript:")]

    def handle_data(self, data):
        if self.inside == "script" and "steal" in data:
            self.found.append(("script", data))

    def handle_endtag(self, tag):
        self.inside = ""


def active_on(answer):
    """What would run on this page."""
    reader = Active()
    reader.feed(answer.content.decode())
    return reader.found


def rows():
    """How many rows stand in each table of ours, and the files that are kept."""
    ours = [
        model._meta.db_table
        for model in apps.get_models()
        if model.__module__.startswith(("hamshahr.", "wagtail.images."))
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{table}', COUNT(*) FROM {table}" for table in ours))
        counted = dict(cursor.fetchall())
    folders = (settings.MEDIA_ROOT, settings.DATA / "imports")
    return counted | {str(path): 1 for folder in folders if folder.exists() for path in folder.rglob("*")}


def subclasses(kind):
    for each in kind.__subclasses__():
        yield each
        yield from subclasses(each)


@pytest.fixture
def places(world, settings, tmp_path):
    settings.DATA = tmp_path
    return laid(world)


def send(client, upload, world, name, raw):
    sent = upload.typed(world) | {upload.field: named(name, raw)}
    return client.post(upload.address(world), sent)


def test_every_form_that_takes_a_file_is_in_the_table_of_uploads():
    get_resolver().url_patterns  # noqa: B018  loads every room
    get_image_form(get_image_model())
    taking = {
        f"{form.__module__}.{form.__name__}"
        for form in subclasses(BaseForm)
        if any(isinstance(field, FileField) for field in getattr(form, "base_fields", {}).values())
    }

    picture = f"{PictureForm.__module__}.{PictureForm.__name__}"
    assert taking - BASES - CLOSED - {MADE_BY_WAGTAIL} | {picture} == {upload.form for upload in UPLOADS}


def test_what_is_kept_of_ninety_seven_hostile_files_is_a_drawing_or_nothing():
    files = [file for file in every() if len(file.raw) <= 5 * 1024 * 1024]
    assert len(every()) == len({file.title for file in every()}) >= 97
    wrong = {}
    for file in files:
        try:
            pages = pages_drawn(file.raw)
        except Refused as refusal:
            found = str(refusal).endswith((".", "instead.")) and not file.drawn
        else:
            found = file.drawn and all(page[8:12] == b"WEBP" and STEAL not in page for page in pages)
        if not found:
            wrong[file.title] = file.drawn

    assert wrong == {}


# Wagtail leaves the file it drew a rendition into to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
@pytest.mark.parametrize("storey", ["site", "office"])
def test_an_upload_keeps_what_is_good_and_nothing_of_what_is_hostile(places, client, storey):
    for place, upload in enumerate(UPLOADS):
        if (".office." in upload.form) is not (storey == "office"):
            continue
        client.force_login(getattr(places, upload.who))
        files = of_each_family()[place % 2 :: 2]
        wrong = {file.title: found for file in files if (found := fault_over(client, upload, places, file))}
        assert (upload.form, wrong) == (upload.form, {})
        for number, (ending, raw) in enumerate(upload.good(places).items()):
            name = NAMES[(place * 3 + number) % len(NAMES)].format(ending)
            assert (upload.form, name, is_kept(client, upload, places, name, raw)) == (upload.form, name, True)


def is_kept(client, upload, places, name, raw):
    """Whether a good file is taken, whatever its name, and its name runs nowhere."""
    before = rows()
    with transaction.atomic():
        answer = send(client, upload, places, name, raw)
        shown = client.get(answer.url) if answer.status_code == 302 else answer
        found = shown.status_code == 200 and active_on(shown) == [] and rows() != before
        transaction.set_rollback(True)
    return found


def fault_over(client, upload, places, file):
    """What is wrong with the answer to a hostile file, and with what it left behind."""
    before = rows()
    with transaction.atomic():
        answer = send(client, upload, places, file.name, file.raw)
        is_taken = answer.status_code == 302
        shown = client.get(answer.url) if is_taken else answer
        kept = [content for content in upload.kept() if STEAL in content]
        left = {} if is_taken else {name: count for name, count in rows().items() if count != before.get(name, 0)}
        transaction.set_rollback(True)
    is_answered = (answer.status_code, shown.status_code) in {(302, 200), (200, 200), (422, 422)}
    return "" if is_answered and not (kept or left or active_on(shown)) else f"{answer.status_code} {kept} {left}"
