"""Queries over the stories themselves: when a page was published, under how many headings, how long it took to make."""

from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from hamshahr.record.models import Confidence
from hamshahr.record.proving import Asked, Builder, Finding, Missing, Parameters
from hamshahr.record.proving.findings import Backing

from .models import Filing, Origin, Story

NO_STORY = gettext_noop("The newsroom has no such story.")
NO_TIMING = gettext_noop("The source printed no such time.")


class StoryParameters(Parameters):
    story = forms.CharField(label=_("address of the story"), max_length=255)
    language = forms.ChoiceField(label=_("language"), choices=settings.LANGUAGES)


class TimingParameters(StoryParameters):
    timing = forms.ChoiceField(
        label=_("time"), choices=[("generation", _("whole page")), ("queries", _("questions to the store"))]
    )


def story_of(parameters: dict[str, Any]) -> Story | None:
    rows = Story.objects.filter(slug=parameters["story"], locale__language_code=parameters["language"])
    return rows.select_related("locale").first()


def shown(story: Story, value: Decimal) -> Finding:
    """A fact that the page itself bears out: the source is kept byte for byte beside it."""
    behind = [Backing(story.title, story.address, Confidence.CONFIRMED, citation=story.source)]
    return Finding(value=value, sure=value, weakest=Confidence.CONFIRMED, behind=lambda: behind)


def published_at(asked: Asked, parameters: dict[str, Any]) -> Finding:
    """1 where the moment of the page falls on the day that is claimed."""
    story = story_of(parameters)
    if story is None or story.moment is None:
        return Finding(missing=(Missing(NO_STORY),))
    return shown(story, Decimal(story.moment.date() == asked.day))


def categories(asked: Asked, parameters: dict[str, Any]) -> Finding:
    """The headings it is filed under."""
    story = story_of(parameters)
    if story is None:
        return Finding(missing=(Missing(NO_STORY),))
    return shown(story, Decimal(story.filings.count()))


def timing(asked: Asked, parameters: dict[str, Any]) -> Finding:
    """The seconds that the source printed at its foot."""
    story = story_of(parameters)
    origin = Origin.objects.filter(story=story).first() if story else None
    printed = origin.timings.get(parameters["timing"]) if origin else None
    if printed is None:
        return Finding(missing=(Missing(NO_TIMING if story else NO_STORY),))
    return shown(story, Decimal(str(printed)))


def can_turn(parameters: dict[str, Any], thing: Any) -> bool:
    """A draft turns no claim but those about its own address; a published story may have stood elsewhere before."""
    return not isinstance(thing, Story) or thing.live or thing.slug == parameters["story"]


def builder(name: str, label: Any, explanation: Any, find: Any, form: Any, *models: Any) -> Builder:
    return Builder(name, label, explanation, find, form, models=models, touches=can_turn, needs_party=False)


BUILDERS = [
    builder(
        "story.published_at",
        _("day on which a story was published"),
        _("1 where the story was published on the last day of the period."),
        published_at,
        StoryParameters,
        Story,
    ),
    builder(
        "story.categories",
        _("number of headings of a story"),
        _("Counts the headings under which the story is filed."),
        categories,
        StoryParameters,
        Filing,
    ),
    builder(
        "story.timing",
        _("time that a page took to make"),
        _("The seconds that the source of the story printed at its foot."),
        timing,
        TimingParameters,
        Origin,
    ),
]
