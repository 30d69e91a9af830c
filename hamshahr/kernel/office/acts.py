"""Acts as buttons: a page for each act, which asks for what the service needs and shows what stands in the way."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from hamshahr.kernel.citing import cited
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.languages import reading_language


class ActForm(forms.Form):
    """What an act asks; ``thing`` is what it is done to, None where the act makes a new one."""

    required_css_class = "required"

    def __init__(self, *args: Any, thing: Any = None, by: Any = None, **kwargs: Any) -> None:
        self.thing, self.by = thing, by
        super().__init__(*args, **kwargs)
        self.prepare()

    def prepare(self) -> None:
        """Choices and first values that depend on the thing and on the user."""


class ReasonForm(ActForm):
    """Nothing but the reason."""

    reason = forms.CharField(max_length=300, widget=forms.Textarea(attrs={"rows": 2}))

    def prepare(self) -> None:
        self.fields["reason"].label = _("Reason")


def nothing(*things: Any) -> None:
    """No obstacle."""


def always(*things: Any) -> bool:
    return True


@dataclass(frozen=True)
class Act:
    """One act on a thing of a register, or, with ``of_list``, on the register itself.

    ``do(thing, by, **fields)`` calls the service; ``may`` is about the person, ``obstacle`` about the state of
    things; ``applies`` says whether the act makes sense at all; ``to`` gives the address of the page afterwards, and
    ``done`` the sentence on it.
    """

    name: str
    label: str | Promise
    form: type[ActForm]
    do: Callable[..., Any]
    may: Callable[..., bool]
    obstacle: Callable[[Any], str | None] = nothing
    applies: Callable[[Any], bool] = always
    explanation: str | Promise = ""
    done: str | Promise | Callable[[Any, Any], str] = ""
    to: Callable[[Any, Any], str] | None = None
    of_list: bool = False
    page: "type[ActPage] | None" = None


@dataclass(frozen=True)
class Offer:
    """An act as a thing's page offers it: a way to its page, or what stands in the way."""

    label: str
    address: str
    obstacle: str


class ActPage(WagtailAdminTemplateMixin):
    """The page of one act; it is made anew for each request."""

    template_name = "office/act.html"
    header_icon = "cog"

    def __init__(self, register: Any, act: Act, request: HttpRequest, pk: Any = None) -> None:
        self.register, self.act, self.request = register, act, request
        self.thing = None if act.of_list else register.get_or_404(request.user, pk)

    def answer(self) -> HttpResponse:
        if not self.act.may(self.request.user, *self.things):
            raise PermissionDenied
        if not self.act.applies(*self.things):
            raise Http404
        sent = self.request.method == "POST"
        form = self.form_of(self.request.POST if sent else None, self.request.FILES if sent else None)
        if sent and form.is_valid() and (address := self.carried_out(form)):
            return redirect(address)
        is_fine = not sent or getattr(form, "offers", None)  # rows of a form keep their faults to themselves
        return self.page(form, 200 if is_fine else 422)

    def form_of(self, typed: Any, files: Any = None) -> ActForm:
        return self.act.form(typed, files, thing=self.thing, by=self.request.user)

    def page(self, form: ActForm, status: int) -> HttpResponse:
        return TemplateResponse(self.request, self.template_name, self.context(form), status=status)

    def carried_out(self, form: ActForm) -> str | None:
        """The address to go on to; None when the service refused."""
        try:
            result = self.act.do(self.thing, self.request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, with_article(refusal))
        except ValidationError as error:
            add_errors(form, error)
        else:
            done = self.act.done(self.thing, result) if callable(self.act.done) else self.act.done
            messages.success(self.request, done or _("Done."))
            return self.act.to(self.thing, result) if self.act.to else self.back
        return None

    def context(self, form: ActForm) -> dict:
        obstacle = "" if form.is_bound else self.act.obstacle(*self.things)
        return self.get_context_data(
            act=self.act, thing=self.thing, form=form, obstacle=obstacle, media=form.media, back=self.back
        )

    @property
    def things(self) -> tuple:
        """What rules are asked about: the thing, or nothing for an act of the register itself."""
        return () if self.act.of_list else (self.thing,)

    @property
    def back(self) -> str:
        return self.register.address_of(self.thing) if self.thing is not None else self.register.address_of_list()

    def get_page_title(self) -> str:
        return capfirst(str(self.act.label))

    def get_page_subtitle(self) -> str:
        return str(self.thing) if self.thing is not None else ""

    def get_breadcrumbs_items(self) -> list[dict]:
        items = [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": self.register.address_of_list(), "label": capfirst(str(self.register.menu_label))},
        ]
        if self.thing is not None:
            items.append({"url": self.back, "label": str(self.thing)})
        return [*items, {"url": "", "label": self.get_page_title()}]


def with_article(refusal: Refused) -> str:
    """The refusal, with the article of the statutes it rests on."""
    return cited(str(refusal), refusal.article, reading_language())


def add_errors(form: ActForm, error: ValidationError) -> None:
    """The model's own checks at the fields they speak of, the others above the form."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for field, errors in error.error_dict.items():
        form.add_error(field if field in form.fields else None, errors)
