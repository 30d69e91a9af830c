"""Writing the text of a motion that binds, and the others after it, paragraph by paragraph."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hamshahr.accounts.receipts import once
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import go_to
from hamshahr.kernel.languages import LANGUAGES

from .. import services
from ..forms.motions import TextForm, TranslationForm
from ..models import MotionText
from ..queries.texts import rows_for, texts_of
from ..rules import motions as rules
from .motions import answer, known, motion_of


@once
@login_required
@require_http_methods(["GET", "POST"])
def rewrite(request, slug, key):
    """Change the words that bind."""
    context = motion_of(request, slug, key)
    motion = context["motion"]
    if not rules.may_write(request.user, motion):
        raise PermissionDenied
    text = texts_of(motion).authentic
    initial = {"title": text.title, "text": "\n\n".join(text.paragraphs)}
    form = TextForm(request.POST) if request.method == "POST" else TextForm(initial=initial)
    if form.is_valid():
        try:
            services.rewrite(motion=motion, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            stale = rules.obstacle_of_stale_texts(texts_of(motion))
            messages.success(request, stale or _("The text is kept."))
            return go_to(request, "decisions:motion", slug, key)
    obstacle = None if form.is_bound else rules.obstacle_to_write(motion)
    context |= {"obstacle": obstacle, "language": dict(LANGUAGES)[motion.authentic_language]}
    return answer(request, "decisions/rewrite.html", context, form)


@once
@login_required
@require_http_methods(["GET", "POST"])
def translate(request, slug, key, language):
    """The text that binds with what changed in it, beside the fields of its translation."""
    context, language = motion_of(request, slug, key), known(language)
    motion = context["motion"]
    if not rules.may_act_for_mover(request.user, motion, motion.gathering):
        raise PermissionDenied
    texts = texts_of(motion)
    old = texts.latest.get(language)
    rows = rows_for(texts, language) if language != motion.authentic_language else []
    initial = {"title": old.title if old else "", "basis": texts.authentic.pk}
    form = TranslationForm(request.POST if request.method == "POST" else None, rows=rows, initial=initial)
    if form.is_valid():
        try:
            basis = MotionText.objects.filter(motion=motion, pk=form.cleaned_data["basis"]).first()
            title, words = form.cleaned_data["title"], form.paragraphs
            services.translate(
                motion=motion, language=language, title=title, paragraphs=words, basis=basis, by=request.user
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The translation stands for the text that binds now."))
            return go_to(request, "decisions:motion", slug, key)
    context |= {
        "obstacle": None if form.is_bound else rules.obstacle_to_translate(motion, language),
        "language": language,
        "language_name": dict(LANGUAGES)[language],
        "authentic": texts.authentic,
        "is_stale": texts.is_stale(language),
        "has_text": old is not None,
    }
    return answer(request, "decisions/translate.html", context, form)
