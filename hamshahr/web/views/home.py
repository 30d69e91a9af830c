from django.http import HttpResponse


def home(request, **parts):
    return HttpResponse()
