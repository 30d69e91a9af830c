"""Reading practices: pages of the catalogue, one practice, those of the same city and those on the same topics."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db.models import Count, Exists, F, OuterRef, QuerySet
from django.urls import reverse

from hamshahr.accounts.models import User
from hamshahr.accounts.visibility import notes_at
from hamshahr.comments.places import Place
from hamshahr.kernel.languages import say
from hamshahr.kernel.text import sort_key
from hamshahr.parties.models import Party

from .models import Practice, Topic
from .vocabulary import Vocabulary

RELATED, BATCH = 5, 500


def told(user: User) -> QuerySet[Practice]:
    """The practices a reader may see, with what a line of a list shows."""
    rows = Practice.objects.visible_to(user).select_related("party__country__region")
    return rows.defer(*notes_at("", "party"))


def in_order(user: User, pks: Iterable[int]) -> list[Practice]:
    """These practices in this order; one query."""
    wanted = list(pks)
    found = told(user).in_bulk(wanted)
    return [found[pk] for pk in wanted if pk in found]


def in_batches(user: User, pks: list[int]) -> Iterator[Practice]:
    """The same for many, some hundred at a time."""
    for start in range(0, len(pks), BATCH):
        yield from in_order(user, pks[start : start + BATCH])


def whole(slug: str, user: User) -> Practice | None:
    """One practice with its topics and goals, as far as the user may see it."""
    return told(user).prefetch_related("topics", "goals").filter(slug=slug).first()


def by_name(topics: Iterable[Topic]) -> list[Topic]:
    """Topics in the order of the reader's alphabet."""
    return sorted(topics, key=lambda topic: sort_key(say(topic.names)))


def of_the_city(practice: Practice, user: User) -> list[Practice]:
    """What else the same city did."""
    return list(told(user).filter(party=practice.party_id).exclude(pk=practice.pk))


def on_the_same_topics(practice: Practice, topics: Iterable[Topic], user: User) -> list[Practice]:
    """What other cities did on the same topics; what shares most of them first."""
    others = told(user).exclude(party=practice.party_id).filter(topics__in=list(topics))
    alike = others.annotate(shared=Count("topics")).order_by("-shared", F("as_of").desc(nulls_last=True), "slug")
    return list(alike[:RELATED])


def practising(user: User, topics: Iterable[int]) -> QuerySet:
    """The keys of the parties with a practice on one of these topics."""
    return Practice.objects.visible_to(user).filter(topics__in=topics).order_by().values("party")


def tied(user: User) -> QuerySet:
    """Each practice that a reader may see, with each of its topics."""
    visible = Practice.objects.visible_to(user).order_by()
    return Practice.topics.through.objects.filter(practice__in=visible).order_by()


def tied_to(user: User, parties: QuerySet[Party]) -> QuerySet:
    """Each topic with each of these parties that have a practice on it; one query."""
    one_of_them = Exists(parties.filter(pk=OuterRef("practice__party")))  # asked of a few, where IN would list them all
    return tied(user).filter(one_of_them).values_list("topic_id", "practice__party_id").distinct()


def parties_by_topic(pairs: Iterable[tuple[int, int]], vocabulary: Vocabulary) -> dict[str, set[int]]:
    """For each topic, which parties have a practice on it or, by those pairs, on a narrower one."""
    practised = defaultdict(set)
    for topic, party in pairs:
        for slug in vocabulary.over(topic):
            practised[slug].add(party)
    return practised


def topics_of_parties(user: User) -> dict[int, list[str]]:
    """The addresses of the topics on which each party has a practice; one query."""
    practised = defaultdict(list)
    pairs = tied(user).order_by("topic__slug").values_list("practice__party_id", "topic__slug")
    for party, slug in pairs.distinct():
        practised[party].append(slug)
    return practised


TALKED_OF = Place(
    kind="practice",
    model=Practice,
    find=lambda slug, user: Practice.objects.visible_to(user).filter(slug=slug).first(),
    key=lambda practice: practice.slug,
    thread=lambda practice: str(practice.pk),
    name=lambda practice: say(practice.names),
    address=lambda practice: reverse("practices:practice", args=[practice.slug]),
)
