"""Stories for tests: drafted by Sara, approved by Tomas, who shares the secretariat with her."""

from datetime import UTC, date, datetime

from hamshahr.accounts.models import StaffDuty, User
from hamshahr.stories.models import Category
from hamshahr.stories.services import correct_page, draft_plain, draft_story, publish_page, review_page, submit_page
from tests.world import names, user

MOMENT = datetime(2022, 1, 9, 9, 27, tzinfo=UTC)
TEXT = "<p>Mashhad has hosted more than 30 workshops, and wants more.</p>"


def tomas():
    """A second pair of eyes in the secretariat."""
    found = User.objects.filter(email="tomas@example.org").first()
    if found is None:
        found = user("tomas", "Tomás Vidal", language="es")
        StaffDuty.objects.create(user=found, starts_on=date(2019, 1, 1))
    return found


def category(slug="news", **texts):
    return Category.objects.get_or_create(
        slug=slug, defaults={"names": names(**texts or {"en": "News", "fa": "اخبار"})}
    )[0]


def a_draft(world, title="Mashhad leads", **fields):
    fields = {"language": "en", "body": [("paragraph", TEXT)], "zone": "Asia/Tehran", **fields}
    return draft_story(title=title, by=world.sara, **fields)


def a_story(world, title="Mashhad leads", **fields):
    """A published story."""
    story = submit_page(a_draft(world, title, **{"published_at": MOMENT, **fields}), by=world.sara)
    return publish_page(review_page(story, by=tomas()), by=world.sara)


def corrected(story, world, text="<p>Mashhad has hosted twelve courses.</p>", notice="It was twelve courses."):
    """The story with another text, published as a correction."""
    story.body = [("paragraph", text)]
    story.save_revision(user=world.sara, log_action=False)
    return correct_page(story, by=world.sara, notice=notice)


def an_about_page(world):
    page = draft_plain(language="en", title="About us", slug="about", body=[("paragraph", TEXT)], by=world.sara)
    return publish_page(review_page(submit_page(page, by=world.sara), by=tomas()), by=world.sara)
