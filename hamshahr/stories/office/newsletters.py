"""The newsletter in the office: its issues, whom it goes to, what went out and what came back."""

from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpResponse
from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton

from hamshahr.accounts.office import Register, Section
from hamshahr.accounts.office.views import KeptMixin, ThingPage
from hamshahr.kernel.digits import localise
from hamshahr.letters.wagtail_hooks import word_for

from .. import newsletter_mails as mails
from ..models import Delivery, Issue, Subscriber
from ..newsletter_queries import letters_to_come, told_stories
from ..newsletter_rules import may_keep_newsletter
from . import newsletter_acts as acts

MOST_ROWS = 100


class IssuePage(ThingPage):
    """An issue, with the way to its letter as readers will get it."""

    @cached_property
    def header_buttons(self):
        preview = self.register.address_of_preview(self.object)
        return [
            *super().header_buttons,
            HeaderButton(_("Preview"), url=preview, icon_name="view"),
            HeaderButton(_("Preview as plain text"), url=f"{preview}?as=text", icon_name="doc-full"),
        ]


class Preview(KeptMixin, View):
    """The letter with all its stories; its links to confirm and to leave lead nowhere yet."""

    def get(self, request, *args, **kwargs):
        if not self.register.may_see(request.user):
            raise PermissionDenied
        issue = self.get_object()
        words = mails.issue_words(issue, told_stories(issue))
        if request.GET.get("as") == "text":
            return HttpResponse(words.text.replace(mails.LEAVE, "…"), content_type="text/plain; charset=utf-8")
        return HttpResponse(words.html.replace(mails.LEAVE, "#"))


class StateWord(Column):
    def get_value(self, issue):
        return issue.state_word


class Letters(Column):
    def get_value(self, issue):
        return localise(issue.letters)


class IssueRegister(Register):
    model = Issue
    name = "office_issues"
    url_prefix = "newsletter"
    icon = "mail"
    menu_label = gettext_lazy("Newsletter")
    keepers = staticmethod(may_keep_newsletter)
    inspect_view_class = IssuePage
    list_display = (
        *("subject", "language", "audience", "written_at"),
        StateWord("state", label=gettext_lazy("State")),
        Letters("letters", label=gettext_lazy("Letters")),
    )
    list_filter = {"language": ["exact"], "audience": ["exact"], "released_at": ["isnull"]}
    searched = ("subject",)
    acts = (acts.DRAFT_ISSUE, acts.DESCRIBE_ISSUE, acts.APPROVE_ISSUE, acts.RELEASE_ISSUE)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        type(self).instance = self

    def listed(self, user):
        return self.kept(user).annotate(letters=Count("deliveries"))

    def address_of_preview(self, issue):
        return self.address_of_list() + f"preview/{issue.pk}/"

    def get_urlpatterns(self):
        preview = self.construct_view(Preview)
        return [*super().get_urlpatterns(), path(f"preview/<{self.pk_path_converter}:pk>/", preview, name="preview")]

    def sections(self, thing, user):
        stories = Section(_("Stories"), (_("story"), _("published at")))
        for story in told_stories(thing):
            stories.add(story.title, story.published_at)
        letters = Section(_("Letters"), (_("what"), _("number")))
        if not thing.released_at:
            letters.add(_("would go out now"), letters_to_come(thing))
        for word, number in outcomes(thing):
            letters.add(word, number)
        return [stories, letters, *super().sections(thing, user)]


def outcomes(issue):
    """How many letters of an issue are in which state, in the outbox's own words."""
    counted = {}
    for delivery in issue.deliveries.select_related("letter").annotate(returned=Count("bounces")):
        word = _("came back") if delivery.returned else word_for(delivery.letter)
        counted[word] = counted.get(word, 0) + 1
    return sorted(counted.items())


class SubscriberRegister(Register):
    model = Subscriber
    name = "office_subscribers"
    url_prefix = "subscribers"
    icon = "group"
    menu_label = gettext_lazy("Subscribers")
    keepers = staticmethod(may_keep_newsletter)
    list_display = ("address", "state", "language", "since")
    list_filter = {"state": ["exact"], "language": ["exact"], "categories": ["exact"], "parties": ["exact"]}
    searched = ("address",)
    unshown = ("key",)
    acts = (acts.UNSUBSCRIBE, acts.ERASE)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        type(self).instance = self

    def sections(self, thing, user):
        wishes = Section(_("Interests"), (_("what"), _("which")))
        wishes.add_all((_("category"), category.names) for category in thing.categories.all())
        wishes.add_all((_("city"), party.names) for party in thing.parties.all())
        steps = Section(_("Steps"), (_("step"), _("at"), _("by"), _("reason")))
        steps.add_all((step.get_kind_display(), step.at, step.by, step.reason) for step in thing.steps.all())
        consents = Section(_("Consents"), (_("asked at"), _("confirmed at"), _("words agreed to")))
        consents.add_all((row.asked_at, row.confirmed_at, row.consent) for row in thing.opt_ins.all())
        return [wishes, steps, consents, letters_to(thing), *super().sections(thing, user)]


def letters_to(subscriber):
    section = Section(_("Letters"), (_("letter"), _("state"), _("came back")))
    for row in subscriber.deliveries.select_related("letter").prefetch_related("bounces")[:MOST_ROWS]:
        words = " · ".join(f"{bounce.status} {bounce.diagnostic}".strip() for bounce in row.bounces.all())
        section.add(row.letter.subject, word_for(row.letter), words, thing=row)
    return section


class StateOfLetter(Column):
    def get_value(self, delivery):
        return word_for(delivery.letter)


class Returned(Column):
    def get_value(self, delivery):
        return " · ".join(bounce.status for bounce in delivery.bounces.all())


class DeliveryRegister(Register):
    model = Delivery
    name = "office_deliveries"
    url_prefix = "deliveries"
    icon = "history"
    menu_label = gettext_lazy("Deliveries")
    keepers = staticmethod(may_keep_newsletter)
    list_display = (
        *("letter", "subscriber", "issue"),
        StateOfLetter("state", label=gettext_lazy("State")),
        Returned("returned", label=gettext_lazy("Came back")),
    )
    list_filter = {"issue": ["exact"], "bounces__is_permanent": ["exact"]}
    searched = ("subscriber__address", "letter__subject")
    unshown = ("mail", "opt_in")

    def listed(self, user):
        return self.kept(user).select_related("letter", "subscriber", "issue").prefetch_related("bounces")
