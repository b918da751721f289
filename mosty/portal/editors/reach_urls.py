"""Addresses under /guide-admin/reach/: reports."""

from django.urls import path

from mosty.portal.editors import reach

app_name = "reach"
urlpatterns = [
    path("readability/", reach.readability, name="readability"),
    path("readability/<int:pk>/", reach.article, name="article"),
    path("links/", reach.broken_links, name="links"),
]
