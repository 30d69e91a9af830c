"""Statutes in the office: versions to read, and the editor that writes a further one and changes none."""

from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.accounts.office import Register, Section, address_of
from hamshahr.kernel.office.acts import Act, ActPage
from hamshahr.kernel.office.shown import every_language

from .. import services
from ..models import Body, Rule, Statute
from ..wording import names_in, words_of
from . import acts, keeping
from .registers import BodyRegister, OfBodies, found_bodies
from .rules_form import StatuteForm, more_rows, rows_as_typed, rows_from, rows_of_version


class StatuteEditor(ActPage):
    """A new version of a body's statutes: begun as a copy of the last one, which stays as it is."""

    template_name = "bodies/office/statutes.html"

    @property
    def body(self) -> Body:
        return self.thing if isinstance(self.thing, Body) else self.thing.body

    @property
    def last(self) -> Statute | None:
        return self.thing if isinstance(self.thing, Statute) else self.body.statutes.first()

    def context(self, form):
        if not form.is_bound:
            self.rows = rows_of_version(self.last)
        return super().context(form) | {"rows": self.rows, "body": self.body, "last": self.last, "topics": topics()}

    def carried_out(self, form):
        return super().carried_out(form) if all(row.is_valid() for row in self.rows) else None

    def answer(self):
        if self.request.method == "POST":
            self.rows = rows_from(self.request.POST)
            if {"add", "try"} & self.request.POST.keys() and self.act.may(self.request.user, self.thing):
                return self.as_typed()
        return super().answer()

    def as_typed(self):
        """The same page, with one row more where one was asked for, or one case worked out; nothing is checked yet."""
        typed = self.request.POST
        self.rows = more_rows(typed) if "add" in typed else rows_as_typed(typed)
        tried = [row for row in self.rows if row.prefix == typed.get("try") and row.is_worked]
        if self.request.htmx and tried:
            return TemplateResponse(self.request, "bodies/office/_worked.html", {"row": tried[0]})
        return self.page(self.form_of(typed), 200)


def topics() -> list[tuple[str, str]]:
    return list(Rule.Topic.choices)


def adopt(thing, by, *, rows, **fields):
    body = thing if isinstance(thing, Body) else thing.body
    return services.adopt_statute(body=body, by=by, rules=rows, **fields)


def editor(**options) -> Act:
    """The act that opens the editor, on a body or on one of its versions."""
    return Act(
        name="adopt",
        label=gettext_lazy("adopt a new version of the statutes"),
        form=StatuteForm,
        may=keeping.may_keep,
        do=adopt,
        done=gettext_lazy("The statutes were adopted; the version before stays as it was."),
        to=lambda thing, statute: address_of(statute),
        page=StatuteEditor,
        **options,
    )


class StatuteRegister(OfBodies, Register):
    model = Statute
    name = "office_statutes"
    url_prefix = "statutes"
    icon = "doc-full"
    list_display = ("__str__", "body", "in_force_on", "ends_on", "confidence")
    list_filter = ("body",)
    acts = (editor(),)

    def listed(self, user):
        return self.kept(user).select_related("body")

    @property
    def search(self):
        return lambda rows, words: rows.filter(body__in=found_bodies(words))

    def parts(self, thing):
        return list(thing.rules.all())

    def sections(self, thing, user):
        articles = Section(_("Articles"), (_("article"), _("topic"), _("in words"), _("what a machine applies")))
        rules = list(thing.rules.all())
        names = names_in(rules)
        for rule in rules:
            applied = " ".join(words_of(rule, names)) or _("in words only")
            articles.add(rule.article, rule.get_topic_display(), every_language(rule.text), applied)
        versions = Section(_("Versions of these statutes"), (_("version"), _("in force from"), _("until")))
        for row in thing.body.statutes.all():
            versions.add(row.title, row.in_force_on, row.ends_on, thing=row)
        return [articles, versions, *super().sections(thing, user)]


def statutes_of(body, user):
    section = Section(_("Statutes"), (_("version"), _("in force from"), _("until")))
    for row in body.statutes.all():
        section.add(row.title, row.in_force_on, row.ends_on, thing=row)
    return section


BodyRegister.acts = (*BodyRegister.acts, editor(obstacle=acts.of_ended_body))
