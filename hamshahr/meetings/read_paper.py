"""Run by itself: reads a PDF that somebody sent and writes its pages anew, with nothing of the installation loaded.

``-I read_paper.py folder most_pages most_memory seconds`` reads ``sent.pdf`` there and writes ``kept.pdf`` with
``said.json``, which holds the number of pages or the word for what refuses the file.
"""

import json
import resource
import sys
from pathlib import Path
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

ACTIVE = {"/JS", "/JavaScript", "/RichMedia", "/XFA"}
ACTIONS = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/Movie", "/Sound"}
FILES = {"/EmbeddedFiles", "/EF"}
MOST_OBJECTS = 400_000


def fault_of(reader: PdfReader) -> str:
    """The word for what in any object of the file refuses it."""
    places = {(number, edition) for edition, row in reader.xref.items() for number in row}
    places |= {(number, 0) for number in reader.xref_objStm}
    if len(places) > MOST_OBJECTS:
        return "too much"
    objects = (reader.get_object(IndirectObject(number, edition, reader)) for number, edition in places)
    todo: list[Any] = [reader.trailer, *objects]
    while todo:
        thing = todo.pop()
        if isinstance(thing, DictionaryObject):
            if word := fault_of_names(thing):
                return word
            todo += thing.values()
        elif isinstance(thing, ArrayObject):
            todo += thing
    return ""


def fault_of_names(thing: DictionaryObject) -> str:
    if not ACTIVE.isdisjoint(thing) or str(thing.get("/S")) in ACTIONS:
        return "active"
    if not FILES.isdisjoint(thing) or thing.get("/Type") == "/EmbeddedFile":
        return "files"
    return ""


def keep(folder: Path, most_pages: int) -> dict[str, Any]:
    """What is said of the file; its pages stand in ``kept.pdf`` where nothing refuses it."""
    reader = PdfReader(folder / "sent.pdf", strict=False)
    if reader.is_encrypted:
        return {"fault": "locked"}
    if word := fault_of(reader):
        return {"fault": word}
    if not 0 < len(reader.pages) <= most_pages:
        return {"fault": "pages"}
    writer = PdfWriter()
    for page in reader.pages:
        written = writer.add_page(page)
        for name in ("/Annots", "/StructParents", "/B", "/PieceInfo", "/Metadata"):
            written.pop(NameObject(name), None)
    writer.write(folder / "kept.pdf")
    return {"pages": len(reader.pages)}


if __name__ == "__main__":
    memory, seconds = int(sys.argv[3]), int(sys.argv[4])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    place = Path(sys.argv[1])
    said = keep(place, int(sys.argv[2]))
    (place / "said.json").write_text(json.dumps(said))
