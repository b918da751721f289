"""Doors with nothing behind them: pages of desk, network and portal that say where they are."""

from django.http import HttpResponse
from django.urls import include, path


def page(request, place=""):
    return HttpResponse(f"{request.path} {request.LANGUAGE_CODE if hasattr(request, 'LANGUAGE_CODE') else ''}")


desk = ([path("", page, name="home"), path("page/", page, name="page")], "desk")
urlpatterns = [
    path("desk/", include(desk, namespace="desk")),
    path("network/page/", page),
    path("pl/page/", page),
    path("account/", include("mosty.desk.sign_in.urls")),
    path("account/", include("allauth.urls")),
]
