"""Acts on issues and subscribers of the newsletter."""

from datetime import datetime, time

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy

from hamshahr.kernel.office import fields
from hamshahr.kernel.office.acts import Act, ActForm, ReasonForm

from .. import newsletter_rules as rules
from .. import services
from ..models import Issue, Story
from ..newsletter_queries import last_until
from ..newsletter_rules import may_keep_newsletter


class DraftForm(ActForm):
    subject = fields.line(gettext_lazy("Subject"), required=True, longest=200)
    opening = forms.CharField(
        label=gettext_lazy("Opening words"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)
    audience = forms.ChoiceField(label=gettext_lazy("Goes to"), choices=Issue.Audience.choices)
    since = fields.day(gettext_lazy("Stories from"), required=False)

    def prepare(self):
        self.fields["language"].initial = get_language()
        self.fields["since"].help_text = gettext_lazy("Left empty: since the last issue of this language.")

    def clean(self):
        """The day begins at midnight in the keeper's zone; no day means since the last issue."""
        cleaned = super().clean()
        day = cleaned.get("since")
        if day is None and "language" in cleaned and "audience" in cleaned:
            cleaned["since"] = last_until(cleaned["language"], cleaned["audience"])
        elif day is not None:
            cleaned["since"] = timezone.make_aware(datetime.combine(day, time.min))
        return cleaned


class DescribeForm(ActForm):
    subject = fields.line(gettext_lazy("Subject"), required=True, longest=200)
    opening = forms.CharField(
        label=gettext_lazy("Opening words"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )
    stories = forms.ModelMultipleChoiceField(
        Story.objects.none(), label=gettext_lazy("Stories it tells"), widget=forms.CheckboxSelectMultiple
    )

    def prepare(self):
        told = self.thing.stories.order_by("-published_at", "-pk")
        self.fields["stories"].queryset = told
        self.fields["stories"].initial = [story.pk for story in told]
        self.fields["subject"].initial, self.fields["opening"].initial = self.thing.subject, self.thing.opening


class OptionalReasonForm(ActForm):
    reason = fields.line(gettext_lazy("Reason"), longest=300)


class NothingForm(ActForm):
    """The act asks nothing."""


def address_of(_thing, issue):
    from .newsletters import IssueRegister  # noqa: PLC0415  the register holds these acts

    return IssueRegister.instance.address_of(issue)


DRAFT_ISSUE = Act(
    name="draft",
    label=gettext_lazy("write an issue"),
    form=DraftForm,
    may=may_keep_newsletter,
    do=lambda _none, by, **typed: services.draft_issue(by=by, **typed),
    explanation=gettext_lazy("The draft holds every story of the language that was published since and stood in none."),
    done=gettext_lazy("The draft was written."),
    to=address_of,
    of_list=True,
)
DESCRIBE_ISSUE = Act(
    name="describe",
    label=gettext_lazy("write it otherwise"),
    form=DescribeForm,
    may=may_keep_newsletter,
    obstacle=rules.obstacle_to_describe,
    do=lambda issue, by, **typed: services.describe_issue(issue=issue, by=by, **typed),
    done=gettext_lazy("The draft was changed."),
)
APPROVE_ISSUE = Act(
    name="approve",
    label=gettext_lazy("approve"),
    form=OptionalReasonForm,
    may=may_keep_newsletter,
    obstacle=rules.obstacle_to_approve,
    do=lambda issue, by, **typed: services.approve_issue(issue=issue, by=by, **typed),
    explanation=gettext_lazy("Look at the preview first. Who wrote an issue does not approve it."),
    done=gettext_lazy("The issue was approved."),
)
RELEASE_ISSUE = Act(
    name="release",
    label=gettext_lazy("let it go out"),
    form=NothingForm,
    may=may_keep_newsletter,
    obstacle=rules.obstacle_to_release,
    do=lambda issue, by: services.release_issue(issue=issue, by=by),
    explanation=gettext_lazy("The day’s work writes one letter to each subscriber it concerns, and sends them."),
    done=gettext_lazy("The issue goes out with the next run of the day’s work."),
)
UNSUBSCRIBE = Act(
    name="unsubscribe",
    label=gettext_lazy("unsubscribe"),
    form=ReasonForm,
    may=may_keep_newsletter,
    obstacle=rules.obstacle_to_unsubscribe,
    do=lambda subscriber, by, **typed: services.unsubscribe(subscriber=subscriber, by=by, **typed),
    done=gettext_lazy("Nothing more is sent to this address."),
)


def list_of_subscribers(_thing, _result):
    from .newsletters import SubscriberRegister  # noqa: PLC0415  the register holds these acts

    return SubscriberRegister.instance.address_of_list()


ERASE = Act(
    name="erase",
    label=gettext_lazy("erase the address"),
    form=ReasonForm,
    may=may_keep_newsletter,
    do=lambda subscriber, by, **typed: services.erase_subscriber(subscriber=subscriber, by=by, **typed),
    explanation=gettext_lazy("The address goes with its letters and its history; do not write it into the reason."),
    done=gettext_lazy("The address is erased."),
    to=list_of_subscribers,
)
