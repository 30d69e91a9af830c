from django.http import HttpResponse


def directory(request, **parts):
    return HttpResponse()
