"""The registers of entries, of their screening with its appeals, and of requests for guidance."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column

from hamshahr.accounts.office import Register, Section
from hamshahr.bodies.office.registers import OfBodies
from hamshahr.kernel.languages import say
from hamshahr.parties.office.search import found_parties

from ..bringing.cells import cell_of
from ..models import GuidanceRequest, Screening, Submission
from ..models.calls import keeping
from . import judging


class OfEntries(OfBodies):
    """Rows that belong to an entry: a keeper whom a conflict of interest bars from it finds none of them."""

    path = "call__body"
    through = "submission__in"

    def kept(self, user):
        entries = Submission.objects.visible_to(user).filter(keeping(user, "call__"))
        return super().kept(user).filter((self.through, entries) if self.through else Q(pk__in=entries))


class ScreeningWord(Column):
    """What the screening of an entry came to."""

    def get_value(self, instance):
        screening = getattr(instance, "screening", None)
        return word_of(screening) if screening else "—"


def word_of(screening):
    if screening.is_eligible:
        return _("let in")
    if screening.appeal_outcome:
        return screening.get_appeal_outcome_display()
    return _("appeal waits") if screening.appealed_at else _("screened out")


class ReasonColumn(Column):
    def get_value(self, instance):
        return judging.reason_in_words(instance)


def found_entries(path):
    """Find rows by the city, the title or the number of their entry."""

    def found(rows, words):
        for word in words:
            match = Q((f"{path}title__icontains", word)) | Q((f"{path}party__in", found_parties([word])))
            if word.isdecimal() and len(word) < 7:
                match |= Q((f"{path}number", int(word)))
            rows = rows.filter(match)
        return rows

    return found


class EntryRegister(OfEntries, Register):
    model = Submission
    through = ""
    name = url_namespace = "office_submissions"
    url_prefix = "submissions"
    icon = "doc-full-inverse"
    menu_label = gettext_lazy("Entries")
    list_display = (
        *("number", "title", "party", "call", "state", "language", "handed_in_at"),
        ScreeningWord("screened", label=gettext_lazy("Screening")),
    )
    list_filter = {
        "call": ["exact"],
        "state": ["exact"],
        "language": ["exact"],
        "screening": ["isnull"],
        "screening__is_eligible": ["exact"],
    }
    unshown = ("key", "version")
    acts = (judging.SCREEN, judging.MARK, judging.LIFT, judging.TRANSLATE)
    search = property(lambda self: found_entries(""))

    def listed(self, user):
        return self.kept(user).select_related("party", "call", "screening")

    def sections(self, thing, user):
        answers = Section(_("Answers"), (_("question"), _("answer")))
        for answer in thing.answers.select_related("question").order_by("question__position", "pk"):
            answers.add(say(answer.question.names), cell_of(answer.value))
        copies = Section(_("Texts for judging"), (_("kind"), _("language"), _("made at"), _("digest")))
        for copy in thing.copies.order_by("made_at", "pk"):
            copies.add(copy.get_kind_display(), copy.language, copy.made_at, copy.digest[:16])
        gone = Section(_("Words blacked out"), (_("words"), _("marked at"), _("marked by")))
        for row in thing.redactions.standing().select_related("marked_by"):
            gone.add(row.words, row.marked_at, row.marked_by)
        return [answers, copies, gone, *super().sections(thing, user)]

    def parts(self, thing):
        screening = getattr(thing, "screening", None)
        return [screening] if screening else []


class ScreeningRegister(OfEntries, Register):
    model = Screening
    path = "submission__call__body"
    name = url_namespace = "office_screenings"
    url_prefix = "screenings"
    icon = "tasks"
    list_display = (
        *("submission", "is_eligible"),
        ReasonColumn("why", label=gettext_lazy("Reason")),
        *("decided_at", "appeal_until", "appealed_at", "appeal_outcome"),
    )
    list_filter = {
        "submission__call": ["exact"],
        "is_eligible": ["exact"],
        "appealed_at": ["isnull"],
        "appeal_decided_at": ["isnull"],
    }
    acts = (judging.DECIDE_APPEAL,)
    search = property(lambda self: found_entries("submission__"))

    def listed(self, user):
        return self.kept(user).select_related("submission__call", "submission__party")

    def remarks(self, thing):
        reason = judging.reason_in_words(thing)
        return [reason] if reason else []


class GuidanceRegister(OfEntries, Register):
    model = GuidanceRequest
    path = "submission__call__body"
    name = url_namespace = "office_guidance"
    url_prefix = "guidance"
    icon = "help"
    list_display = ("submission", "asked_by", "asked_at", "reply_by", "replied_at")
    list_filter = {"submission__call": ["exact"], "replied_at": ["isnull"]}
    acts = (judging.REPLY,)
    search = property(lambda self: found_entries("submission__"))

    def listed(self, user):
        return self.kept(user).select_related("submission__call", "asked_by").order_by("replied_at", "reply_by")

    def sections(self, thing, user):
        answers = Section(_("The draft"), (_("question"), _("answer")))
        for answer in thing.submission.answers.select_related("question").order_by("question__position", "pk"):
            answers.add(say(answer.question.names), cell_of(answer.value))
        return [answers, *super().sections(thing, user)]
