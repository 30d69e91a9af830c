from django.db import models
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page


class BarePage(Page):
    """A page with a lead and a stream of paragraphs."""

    lead = models.TextField(blank=True)
    body = StreamField([("paragraph", blocks.RichTextBlock()), ("heading", blocks.CharBlock())])
    template = "bare/page.html"
