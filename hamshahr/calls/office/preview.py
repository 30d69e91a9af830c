"""The form of a call as its entrants see it, in any of its languages, before anybody has."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language, override
from django.views.generic import View

from hamshahr.accounts.office.views import KeptMixin
from hamshahr.kernel.languages import reading_language

from ..forms.answers import AnswersForm
from ..models import Question
from ..queries.steps import steps_of

CODES = dict(settings.LANGUAGES)


class Preview(KeptMixin, View):
    """Every step with all its questions, also those that are put only after a certain answer."""

    def get(self, request, *args, **kwargs):
        if not self.register.may_see(request.user):
            raise PermissionDenied
        call, asked = self.get_object(), request.GET.get("in", "")
        language = asked if asked in CODES else reading_language(get_language())
        with override(language):
            steps = [(step, self.rows_of(step)) for step in steps_of(call)]
            context = {"call": call, "steps": steps, "languages": settings.LANGUAGES, "language": language}
            return HttpResponse(render_to_string("calls/office/preview.html", context, request))

    def rows_of(self, step):
        """The questions of a step with their fields; a file has a place to be brought in."""
        form = AnswersForm(questions=step.questions, values={})
        return [
            (question, None if question.kind == Question.Kind.FILE else form[question.slug])
            for question in step.questions
        ]
