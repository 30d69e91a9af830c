"""Why a pair suits, and which rule forbids one: what a reader of the assignment asks of a single pair."""

from collections.abc import Callable
from typing import Any

from .pairs import affinity_of
from .problem import Problem


def reasons_for(problem: Problem, topics: list[str]) -> Callable[[str, str], dict[str, Any]]:
    """What speaks for any pair of a problem: affinity, common topics and languages, the region of the juror."""
    submissions = {one.id: one for one in problem.submissions}
    jurors = {one.id: one for one in problem.jurors}

    def reasons(submission: str, juror: str) -> dict[str, Any]:
        one, other = submissions[submission], jurors[juror]
        both = zip(topics, one.topics, other.topics, strict=False)
        return {
            "affinity": affinity_of(one, other),
            "topics": [slug for slug, wanted, known in both if wanted and known],
            "languages": sorted(one.languages & other.languages),
            "region": other.region,
        }

    return reasons
