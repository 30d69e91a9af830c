"""Who acts for a city, and what a person lets the public see."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamshahr.accounts.receipts import once
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import go_to

from .. import rules, services
from ..desk_forms import AppointForm, EndForm, ReplaceForm, people_for
from ..models import Consent, Party, Person


def party_of_desk(request, slug):
    """The party whose desk the reader sits at or keeps; any other looks as if it were not there."""
    party = get_object_or_404(Party.objects.select_related("place"), slug=slug, merged_into=None)
    if not rules.may_keep_parties(request.user) and not rules.may_see_desk(request.user, party):
        raise Http404
    return party


def kept_party(request, slug):
    """The same, for those who may change who acts."""
    party = party_of_desk(request, slug)
    if not rules.may_hand_over(request.user, party):
        raise PermissionDenied
    return party


@login_required
@require_safe
def index(request, slug):
    """Who acts for the city, and who did."""
    party = party_of_desk(request, slug)
    today = timezone.localdate()
    rows = party.liaisons.select_related("user").order_by("-starts_on", "pk")
    context = {
        "party": party,
        "acting": [row for row in rows if row.ends_on is None or row.ends_on > today],
        "past": [row for row in rows if row.ends_on is not None and row.ends_on <= today],
        "may_keep": rules.may_hand_over(request.user, party),
        "sees_desk": rules.may_see_desk(request.user, party),
        "today": today,
    }
    return render(request, "parties/liaisons.html", context)


@once
@login_required
@require_http_methods(["GET", "POST"])
def appoint(request, slug):
    """Give somebody a duty at this desk."""
    party = kept_party(request, slug)
    form = AppointForm(request.POST or None, people=people_for(request.user, party))
    if form.is_valid():
        try:
            services.appoint_liaison(**form.cleaned_data, party=party, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return go_to(request, "liaisons:index", party.slug)
    return render(
        request, "parties/appoint_liaison.html", {"party": party, "form": form}, status=422 if form.errors else 200
    )


@once
@login_required
@require_http_methods(["GET", "POST"])
def end(request, slug, pk):
    """End a duty; the row stays as history."""
    party = kept_party(request, slug)
    liaison = get_object_or_404(party.liaisons.select_related("user"), pk=pk)
    form = EndForm(request.POST or None)
    if form.is_valid():
        try:
            services.end_liaison(**form.cleaned_data, liaison=liaison, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return go_to(request, "liaisons:index", party.slug)
    context = {"party": party, "liaison": liaison, "form": form}
    return render(request, "parties/end_liaison.html", context, status=422 if form.errors else 200)


@once
@login_required
@require_http_methods(["GET", "POST"])
def replace(request, slug, pk):
    """Let somebody follow in a duty from a day on."""
    party = kept_party(request, slug)
    liaison = get_object_or_404(party.liaisons.select_related("user"), pk=pk)
    form = ReplaceForm(request.POST or None, people=people_for(request.user, party).exclude(pk=liaison.user_id))
    if form.is_valid():
        try:
            services.replace_liaison(**form.cleaned_data, liaison=liaison, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return go_to(request, "liaisons:index", party.slug)
    context = {"party": party, "liaison": liaison, "form": form}
    return render(request, "parties/replace_liaison.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def consents(request):
    """What the public sees of the person who signs in, field by field."""
    person = Person.objects.filter(user=request.user).first()
    given = {row.field: row for row in Consent.objects.filter(person=person, withdrawn_on=None)}
    fields = [
        {"name": name, "label": label, "value": shown_of(person, name), "consent": given.get(name)}
        for name, label in Consent.Field.choices
    ]
    return render(request, "parties/consents.html", {"person": person, "fields": fields if person else []})


def shown_of(person, name):
    """The value of a field as the public would read it."""
    if person is None:
        return ""
    return person.get_gender_display() if name == Consent.Field.GENDER else getattr(person, name)


@once
@login_required
@require_POST
def give_consent(request, field):
    """Let the public see one field."""
    person = own_person(request, field)
    if not person.consents.filter(field=field, withdrawn_on=None).exists():
        services.give_consent(person=person, field=field, given_on=timezone.localdate(), by=request.user)
    return go_to(request, "liaisons:consents")


@once
@login_required
@require_POST
def withdraw_consent(request, field):
    """Hide one field again."""
    person = own_person(request, field)
    if consent := person.consents.filter(field=field, withdrawn_on=None).first():
        services.withdraw_consent(consent=consent, withdrawn_on=timezone.localdate(), by=request.user)
    return go_to(request, "liaisons:consents")


def own_person(request, field):
    if field not in Consent.Field.values:
        raise Http404
    return get_object_or_404(Person, user=request.user)
