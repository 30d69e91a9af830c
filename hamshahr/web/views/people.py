from django.http import HttpResponse


def person(request, **parts):
    return HttpResponse()
