"""The dossier of a city, its entries with their filters, and the whole record as open data."""

from functools import lru_cache

from django import forms
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from hamshahr.accounts.translations import tell_newer
from hamshahr.kernel import exports
from hamshahr.kernel.digits import localise
from hamshahr.kernel.fields import CalendarDayField
from hamshahr.kernel.http import filters_of
from hamshahr.parties.models import Party
from hamshahr.record import queries as record
from hamshahr.record.forms import EntryFilters
from hamshahr.record.kinds import MEASURES

from .. import dossier as dossiers
from .. import worldmap

PER_PAGE = 25
ROOM = "parties"  # what the navigation marks as the place of these pages


class DayForm(forms.Form):
    """The day as of which a reader wants to see a city or a body."""

    on = CalendarDayField(label=_("As it stood on"), required=False)


@lru_cache(maxsize=16)
def empty_field(language):
    """The field of a day before anything is written in it, the same on every page of a language."""
    return str(DayForm()["on"])


@require_safe
def city(request, slug):
    """What a city holds, has done and says of itself, each with its record; ``?on=`` asks what it held that day."""
    party, hostings = dossiers.party_for(slug, request.user)
    if party is None:
        raise Http404
    form = DayForm(request.GET if "on" in request.GET else None)
    on = form.cleaned_data["on"] if form.is_valid() else None
    if party.about:
        tell_newer(party)
    dossier = dossiers.compose(party, hostings, request.user, on=on, today=timezone.localdate())
    context = {
        "party": party,
        "dossier": dossier,
        "form": form,
        "day_field": form["on"] if form.is_bound else empty_field(get_language()),
        "map": small_map(party.place),
        "nav_current": ROOM,
    }
    return render(request, "web/dossier/city.html", context, status=422 if form.errors else 200)


def small_map(place):
    """A window of the world map around a place, with its disc."""
    if place is None:
        return None
    x, y = worldmap.place(place.latitude, place.longitude)
    return {"window": worldmap.window(place.latitude, place.longitude), "land": worldmap.land(), "x": x, "y": y}


@require_safe
def entries(request, slug):
    """The entries of a record by year, narrowed by the address."""
    party = get_object_or_404(Party.objects.visible_to(request.user), slug=slug)
    whole = record.entries_of(party, request.user)
    years = [(str(year), localise(year)) for year in record.extent(whole)]
    form = EntryFilters(request.GET, years=years, measures=MEASURES.values())
    form.is_valid()
    found = record.with_sources(whole.filter(record.narrowing(form.cleaned_data)))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "party": party,
        "nav_current": ROOM,
        "form": form,
        "page": page,
        "query": filters_of(request),
        "measure": MEASURES.get(form.cleaned_data.get("measure", "")),
    }
    return render(request, "web/dossier/entries.html", context)


@require_safe
def export(request, slug, ending):
    """The whole record with sources, confidence and definitions."""
    party = get_object_or_404(Party.objects.visible_to(request.user), slug=slug)
    return exports.export(ending, f"record-{party.pk}", *dossiers.sheets(party, request.user))
