"""One story as its readers get it: the page, its plain text, what was done to its source, what stood there before."""

from collections import Counter

from django.http import Http404, HttpResponse, HttpResponseGone
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from hamshahr.comments.queries import talk_under
from hamshahr.record.models import State

from .. import queries
from ..elsewhere import in_other_languages, presented
from ..layout import laid_out
from ..models import Correction, FormerAddress, Page, Story
from ..notes import notes_of
from ..origins import repairs_of
from ..staleness import staleness_of
from ..wording import canonical_text


@require_safe
def short(request, code):
    """The short link of a page: it holds as long as the page is told, whatever its address becomes."""
    page = Page.objects.select_related("locale").filter(code=code).first()
    if page is None:
        raise Http404
    if not Page.objects.visible_to(request.user).filter(pk=page.pk).exists():
        return gone_or_hidden(request, page)
    return redirect(page.specific.address)


def gone_or_hidden(request, page):
    """What was published and taken back says so; what never was is not there."""
    if page.stage != Page.Stage.WITHDRAWN:
        raise Http404
    body = render(request, "stories/withdrawn.html", {"withdrawn": page.steps.last()}).content
    return HttpResponseGone(body)


def moved(request):
    """To where the page of a former address stands now."""
    former = FormerAddress.objects.select_related("page__locale").filter(address=request.path).first()
    if former is None:
        return None
    return redirect(reverse("short:page", args=[former.page.code]), permanent=True)


def found_story(request, slug):
    """The story at this address as far as the reader may see it; else 404."""
    story = queries.story_at(slug, get_language(), request.user)
    if story is None:
        raise Http404
    return story


@require_safe
def story(request, slug):
    """A story with its claims marked in the text and judged beside it."""
    found = queries.story_at(slug, get_language(), request.user)
    if found is None:
        hidden = Story.objects.filter(slug=slug, locale__language_code=get_language()).first()
        return moved(request) or (gone_or_hidden(request, hidden) if hidden else missing())
    return render(request, "stories/story.html", told(found, request.user))


def missing():
    raise Http404


def told(story, user):
    """What the page of a story shows."""
    notes = notes_of(queries.claims_in(user, story=story.pk), story.language)
    blocks, loose = laid_out(story.lead, story.body, notes)
    counted = Counter(note.state for note in notes)
    queries.with_categories([story])
    mentions = queries.parties_in(user, story=story.pk)
    corrections = queries.corrections_of(user, page=story.pk)
    translations = queries.translations_of(story, user)
    is_told = story.live and story.published_at
    return in_other_languages(story, translations) | {
        "story": story,
        "blocks": blocks,
        "loose": loose,
        "notes": notes,
        "states": [(state, counted[state]) for state in State.values],
        "mentions": mentions,
        "translations": translations,
        "corrections": corrections,
        "presented": presented(story, mentions, translations, corrections) if is_told else None,
        "origin": queries.origin_of(story),
        "staleness": staleness_of(story),
        "talk": talk_under(story, user) if is_told else None,
    }


@require_safe
def text(request, slug):
    """The plain text of a story: the very bytes whose SHA-256 is its fingerprint."""
    story = found_story(request, slug)
    return HttpResponse(canonical_text(story), content_type="text/plain; charset=utf-8")


@require_safe
def origin(request, slug):
    """What was mended in the source of a story: every change, where, why, how sure."""
    story = found_story(request, slug)
    origin = queries.origin_of(story)
    if origin is None:
        raise Http404
    context = {"story": story, "origin": origin, "fields": repairs_of(origin)}
    return render(request, "stories/origin.html", beside(request, story) | context)


def beside(request, story):
    """The masthead of a page that hangs from a story leads to the story in other languages."""
    return in_other_languages(story, queries.translations_of(story, request.user))


@require_safe
def before(request, slug, correction):
    """The text of a story as it stood before a correction."""
    story = found_story(request, slug)
    correction = get_object_or_404(Correction, page_id=story.pk, pk=correction)
    context = {"story": story, "correction": correction}
    return render(request, "stories/before.html", beside(request, story) | context)


@require_safe
def plain(request, slug):
    """A page that stays."""
    page = queries.plain_at(slug, get_language(), request.user)
    if page is None:
        return moved(request) or missing()
    return show_plain(request, page)


def show_plain(request, page):
    """A plain page as its readers get it, or as its editor tries it."""
    blocks, _loose = laid_out("", page.body, [])
    others = in_other_languages(page, queries.translations_of(page, request.user), "stories:plain")
    return render(request, "stories/plain.html", others | {"page": page, "blocks": blocks})


def show_story(request, story):
    """A story as its editor tries it, before anybody else sees it."""
    return render(request, "stories/story.html", told(story, request.user) | {"is_preview": True})
