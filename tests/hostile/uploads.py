"""Every place of the product that takes a file: its form, who sends what there, and the good files it keeps."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from hamshahr.calls.models import AttachmentPage
from hamshahr.calls.tests.entering import award_call, entry
from hamshahr.decisions.models import ProxyPage
from hamshahr.decisions.tests.builders import gathering
from hamshahr.dues.models import ProofPage
from hamshahr.dues.tests.builders import charged, member
from hamshahr.fund.models import DuePage
from hamshahr.fund.tests.builders import a_project
from hamshahr.meetings.models import PaperFile
from hamshahr.meetings.reading import Read
from hamshahr.meetings.services import add_item, bring_paper
from hamshahr.meetings.tests.builders import a_meeting
from hamshahr.representatives.tests.builders import another_network, their_file, their_key
from tests.world import names

from .others import a_workbook
from .papers import pdf
from .pictures import a_picture

DRAWN = {"png": a_picture(mode="RGBA"), "pdf": pdf()}
SEEN = {"jpg": a_picture("JPEG", mode="CMYK"), "webp": a_picture("WEBP")}
TO_READ = {"pdf": pdf(), "txt": "برنامهٔ نشست".encode()}
ENTRIES = {"csv": b"city,title,language\nmashhad,Trees,fa\n", "xlsx": a_workbook(lambda raw: raw)}
REGIONS = {"csv": "region_id,name_en,name_fa\nafrica,Africa,آفریقا\n".encode()}
NEWS = {"txt": "عنوان خبر\n\nشورای شهر دربارهٔ حمل و نقل عمومی تصمیم گرفت و گزارش آن منتشر شد.\n".encode()}
TO_SEE = {"png": a_picture(size=(80, 60)), "jpg": a_picture("JPEG", (90, 60)), "gif": a_picture("GIF", (70, 60), "P")}


@dataclass(frozen=True)
class Upload:
    """``kept`` reads what is kept of the files; ``good`` are the files that are taken, by the ends of their names."""

    form: str
    who: str
    address: Callable[[Any], str]
    typed: Callable[[Any], dict[str, Any]]
    good: Callable[[Any], dict[str, bytes]]
    kept: Callable[[], list[bytes]] = list
    field: str = "file"


def laid(world):
    """The world with something that a file may be brought for at each of the places."""
    charged(world)
    another_network(world)
    world.joint, world.key = member(world, world.brussels, tie="joint"), their_key(world)
    world.call = award_call(world)
    world.entry, world.project = entry(world, world.call), a_project(world)
    soon = timezone.localdate() + timedelta(days=30)
    gathering(world, "assembly", day=soon, kind="general assembly", body=world.metropolis)
    meeting = a_meeting(world, members=False)
    world.item = add_item(session=world.session, names=names(en="Opening"), by=world.sara)
    said = {"gathering": meeting, "item": world.item, "names": names(en="Programme"), "audience": "internal"}
    read = Read("text", b"Welcome", None, "0" * 64)
    world.paper = bring_paper(**said, read=read, language="en", by=world.sara)
    return world


def pages_of(model):
    return lambda: [bytes(page) for page in model.objects.values_list("picture", flat=True)]


def papers():
    """What is kept of papers in PDF; a plain text is kept as it is, and served as nothing else."""
    files = PaperFile.objects.filter(version__form="pdf")
    return [bytes(content) for content in files.values_list("content", flat=True)]


def to(name, *words):
    """The address of this name, with the things of the world that the words name, or else the words themselves."""

    def address(world):
        return reverse(name, args=[getattr(getattr(world, word, None), "key", word) for word in words])

    return address


def act(register, name, thing=""):
    """The address of an act of the office."""

    def address(world):
        number = f"{getattr(world, thing).pk}/" if thing else ""
        return f"/office/{register}/do/{name}/{number}"

    return address


def always(value):
    return lambda _world: value


def with_body(world):
    return {"body": world.metropolis.pk}


PROOF = {"amount": "7", "paid_on": "2026-01-20", "reference": "TR-8"}
TITLED = {"names_1": "Programme", "kind": "paper", "audience": "internal", "language": "en"}
OFFICE = "hamshahr.{}.office.{}"
UPLOADS = (
    Upload("hamshahr.calls.forms.entries.FileForm", "mina", to("calls:bring", "entry", "plan"),
           always({"name": "Plan"}), always(DRAWN), pages_of(AttachmentPage)),
    Upload("hamshahr.fund.forms.PaperForm", "mina", to("fund:bring", "project"), always({"kind": "budget"}),
           always(SEEN), pages_of(DuePage)),
    Upload("hamshahr.dues.forms.ProofForm", "dues", to("dues:bring", "mashhad", "invoice"), always(PROOF),
           always(DRAWN), pages_of(ProofPage)),
    Upload("hamshahr.decisions.forms.proxies.LendForm", "votes", to("proxies:lend", "mashhad", "assembly"),
           always({"holder": "seoul", "letter": "14/3"}), always(SEEN), pages_of(ProxyPage)),
    Upload(OFFICE.format("meetings", "forms.PaperForm"), "sara", act("agenda-items", "paper", "item"), always(TITLED),
           always(TO_READ), papers),
    Upload(OFFICE.format("meetings", "forms.VersionForm"), "sara", act("papers", "version", "paper"),
           always({"language": "en", "note": ""}), always(TO_READ), papers),
    Upload(OFFICE.format("calls", "bringing.FileForm"), "sara", act("calls", "bring", "call"), always({}),
           always(ENTRIES)),
    Upload(OFFICE.format("record", "imports.UploadForm"), "sara", act("imports", "bring"), always({"table": "regions"}),
           always(REGIONS)),
    Upload(OFFICE.format("representatives", "joint.TakeForm"), "sara", act("joint-statements", "take"), with_body,
           lambda world: {"json": their_file(world.key).encode()}),
    Upload(OFFICE.format("stories", "imports.UploadForm"), "sara", act("story-imports", "bring"),
           always({"claims": ""}), always(NEWS)),
    Upload(OFFICE.format("stories", "pictures.PictureForm"), "sara", to("wagtailimages:add"),
           always({"title": "Hall"}), always(TO_SEE)),
)  # fmt: skip


def named(name, raw):
    """A file as a form sends it."""
    file = io.BytesIO(raw)
    file.name = name
    return file
