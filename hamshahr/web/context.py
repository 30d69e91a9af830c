"""What the page shell shows on every page: the network, the languages, where the reader is."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import get_script_prefix
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, get_language_from_path

from hamshahr.accounts.middleware import switch_at
from hamshahr.bodies.models import Body
from hamshahr.kernel.languages import say
from hamshahr.kernel.prepared import Prepared


@dataclass(frozen=True)
class Network:
    """The association this installation belongs to."""

    name: str
    tagline: str
    is_demo: bool


def shell(request: HttpRequest) -> dict:
    """What the shell of a page shows; the network is read only where it is shown."""
    return {
        "network": SimpleLazyObject(network),
        "origin": f"{request.scheme}://{request.get_host()}",
        "language_links": language_links(request),
        "nav_current": getattr(request.resolver_match, "app_name", "") if request.resolver_match else "",
    }


def network() -> Network:
    return named(next(iter(network_rows(None, slug=settings.NETWORK)), None))


@Prepared
def network_rows(_user: object, *, slug: str) -> QuerySet[Body]:
    return Body.objects.filter(slug=slug).only("names")


def named(body: Body | None) -> Network:
    """The name of the association and, after its comma, what it is."""
    name, _comma, tagline = (say(body.names) if body else "Hamshahr").replace("،", ",").partition(",")
    return Network(name.strip(), tagline.strip(), settings.DEMO)


def language_links(request: HttpRequest) -> list[dict]:
    """This page in each language: at its own address, or, where addresses carry none, asked for by name."""
    current = get_language()
    return [
        {"code": code, "name": name, "url": in_language(request, code), "current": code == current}
        for code, name in settings.LANGUAGES
    ]


def in_language(request: HttpRequest, code: str) -> str:
    """Addresses with a language differ by their first part alone, so none is resolved and reversed for that."""
    if get_language_from_path(request.path_info):
        start = get_script_prefix()
        _here, slash, rest = request.get_full_path()[len(start) :].partition("/")
        return f"{start}{code}{slash}{rest}"
    asked = request.GET.copy()
    asked[switch_at(request.path_info)] = code
    return f"{request.path}?{asked.urlencode()}"
