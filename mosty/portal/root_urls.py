"""Addresses without a language: the choice of one, and files that robots and browsers ask for."""

from django.urls import include, path

from mosty.portal.home import views as home_views
from mosty.portal.robots import views as robots_views

urlpatterns = [
    path("", home_views.choose_language, name="choose_language"),
    path("sitemap.xml", robots_views.sitemap, name="sitemap"),
    path("robots.txt", robots_views.robots, name="robots"),
    path("", include("mosty.portal.media.urls")),
    path("favicon.ico", robots_views.favicon, name="favicon"),
]
