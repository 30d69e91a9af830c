"""Whether a translation still says what the binding text says, paragraph by paragraph."""

from dataclasses import dataclass

from hamshahr.kernel.paragraphs import Passage, compare

from .models import Page


@dataclass(frozen=True)
class Staleness:
    """What changed in the binding text since a translation was made or confirmed."""

    language: str
    address: str
    passages: list[Passage]


def staleness_of(page: Page) -> Staleness | None:
    """What a translation does not say yet; None for the binding text, and where nothing changed."""
    if page.is_authentic or page.made_from_id is None:
        return None
    group = Page.objects.filter(translation_key=page.translation_key, is_authentic=True, live=True)
    authentic = group.select_related("locale").first()
    if authentic is None or authentic.live_revision_id == page.made_from_id:
        return None
    before, after = page.made_from.as_object(), authentic.specific
    passages = compare([before.title, *before.paragraphs], [after.title, *after.paragraphs])
    changed = [passage for passage in passages if passage.before != passage.after]
    return Staleness(authentic.language, after.address, changed) if changed else None
