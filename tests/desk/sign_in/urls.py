"""Doors with nothing behind them: pages of desk, network and portal that say where they are."""

from django.contrib import admin
from django.http import HttpResponse
from django.urls import include, path


def page(request, place=""):
    return HttpResponse(f"{request.path} {request.LANGUAGE_CODE if hasattr(request, 'LANGUAGE_CODE') else ''}")


urlpatterns = [
    path("desk/page/", page),
    path("desk/", include("mosty.desk.urls")),
    path("network/page/", page),
    path("pl/page/", page),
    path("admin/", admin.site.urls),
    path("account/", include("mosty.desk.sign_in.urls")),
    path("account/", include("allauth.urls")),
]
