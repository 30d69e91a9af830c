"""Minutes in the office: begun, circulated, corrected, approved."""

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from hamshahr.accounts.office import Register, Section, address_of
from hamshahr.bodies.office import keeping
from hamshahr.bodies.office.registers import OfBodies
from hamshahr.kernel.office import fields
from hamshahr.kernel.office.acts import Act, ActForm
from hamshahr.meetings.models import AgendaItem, Session

from .. import rules, services
from ..models import Correction, Minutes


class DraftForm(ActForm):
    session = fields.choice(Session, pgettext_lazy("of a meeting", "Session"))
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"), choices=settings.LANGUAGES, widget=forms.CheckboxSelectMultiple
    )

    def prepare(self):
        rows = Session.objects.filter(opened_at__isnull=False, minutes=None)
        self.fields["session"].queryset = rows.filter(gathering__body__in=keeping.bodies(self.by))
        self.fields["languages"].initial = ["fa", "en"]


class NothingForm(ActForm):
    """A button that asks nothing."""


class ApproveForm(ActForm):
    item = fields.choice(AgendaItem, gettext_lazy("Approved under the item"))

    def prepare(self):
        session = self.thing.session
        rows = AgendaItem.objects.filter(session__gathering__body=session.gathering.body, removed_at=None)
        later = rows.filter(session__starts_at__gt=session.starts_at, session__opened_at__isnull=False)
        self.fields["item"].queryset = later.order_by("session__starts_at", "position")


class AnswerForm(ActForm):
    is_taken = forms.BooleanField(label=gettext_lazy("Taken over"), required=False)
    text = fields.lines(gettext_lazy("The paragraph as it stands from now on"), rows=8)
    answer = fields.line(gettext_lazy("Answer to the member"), longest=600)

    def prepare(self):
        standing = self.thing.paragraph.wordings.filter(is_aside=False).order_by("-number").first()
        self.fields["text"].initial = standing.text


def may_keep(user, minutes):
    return rules.may_keep_minutes(user, minutes.session)


DRAFT = Act(
    name="draft",
    label=gettext_lazy("begin minutes"),
    form=DraftForm,
    may=keeping.may_keep_some,
    do=lambda _none, by, **typed: services.draft_minutes(by=by, **typed),
    explanation=gettext_lazy("The draft begins with the attendance, the votes and what was adopted, in each language."),
    done=gettext_lazy("The draft is there, to be written on the page of the meeting."),
    of_list=True,
    to=lambda _none, minutes: address_of(minutes),
)
CIRCULATE = Act(
    name="circulate",
    label=gettext_lazy("circulate"),
    form=NothingForm,
    may=may_keep,
    obstacle=rules.obstacle_to_circulate,
    do=lambda minutes, by: services.circulate(minutes=minutes, by=by),
    explanation=gettext_lazy("Those who were called get a letter. From then on only corrections change the text."),
    done=gettext_lazy("The minutes are circulated."),
)
APPROVE = Act(
    name="approve",
    label=gettext_lazy("approve under an item of a later session"),
    form=ApproveForm,
    may=may_keep,
    obstacle=rules.obstacle_to_approve,
    do=lambda minutes, by, item: services.approve(minutes=minutes, item=item, by=by),
    explanation=gettext_lazy("The text is sealed in each language and cannot be changed any more."),
    done=gettext_lazy("The minutes are approved and sealed."),
)
ANSWER = Act(
    name="answer",
    label=gettext_lazy("answer"),
    form=AnswerForm,
    may=lambda user, correction: may_keep(user, correction.paragraph.minutes),
    obstacle=lambda correction: rules.obstacle_to_answer(correction, is_taken=False, text=""),
    do=lambda correction, by, **typed: services.answer_correction(correction=correction, by=by, **typed),
    done=gettext_lazy("The correction is answered."),
)


class MinutesRegister(OfBodies, Register):
    model = Minutes
    path = "session__gathering__body"
    name = url_namespace = "office_minutes"
    url_prefix = "minutes"
    icon = "edit"
    list_display = ("session", "state", "circulated_at", "approved_at")
    list_filter = {"state": ["exact"]}
    unshown = ("key",)
    acts = (DRAFT, CIRCULATE, APPROVE)

    def listed(self, user):
        return self.kept(user).select_related("session__gathering")

    def sections(self, thing, user):
        pages = Section(_("On the site"), (_("page"),))
        address = reverse("minutes:minutes", args=[thing.session.gathering.slug, thing.key])
        pages.add(format_html('<a href="{}">{}</a>', address, _("Read and write the minutes")))
        asked = Section(_("Corrections asked for"), (_("what should be corrected"), _("asked by"), _("answer")))
        for row in Correction.objects.filter(paragraph__minutes=thing).select_related("asked_by"):
            asked.add(row.text[:120], row.asked_by, row.answer or row.answered_at, thing=row)
        return [pages, asked, *super().sections(thing, user)]


class CorrectionRegister(OfBodies, Register):
    model = Correction
    path = "paragraph__minutes__session__gathering__body"
    name = url_namespace = "office_corrections"
    url_prefix = "corrections-of-minutes"
    icon = "comment"
    list_display = ("__str__", "asked_by", "asked_at", "answered_at", "is_taken")
    list_filter = {"is_taken": ["exact"], "answered_at": ["isnull"]}
    acts = (ANSWER,)

    def listed(self, user):
        return self.kept(user).select_related("paragraph__minutes__session__gathering", "asked_by")
