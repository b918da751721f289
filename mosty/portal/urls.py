"""Addresses under /<language>/; each subject has its own."""

from importlib.util import find_spec

from django.urls import include, path

from mosty.portal.accessibility import views as accessibility_views
from mosty.portal.help import views as help_views
from mosty.portal.home import views as home_views

app_name = "portal"
urlpatterns = [
    path("", home_views.home, name="home"),
    path("emergency/", help_views.emergency, name="emergency"),
    path("privacy/", help_views.privacy, name="privacy"),
    path("accessibility/", accessibility_views.show, name="accessibility"),
    path("centres/", include("mosty.portal.centres.urls")),
    path("guide/paper/", include("mosty.portal.paper.urls")),
    path("guide/", include("mosty.portal.guide.urls")),
    path("search/", include("mosty.portal.search.urls")),
    path("plan/", include("mosty.portal.plans.urls")),
    path("services/", include("mosty.portal.services.urls")),
    path("", include("mosty.portal.booking.urls")),
]
if find_spec("mosty.portal.numbers.urls"):
    urlpatterns.append(path("", include("mosty.portal.numbers.urls")))
