"""The queries over practices and topics by which claims are proven."""

from decimal import Decimal
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext_lazy, gettext_noop

from hamshahr.kernel.languages import say
from hamshahr.record.kinds import System
from hamshahr.record.models import Confidence
from hamshahr.record.proving import Asked, Backing, Builder, Finding, Missing, Parameters, weakest_of
from hamshahr.record.proving.parameters import Addresses

from .entries import PUBLISHED
from .models import Practice, Topic

PUBLIC = AnonymousUser()
ONLY_SAID = gettext_noop("The practice is described in the register; only the city itself says that it exists.")


class PracticeParameters(Parameters):
    practices = Addresses(
        Practice,
        label=gettext_lazy("practices"),
        required=False,
        help_text=gettext_lazy("The addresses of the practices meant; empty: all of the party."),
    )
    topics = Addresses(
        Topic,
        label=gettext_lazy("topics"),
        required=False,
        help_text=gettext_lazy("The addresses of topics; a practice of any of them counts. Empty: of every topic."),
    )


class TopicParameters(Parameters):
    topics = Addresses(
        Topic, label=gettext_lazy("topics"), help_text=gettext_lazy("The addresses of the topics that are named.")
    )


def described(asked: Asked, parameters: dict[str, Any]) -> Finding:
    """The practices of the party in the register; what a city did, its own word proves in part."""
    found = Practice.objects.visible_to(PUBLIC).filter(party=asked.party)
    if parameters["practices"]:
        found = found.filter(slug__in=parameters["practices"])
    if parameters["topics"]:
        found = found.filter(topics__slug__in=parameters["topics"]).distinct()
    rows = [row for row in found if asked.includes(row.starts_on)]
    sure = sum(row.confidence == Confidence.CONFIRMED for row in rows)
    is_said = bool(rows) and all(row.confidence == Confidence.CLAIMED for row in rows)
    return Finding(
        Decimal(len(rows)),
        Decimal(sure),
        weakest=weakest_of(rows),
        missing=(Missing(ONLY_SAID),) if is_said else (),
        behind=lambda: [backing(row) for row in rows],
    )


def backing(practice: Practice) -> Backing:
    address = reverse("practices:practice", args=[practice.slug])
    return Backing(say(practice.names), address, practice.confidence, practice.starts_on, practice.source)


def named_topics(_asked: Asked, parameters: dict[str, Any]) -> Finding:
    """The topics that a sentence names, as far as the network's own list has them."""
    rows = list(Topic.objects.filter(slug__in=parameters["topics"]))
    number = Decimal(len(rows))
    address = reverse("practices:index")

    def behind() -> list[Backing]:
        return [Backing(say(row.names), f"{address}?topic={row.slug}", Confidence.CONFIRMED) for row in rows]

    return Finding(number, number, behind=behind)


def touches(parameters: dict[str, Any], practice: Practice) -> bool:
    return practice.slug in parameters.get("practices", [practice.slug])


BUILDERS = [
    Builder(
        "practices.described",
        gettext_lazy("practices of the party"),
        gettext_lazy("Counts the practices of the party in the register: those named, or those of the topics."),
        described,
        PracticeParameters,
        kinds=frozenset({PUBLISHED}),
        models=(Practice,),
        touches=touches,
        system=lambda _parameters: System.PRACTICES,
    ),
    Builder(
        "practices.topics",
        gettext_lazy("topics of the network"),
        gettext_lazy("Counts which of the topics that the sentence names stand in the network’s list of topics."),
        named_topics,
        TopicParameters,
        models=(Topic,),
        touches=lambda parameters, topic: topic.slug in parameters.get("topics", ()),
        system=lambda _parameters: System.PRACTICES,
        needs_party=False,
    ),
]
