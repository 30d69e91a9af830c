"""The addresses of calls and of what answers them."""

from hamshahr.calls.tests.designed import opened

from . import ANYBODY

TABLE = {
    "calls:versions": (["call"], ANYBODY),
    "calls:version": (["call", 1], ANYBODY),
}


def things(world, made):
    """A published call."""
    return {"call": opened(world).slug}
