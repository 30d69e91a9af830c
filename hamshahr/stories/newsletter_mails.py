"""The words of the newsletter's letters: plain text and its twin as a page, in the language of the reader."""

from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from hamshahr.kernel.calendars import format_day
from hamshahr.kernel.languages import direction
from hamshahr.letters.services import Words

from .models import Issue, OptIn, Story

QUESTION, ISSUE = "newsletter.question", "newsletter.issue"
# What stands for the two links until it is known whom the letter goes to; no text of a story holds it.
LEAVE, CONFIRM = "hamshahr-link:leave", "hamshahr-link:confirm"


def leave_link(token: str, language: str) -> str:
    return linked("stories:newsletter_leave", token, language)


def confirm_link(token: str, language: str) -> str:
    return linked("stories:newsletter_confirm", token, language)


def linked(name: str, token: str, language: str) -> str:
    """The full address of a page, at the installation's own address whatever host a request named."""
    with override(language):
        return settings.ADDRESS + reverse(name, args=[token])


def question(opt_in: OptIn) -> tuple[str, Words]:
    """The subject and the words by which the owner of an address is asked."""
    with override(opt_in.language):
        context = {"host": urlsplit(settings.ADDRESS).netloc, "consent": opt_in.consent}
        return _("Do you want the newsletter?"), twins("newsletter_question", opt_in.language, context)


def issue_words(issue: Issue, stories: list[Story]) -> Words:
    """An issue as it goes to somebody whom these stories concern."""
    with override(issue.language):
        told = [
            {
                "title": story.title,
                "lead": story.lead,
                "day": format_day(story.moment.date()),
                "link": settings.ADDRESS + story.address,
            }
            for story in stories
        ]
        return twins("newsletter_issue", issue.language, {"issue": issue, "stories": told})


def twins(name: str, language: str, context: dict) -> Words:
    """The plain text, and the page that says the same; neither asks for anything from anywhere."""
    context |= {"language": language, "dir": direction(language), "leave": LEAVE, "confirm": CONFIRM}
    text = render_to_string(f"stories/{name}.txt", context).strip() + "\n"
    return Words(text, render_to_string(f"stories/{name}.html", context))
