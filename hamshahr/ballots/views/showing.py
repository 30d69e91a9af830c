"""What every page of a ballot shows: its question and state, who it is of, and the figures once it is counted."""

from decimal import Decimal

from hamshahr.accounts.visibility import shown as visible

from .. import queries, rules
from ..models import Ballot, Vote, Voted
from ..questions import options_of, words_of


def shown(request, found):
    """The context that the pages of a ballot share; of an open secret ballot nothing but how many have voted."""
    progress = queries.progress(found)
    return {
        "ballot": found,
        "zone": found.session.zone if found.session else "UTC",
        "progress": progress,
        "may_keep": rules.may_keep_ballot(request.user, found),
        "head": queries.head_of(found),
        "figures": figures_of(found),
        "options": answers_of(found) if found.counted_at else [],
        "is_weighed": is_weighed(found),
        "named": named_of(found, request.user),
        "who": who_of(found, request.user),
    }


def figures_of(found):
    """Entitled, present, represented, cast and valid, each in heads and in voices."""
    if found.counted_at is None:
        return []
    heads, weights = (found.result["figures"][unit] for unit in ("heads", "weights"))
    return [(word, heads[word], weights[word]) for word in heads]


def is_weighed(found):
    """Whether voices are something else than heads: then each unit has a table of its own."""
    return any(Decimal(heads) != Decimal(weight) for _word, heads, weight in figures_of(found))


def answers_of(found):
    """Each answer with its heads, where they are known, and its voices; then blank, invalid and not voting."""
    heads, weights = found.result["heads"] or {}, found.result["weights"]
    rows = [(option.names, heads.get(option.key), weights[option.key]) for option in options_of(found)]
    return rows, [(word, heads.get(word), weights.get(word)) for word in ("split", *OUTSIDE) if has(word, found)]


OUTSIDE = ("blank", "invalid", "not_voting")


def has(word, found):
    return word in OUTSIDE or bool((found.result["heads"] or {}).get("split"))


def named_of(found, user):
    """The answers by name: when it is counted, or live; a party that the reader may not see is counted unnamed."""
    if found.way != Ballot.Way.NAMED or not (found.counted_at or found.is_live):
        return []
    votes = Vote.objects.filter(elector__ballot=found).select_related("elector__party", "elector__cast_by")
    words = words_of(found)
    ordered = votes.order_by("elector__party__slug", "choice")
    return [
        (
            *(vote, visible(vote.elector.party, user), visible(vote.elector.cast_by, user)),
            [words[key] for key in vote.choice.split(">") if key],
        )
        for vote in ordered
    ]


def who_of(found, user):
    """In whose name was voted in a closed secret ballot, in the order of the alphabet: that they did, never how.

    None stands for a party that the reader may not see.
    """
    if not found.is_secret or found.counted_at is None:
        return []
    rows = Voted.objects.filter(elector__ballot=found).select_related("elector__party")
    return [visible(voted.elector.party, user) for voted in rows.order_by("elector__party__slug")]
