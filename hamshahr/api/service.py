"""The open data of the installation: read only, for anybody, and exactly what the public pages show."""

import hashlib

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import NinjaAPI
from ninja.errors import ValidationError

from .routes import awards, bodies, gatherings, nowhere, parties, practices, record


class OpenData(NinjaAPI):
    """Answers with an ETag, and with 304 where the asker has it already."""

    def create_response(self, request: HttpRequest, data, **options) -> HttpResponse:
        response = super().create_response(request, data, **options)
        if request.method not in {"GET", "HEAD"} or response.status_code != 200:
            return response
        etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        response.headers["ETag"] = etag
        response.headers["Access-Control-Allow-Origin"] = "*"
        return get_conditional_response(request, etag=etag, response=response)


api = OpenData(
    title="Hamshahr open data",
    version="1",
    description="Everything the public pages show, as JSON. Dates may be a year or a month (ISO 8601, EDTF).",
    docs_url=None,
    urls_namespace="open-data",
)
api.add_router("", parties.router, tags=["parties"])
api.add_router("", bodies.router, tags=["bodies"])
api.add_router("", gatherings.router, tags=["gatherings"])
api.add_router("", awards.router, tags=["awards"])
api.add_router("", practices.router, tags=["practices"])
api.add_router("", record.router, tags=["record"])
api.add_router("", nowhere.router)


@api.exception_handler(ValidationError)
def refuse(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Say which parameter is wrong and why."""
    faults = [{"parameter": str(fault["loc"][-1]), "fault": in_words(fault)} for fault in error.errors]
    return api.create_response(request, {"faults": faults}, status=422)


FAULTS = {
    "int_parsing": gettext_lazy("Write a whole number."),
    "greater_than_equal": gettext_lazy("Write %(ge)s or more."),
    "less_than_equal": gettext_lazy("Write %(le)s or less."),
    "string_too_long": gettext_lazy("Write at most %(max_length)s letters."),
    "missing": gettext_lazy("This is missing."),
    "bool_parsing": gettext_lazy("Write true or false."),
}


def in_words(fault: dict) -> str:
    """What is wrong with a parameter, in the language of the asker; a rare fault as the checker says it."""
    sentence = FAULTS.get(fault["type"])
    return fault["msg"] if sentence is None else str(sentence) % fault.get("ctx", {})


@api.exception_handler(Http404)
def not_there(request: HttpRequest, error: Http404) -> HttpResponse:
    """The same answer for what is hidden and for what is not there."""
    return api.create_response(request, {"detail": _("Not found.")}, status=404)
