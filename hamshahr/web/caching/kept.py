"""A page as it is kept: its bytes plain and compressed, what it was made from, and until when it can hold."""

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.http import parse_etags, parse_http_date_safe

from .marks import Mark

Headers = list[tuple[str, str]]
WORTH_IT = 200


@dataclass(frozen=True, slots=True)
class Kept:
    """One page."""

    body: bytes
    zipped: bytes
    headers: Headers
    etag: str
    changed: str
    question: str
    marks: list[Mark]
    until: float

    @property
    def size(self) -> int:
        return len(self.body) + len(self.zipped) + len(self.question)

    def answer(self, environ: Mapping[str, Any]) -> tuple[int, Headers, bytes]:
        """The status, the headers and the bytes for this request."""
        if self.is_known_to(environ):
            return 304, [pair for pair in self.headers if pair[0] != "Content-Type"], b""
        if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "") and len(self.zipped) < len(self.body):
            length = ("Content-Length", str(len(self.zipped)))
            return 200, [*self.headers, ("Content-Encoding", "gzip"), length], self.zipped
        return 200, [*self.headers, ("Content-Length", str(len(self.body)))], self.body

    def is_known_to(self, environ: Mapping[str, Any]) -> bool:
        """Whether the reader has this very page already."""
        if held := environ.get("HTTP_IF_NONE_MATCH"):
            return held == self.etag or any(weak(each) in {weak(self.etag), "*"} for each in parse_etags(held))
        if not self.changed or "HTTP_IF_MODIFIED_SINCE" not in environ:
            return False
        since, changed = parse_http_date_safe(environ["HTTP_IF_MODIFIED_SINCE"]), parse_http_date_safe(self.changed)
        return bool(since and changed and changed <= since)


def weak(etag: str) -> str:
    return etag.removeprefix("W/")


class Packed:
    """A kept page as bytes for a store outside the process: never pickled, for what is read there is not ours alone."""

    def dumps(self, kept: Kept) -> bytes:
        about = [kept.headers, kept.etag, kept.changed, kept.question, kept.marks, kept.until]
        return json.dumps(about).encode() + b"\n" + (kept.zipped or gzip.compress(kept.body))

    def loads(self, packed: bytes) -> Kept:
        about, _line, zipped = packed.partition(b"\n")
        headers, etag, changed, question, marks, until = json.loads(about)
        pairs, stood = [tuple(pair) for pair in headers], [tuple(mark) for mark in marks]
        return Kept(gzip.decompress(zipped), zipped, pairs, etag, changed, question, stood, until)
