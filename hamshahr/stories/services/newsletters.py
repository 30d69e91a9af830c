"""Issues of the newsletter: written from the stories told since the last, approved by a second person, sent."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused

from .. import newsletter_mails as mails
from .. import newsletter_rules as rules
from ..models import Issue, Story, Subscriber, Telling
from ..newsletter_queries import new_stories, recipients, stories_for, told_stories
from .subscribers import write_to

BATCH = 200


@transaction.atomic
def draft_issue(*, language: str, audience: str, subject: str, since: datetime, by: User, opening: str = "") -> Issue:
    """A draft of all stories of a language that were published since that moment and stood in no such issue yet."""
    until = timezone.now()
    stories = new_stories(language, audience, since, until)
    if obstacle := rules.obstacle_to_draft(stories):
        raise Refused(obstacle)
    issue = Issue(
        language=language,
        audience=audience,
        subject=" ".join(subject.split()),
        opening=opening,
        since=since,
        until=until,
        written_by=by,
    )
    issue.full_clean()
    issue.save()
    Telling.objects.bulk_create(Telling(issue=issue, story=story, position=n) for n, story in enumerate(stories))
    changes = log.difference({}, log.fields_of(issue)) | {"stories": [None, [story.title for story in stories]]}
    log.write("issue.drafted", issue, by=by, changes=changes)
    return issue


@transaction.atomic
def describe_issue(*, issue: Issue, subject: str, opening: str, stories: Iterable[Story], by: User) -> Issue:
    """Write a draft otherwise, and leave stories out of it; whoever does has written it, and does not approve it."""
    issue, kept = held(issue), {story.pk for story in stories}
    if obstacle := rules.obstacle_to_describe(issue, kept):
        raise Refused(obstacle)
    before, titles = log.fields_of(issue), [telling.story.title for telling in told(issue)]
    issue.tellings.exclude(story__in=kept).delete()
    issue.subject, issue.opening, issue.written_by = " ".join(subject.split()), opening, by
    issue.full_clean()
    issue.save()
    changes = log.difference(before, log.fields_of(issue))
    if (remaining := [telling.story.title for telling in told(issue)]) != titles:
        changes["stories"] = [titles, remaining]
    log.write("issue.described", issue, by=by, changes=changes)
    return issue


def held(issue: Issue) -> Issue:
    return Issue.objects.select_for_update(of=["self"]).get(pk=issue.pk)


def told(issue: Issue) -> Iterable[Telling]:
    return issue.tellings.select_related("story")


@transaction.atomic
def approve_issue(*, issue: Issue, by: User, reason: str = "") -> Issue:
    """Approve a draft, by somebody else than who wrote it."""
    issue = held(issue)
    if obstacle := rules.obstacle_to_approve(issue, by):
        raise Refused(obstacle)
    issue.approved_by, issue.approved_at = by, timezone.now()
    log.save(issue, "issue.approved", by=by, reason=reason)
    return issue


@transaction.atomic
def release_issue(*, issue: Issue, by: User) -> Issue:
    """Let an approved issue go out; its letters are written from now on, and as often as that is begun again."""
    issue = held(issue)
    if obstacle := rules.obstacle_to_release(issue):
        raise Refused(obstacle)
    issue.released_at = timezone.now()
    log.save(issue, "issue.released", by=by)
    return issue


def write_due_letters() -> int:
    """Write the letters that released issues still lack; how many were written now."""
    due = Issue.objects.filter(released_at__isnull=False, all_written_at=None).order_by("released_at", "pk")
    return sum(write_letters(issue) for issue in due)


def write_letters(issue: Issue, *, batch: int = BATCH) -> int:
    """Write one letter to each subscriber whom a story of the issue concerns; what was written before stays alone."""
    stories, words, written, last = told_stories(issue), {}, 0, 0
    while True:
        with transaction.atomic():
            held(issue)
            found = list(recipients(issue).filter(pk__gt=last).exclude(deliveries__issue=issue)[:batch])
            written += sum(write_one(issue, subscriber, stories, words) for subscriber in found)
            if len(found) < batch:
                Issue.objects.filter(pk=issue.pk).update(all_written_at=timezone.now())
                return written
        last = found[-1].pk


def write_one(issue: Issue, subscriber: Subscriber, stories: list[Story], words: dict) -> bool:
    """The letter of one subscriber; the same choice of stories is put into words once."""
    chosen = stories_for(subscriber, stories)
    if not chosen:
        return False
    choice = tuple(story.pk for story in chosen)
    if choice not in words:
        words[choice] = mails.issue_words(issue, chosen)
    said = words[choice]
    fields = {"subject": issue.subject, "text": said.text, "html": said.html, "language": issue.language}
    write_to(subscriber, kind=mails.ISSUE, key=f"newsletter:{issue.pk}:{subscriber.pk}", issue=issue, **fields)
    return True
