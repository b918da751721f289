"""What `make bench` compares with: the smallest Django that answers, under the same server. Never part of the product."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=[],
    SECRET_KEY="bench",  # noqa: S106 - protects nothing, lives for a minute
)


def bare(request: HttpRequest) -> HttpResponse:
    """A few words, no database, no template."""
    return HttpResponse("<!doctype html><title>bare</title><p>Hello")


urlpatterns = [path("healthz", bare), path("", bare)]
application = get_wsgi_application()
