"""What readers see when an address leads nowhere or the site is in trouble."""

from django.http import HttpResponse


def bad_request(request, exception=None):
    return HttpResponse(status=400)


def forbidden(request, exception=None):
    return HttpResponse(status=403)


def missing(request, exception=None):
    return HttpResponse(status=404)


def failure(request):
    return HttpResponse(status=500)
