"""What there is to read, for search engines: an index, and for each language pages of addresses, read by keys.

Everything is asked for as everybody sees it, whoever asks; a file begins after a key, so that nothing is counted.
"""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.http import require_safe

from hamshahr.bodies.models import Body
from hamshahr.gatherings.models import Gathering
from hamshahr.parties.models import Party
from hamshahr.practices.models import Practice

from .. import queries
from ..models import Page, PlainPage, Story
from ..publisher import absolute, network_name
from ..syndication import writable

PER_FILE = 5_000
RECENT, MOST_RECENT = timedelta(hours=48), 1_000
EVERYBODY = AnonymousUser()
LANGUAGES = [code for code, _name in settings.LANGUAGES]

# What is read at the same address in every language.
REGISTERS = {
    "cities": (Party, "dossier:city"),
    "bodies": (Body, "bodies:body"),
    "gatherings": (Gathering, "gatherings:gathering"),
    "practices": (Practice, "practices:practice"),
}
# What stands in one language, and in others where it was translated.
TOLD = {"stories": (Story, "stories:story"), "pages": (PlainPage, "stories:plain")}


def as_xml(request, template, **context):
    return render(request, template, context, content_type="application/xml")


def rows_of(model, language):
    """All of a kind that everybody may read in this language."""
    rows = model.objects.visible_to(EVERYBODY)
    return rows.filter(locale__language_code=language) if issubclass(model, Page) else rows


def beginnings(rows):
    """The keys after which the files of these rows begin; keys alone are read, once."""
    former = 0
    for number, key in enumerate(rows.order_by("pk").values_list("pk", flat=True).iterator(PER_FILE)):
        if number % PER_FILE == 0:
            yield former
        former = key


@require_safe
def index(request):
    """The files there are."""
    begins = {name: list(beginnings(rows_of(model, None))) for name, (model, _view) in REGISTERS.items()}
    files = []
    for language in LANGUAGES:
        told = {name: list(beginnings(rows_of(model, language))) for name, (model, _view) in TOLD.items()}
        for name, keys in (told | begins).items():
            files += [reverse("sitemaps:section", args=[language, name, after]) for after in keys]
        if recent(language).exists():
            files.append(reverse("sitemaps:news", args=[language]))
    return as_xml(request, "stories/sitemap_index.xml", files=[absolute(path) for path in files])


@require_safe
def section(request, language, section, after):
    """One file of addresses in one language, each with the same page in the others."""
    if language not in LANGUAGES or section not in REGISTERS | TOLD:
        raise Http404
    model, view = (REGISTERS | TOLD)[section]
    rows = rows_of(model, language).filter(pk__gt=after).order_by("pk")
    with override(language):
        entries = told(rows, view, language) if section in TOLD else registered(rows, view, language)
        return as_xml(request, "stories/sitemap.xml", entries=entries)


def registered(rows, view, language):
    """Pages of a register: the same address but for its first part."""
    found = []
    for slug in rows.values_list("slug", flat=True)[:PER_FILE]:
        path = reverse(view, args=[slug])
        others = [(code, absolute(path.replace(f"/{language}/", f"/{code}/", 1))) for code in LANGUAGES]
        found.append({"address": absolute(path), "alternates": others})
    return found


def told(rows, view, language):
    """Pages of the newsroom, each with its translations that can be read."""
    pages = list(rows.values_list("translation_key", "slug", "last_published_at")[:PER_FILE])
    elsewhere = versions(rows.model, [key for key, _slug, _changed in pages], language)
    found = []
    for key, slug, changed in pages:
        address = absolute(reverse(view, args=[slug]))
        others = elsewhere.get(key, {})
        for code, other in others.items():
            with override(code):
                others[code] = absolute(reverse(view, args=[other]))
        alternates = sorted((others | {language: address}).items()) if others else []
        changed_at = changed and changed.isoformat(timespec="seconds")
        found.append({"address": address, "alternates": alternates, "changed_at": changed_at})
    return found


def versions(model, keys, language):
    """Where these pages are told in another language: for each the address there, by language."""
    seen = model.objects.visible_to(EVERYBODY).filter(translation_key__in=keys)
    others = seen.exclude(locale__language_code=language)
    found = {}
    for key, code, slug in others.values_list("translation_key", "locale__language_code", "slug"):
        found.setdefault(key, {})[code] = slug
    return found


def recent(language):
    """The stories of the last two days."""
    since = timezone.now() - RECENT
    return queries.stories_in(language, EVERYBODY).filter(published_at__gte=since)


@require_safe
def news(request, language):
    """The stories of the last two days, as search engines for news ask for them."""
    if language not in LANGUAGES:
        raise Http404
    with override(language):
        stories = recent(language).order_by("-published_at", "-pk")[:MOST_RECENT]
        entries = [
            {
                "address": absolute(reverse("stories:story", args=[story.slug])),
                "title": writable(story.title),
                "published_at": story.moment.isoformat(timespec="seconds"),
            }
            for story in stories
        ]
        context = {"entries": entries, "publisher": network_name(), "language": language}
        return as_xml(request, "stories/sitemap_news.xml", **context)
