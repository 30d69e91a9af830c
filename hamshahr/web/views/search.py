from django.http import HttpResponse


def search(request, **parts):
    return HttpResponse()
