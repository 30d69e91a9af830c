"""The square code on a paper: the whole signed statement, so that a camera and the public key are enough."""

import json
from functools import lru_cache

import qrcode

from .models import Seal
from .statements import SIGNATURE, canonical

QUIET_ZONE = 4


def qr_text(seal: Seal) -> str:
    """The statement and its signature as one line of canonical JSON."""
    return canonical({**json.loads(seal.statement), SIGNATURE: seal.signature})


@lru_cache(maxsize=200)
def square(text: str) -> str:
    """The code as a drawing: each run of dark points is one stroke."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=QUIET_ZONE)
    code.add_data(text.encode())
    code.make(fit=True)
    rows = code.get_matrix()
    dark = "".join(stroke for y, row in enumerate(rows) for stroke in strokes(y, row))
    side = len(rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}" viewBox="0 0 {side} {side}"'
        f' shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/>'
        f'<path fill="#000" d="{dark}"/></svg>'
    )


def strokes(y: int, row: list[bool]) -> list[str]:
    """The runs of dark points of one row."""
    found, start = [], None
    for x, is_dark in enumerate([*row, False]):
        if is_dark and start is None:
            start = x
        elif not is_dark and start is not None:
            found.append(f"M{start} {y}h{x - start}v1h-{x - start}z")
            start = None
    return found
