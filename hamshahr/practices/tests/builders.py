"""Goals, topics and practices for the tests of this room and of the pages above it."""

from hamshahr.practices.models import Goal, Topic
from hamshahr.practices.services import add_goal, add_practice, add_topic
from tests.world import names


def goal(number, **languages):
    return Goal.objects.filter(pk=number).first() or add_goal(
        number=number, names=names(**(languages or {"en": f"Goal {number}"})), by=None
    )


def vocabulary():
    """Waste holds recycling; women stand alone."""
    waste = add_topic(slug="waste", names=names(en="Waste", fa="پسماند"), goals=[goal(11), goal(12)], by=None)
    return {
        "waste": waste,
        "recycling": add_topic(slug="recycling", names=names(en="Recycling", fa="بازیافت"), parent=waste, by=None),
        "women": add_topic(slug="women", names=names(en="Women", fa="زنان"), by=None),
    }


def practice(slug, party, topics=(), goals=(), by=None, **fields):
    words = {"names": names(en=f"Practice {slug}", fa=f"تجربهٔ {slug}"), "summary": names(en=f"What {slug} did.")}
    found = list(Topic.objects.filter(slug__in=topics))
    return add_practice(
        slug=slug, party=party, topics=found, goals=[goal(number) for number in goals], by=by, **(words | fields)
    )
