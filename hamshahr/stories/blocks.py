"""The blocks a text is made of; each renders by its own fragment, and says its plain words to ``wording``."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from .choosers import BodyBlock, ClaimBlock, EditionBlock, GatheringBlock, PartyBlock

INLINE = ["bold", "link", "ol", "ul"]


def paragraph():
    return blocks.RichTextBlock(features=INLINE, label=_("paragraph"))


def heading():
    return blocks.CharBlock(label=_("heading"), icon="title")


class Quotation(blocks.StructBlock):
    text = blocks.TextBlock(label=_("words"), rows=3)
    speaker = blocks.CharBlock(label=_("who says it"), required=False)

    class Meta:
        label = _("quotation")
        icon = "openquote"


class Picture(blocks.StructBlock):
    image = ImageChooserBlock(label=_("picture"))
    alt = blocks.CharBlock(label=_("what it shows, for those who do not see it"))
    caption = blocks.CharBlock(label=_("caption"), required=False)
    credit = blocks.CharBlock(label=_("credit"))

    class Meta:
        label = _("picture")
        icon = "image"


class Figure(blocks.StructBlock):
    claim = ClaimBlock(label=_("claim"))
    remark = blocks.CharBlock(label=_("remark"), required=False)

    class Meta:
        label = _("number of a claim")
        icon = "form"


class Related(blocks.StreamBlock):
    party = PartyBlock(label=_("city or other party"))
    body = BodyBlock(label=_("body"))
    gathering = GatheringBlock(label=_("gathering"))
    edition = EditionBlock(label=_("edition of an award"))

    class Meta:
        label = _("see also")
        icon = "link"


class Words(blocks.StreamBlock):
    paragraph = paragraph()
    heading = heading()
    quotation = Quotation()
    picture = Picture()


class PlainBody(Words):
    """The text of a page that stays."""


class StoryBody(Words):
    """The text of a story: beside words and pictures, numbers that hang from claims, and what it is about."""

    figure = Figure()
    related = Related()
