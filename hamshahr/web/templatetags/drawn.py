"""Bars and discs as SVG: drawn in one go, for a page holds dozens of them. Their numbers are all our own."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from .. import members_map
from ..ruler import Bar, Disc

register = template.Library()

BOX = 'x="{x}" y="10%" width="{width}" height="80%"/>'
DASHES = 'stroke="currentColor" stroke-dasharray="5 4"'
BARS = {
    "full": f'<rect class="held" {BOX}',
    "half": f'<rect class="edge" fill="none" stroke="currentColor" {BOX}'
    '<rect class="held" x="{x}" y="50%" width="{width}" height="40%"/>',
    "dashed": f'<rect class="edge claimed" fill="none" {DASHES} {BOX}',
    "undated": f'<line class="edge claimed" {DASHES} x1="0" x2="100%" y1="50%" y2="50%"/>',
}
SPAN = (
    '<svg class="span" width="640" height="18" aria-hidden="true">'
    '<line class="axis" stroke="currentColor" x1="0" x2="100%" y1="50%" y2="50%"/>{}</svg>'
)
DISC = '<use{} href="#m-{}" x="{}" y="{}" width="16" height="16"/>'
SHAPES = {"confirmed": "proven", "probable": "partly"}
MEMBER = '<circle class="{}" cx="{}" cy="{}" r="4"/>'


@register.filter
def drawn_bars(bars: Iterable[Bar]) -> SafeString:
    """The bars of one line of time on their axis."""
    return SafeString(SPAN.format("".join(BARS[bar.kind].format(x=bar.x, width=bar.width) for bar in bars)))


@register.filter
def drawn_discs(discs: Iterable[Disc]) -> SafeString:
    """The discs of a chart."""
    return SafeString("".join(drawn_disc(disc) for disc in discs))


def drawn_disc(disc: Disc) -> str:
    colour = ' class="state-contradicted"' if disc.state == "contradicted" else ""
    return DISC.format(colour, SHAPES.get(disc.state, disc.state), disc.x, disc.y)


@register.filter
def drawn_members(discs: Iterable[members_map.Disc]) -> SafeString:
    """The discs of the members on the map of the world."""
    return SafeString("".join(MEMBER.format("member" if disc.is_sure else "likely", disc.x, disc.y) for disc in discs))
