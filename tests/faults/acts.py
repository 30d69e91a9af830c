"""``python -m tests.faults.acts [rounds]``: entries handed in, judged and released by a process that is killed.

After each kill every act is looked at: it stands whole or not at all. Then it is done again to the end, and once more.
It prints, as JSON, what was seen. The store is that of ``HAMSHAHR_DATABASE``; its rows stay.
"""

import json
import random
import sys
from collections import Counter
from decimal import Decimal

import django

django.setup()

from django.conf import settings  # noqa: E402  only when Django stands

from hamshahr.accounts import log  # noqa: E402
from hamshahr.accounts.models import Act  # noqa: E402
from hamshahr.awards.models import Honour  # noqa: E402
from hamshahr.awards.sealing import seal_of  # noqa: E402
from hamshahr.awards.services import apply_release  # noqa: E402
from hamshahr.awards.tests.builders import EMBARGO, prepared  # noqa: E402
from hamshahr.calls.models import Counter as Numbers  # noqa: E402
from hamshahr.calls.models import Distinction  # noqa: E402
from hamshahr.calls.services import submit  # noqa: E402
from hamshahr.calls.tests.entering import NOW, award_call, whole_entry  # noqa: E402
from hamshahr.juries.fields import digest_of_scores, mark_of  # noqa: E402
from hamshahr.juries.models import Assignment, Review  # noqa: E402
from hamshahr.juries.services import finish_review, save_review  # noqa: E402
from hamshahr.juries.tests.builders import a_call, a_juror, a_panel, assigned, entry  # noqa: E402
from hamshahr.letters.models import Letter  # noqa: E402
from hamshahr.record.models import Entry  # noqa: E402
from tests.faults.killing import killed  # noqa: E402
from tests.world import World  # noqa: E402

ROUNDS = 8
SCORES = {"score-impact": Decimal(7), "score-novelty": Decimal(4), "score-style": Decimal(60)}
EMPTY = dict.fromkeys(SCORES, mark_of(None)) | {"comment": mark_of("")}


class Submissions:
    """Entries of Mashhad, complete and not handed in."""

    takes = 0.06  # seconds, or more

    def __init__(self, world, number):
        self.world = world
        self.call = award_call(world, caps={})
        self.things = [whole_entry(world, self.call, title=f"Lamps {place}") for place in range(number)]

    def act(self, submission):
        submit(submission=submission, by=self.world.mina, at=NOW)

    def seen(self, submission):
        """What stands of one act: its state, number, digest, acts and letters."""
        submission.refresh_from_db()
        acts = verbs(submission, "submission.handed_in", "submission.submitted")
        letters = Letter.objects.filter(key__contains=str(submission.key)).count() > 0
        return submission.state, submission.number is not None, bool(submission.digest), acts, letters

    none = ("draft", False, False, 0, False)
    whole = ("submitted", True, True, 2, True)

    def is_sound(self):
        """Numbers run from one without a gap, in whatever order the kills left."""
        numbers = sorted(self.call.submissions.exclude(number=None).values_list("number", flat=True))
        last = Numbers.objects.filter(call=self.call).values_list("last", flat=True).first() or 0
        return numbers == list(range(1, len(numbers) + 1)) and last == len(numbers)


class Reviews:
    """A juror's reviews of entries: three scores and a comment saved, then finished."""

    takes = 0.03  # seconds, or more

    def __init__(self, world, number):
        self.world = world
        call = a_call(world, slug="judged")
        self.juror = a_juror(a_panel(world, call), world.leila)
        self.things = [assigned(self.juror, entry(call, world.seoul, place)) for place in range(1, number + 1)]

    def act(self, assignment):
        said = {"assignment": assignment, "by": self.world.leila}
        save_review(typed=SCORES | {"comment": "Good."}, marks=EMPTY, **said)
        finish_review(**said)

    def seen(self, assignment):
        review = Review.objects.filter(assignment=assignment).first()
        if review is None:
            return 0, 0, "", False, 0
        acts = verbs(review, "review.begun", "review.finished")
        return review.version, review.scores.count(), review.comment, review.is_done, acts

    none = (0, 0, "", False, 0)
    whole = (1, 3, "Good.", True, 2)
    halfway = (1, 3, "Good.", False, 1)  # saved and not finished: two acts of the juror

    def is_sound(self):
        """What the log keeps of a finished review is what stands there."""
        for review in Review.objects.filter(assignment__juror=self.juror, is_done=True):
            (act,) = Act.objects.filter(verb="review.finished", thing_id=review.pk)
            if act.facts["digest"] != digest_of_scores(review):
                return False
        return Assignment.objects.filter(juror=self.juror).count() == len(self.things)


class Releases:
    """Awards whose outcomes wait under embargo: distinctions, honour with its sealed plaque, entries, letters."""

    takes = 0.15  # seconds, or more

    def __init__(self, world, number):
        self.world = world
        self.things = [prepared(world, slug=f"award-{place}", number=place) for place in range(100, 100 + number)]

    def act(self, release):
        apply_release(release=release, at=EMBARGO, by=self.world.sara)

    def seen(self, release):
        release.refresh_from_db()
        outcomes = release.call.outcomes
        keys = [f"outcome:{key}" for key in outcomes.values_list("key", flat=True)]
        letters = sum(Letter.objects.filter(key__startswith=key).count() > 0 for key in keys)
        honours = list(Honour.objects.filter(outcome__in=outcomes.all()))
        distinctions = Distinction.objects.filter(edition=release.call.edition).count()
        seals = sum(seal_of(honour) is not None for honour in honours)
        applied = verbs(release, "release.applied")
        return release.applied_at is not None, applied, distinctions, len(honours), seals, letters

    none = (False, 0, 0, 0, 0, 0)
    whole = (True, 1, 2, 1, 1, 2)

    def is_sound(self):
        """Five entries of the record for each release that is applied, and none for any other."""
        applied = Act.objects.filter(verb="release.applied").count()
        return Entry.objects.filter(kind__startswith="award.").count() == 5 * applied


def verbs(thing, *names):
    return Act.objects.filter(thing_id=str(thing.pk), verb__in=names).count()


def under_kill(room, rounds, dice):
    """Carry out all that is left, killed again and again; then to the end, and everything once more."""
    stood, broken = Counter(), []
    for _round in range(rounds):
        left = [thing for thing in room.things if room.seen(thing) != room.whole]
        if not left:
            break
        told = killed(carrying_out(room, left), dice.uniform(0, room.takes), dice.choice([1, 2]))
        acknowledged = {int(line) for line in told[1:] if line.strip()}
        for thing in room.things:
            seen = room.seen(thing)
            kind = {room.none: "none", room.whole: "whole", getattr(room, "halfway", None): "halfway"}.get(seen)
            stood[kind] += 1
            if kind is None or (thing.pk in acknowledged and kind != "whole") or not room.is_sound():
                broken.append([thing.pk, *map(str, seen)])
    for _time in range(2):
        for thing in room.things:
            room.act(type(thing).objects.get(pk=thing.pk))
    finished = Counter("whole" if room.seen(thing) == room.whole else str(room.seen(thing)) for thing in room.things)
    return {"stood": dict(stood), "broken": broken, "finished": dict(finished), "sound": room.is_sound()}


def carrying_out(room, left):
    def act(tell):
        tell("ready")
        for thing in left:
            room.act(thing)
            tell(str(thing.pk))

    return act


def main(rounds):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    world, dice, found = World(), random.Random(1), {}
    for room in (Submissions, Reviews, Releases):
        found[room.__name__.lower()] = under_kill(room(world, rounds), rounds, dice)
    print(json.dumps(found | {"faults of the log": list(log.faults())}))  # noqa: T201


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else ROUNDS))
