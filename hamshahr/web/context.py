"""What the page shell shows on every page: the network, the languages, where the reader is."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from hamshahr.bodies.models import Body
from hamshahr.kernel.languages import say


@dataclass(frozen=True)
class Network:
    """The association this installation belongs to."""

    name: str
    tagline: str
    is_demo: bool


def shell(request: HttpRequest) -> dict:
    """``network``, ``language_links`` and ``nav_current`` for the shell; the network is read only where it is shown."""
    return {
        "network": SimpleLazyObject(network),
        "language_links": language_links(request),
        "nav_current": getattr(request.resolver_match, "app_name", "") if request.resolver_match else "",
    }


def network() -> Network:
    body = Body.objects.filter(slug=settings.NETWORK).only("names").first()
    name, _comma, tagline = (say(body.names) if body else "Hamshahr").replace("،", ",").partition(",")
    return Network(name.strip(), tagline.strip(), settings.DEMO)


def language_links(request: HttpRequest) -> list[dict]:
    here = request.get_full_path()
    return [
        {"code": code, "name": name, "url": translate_url(here, code), "current": code == get_language()}
        for code, name in settings.LANGUAGES
    ]
