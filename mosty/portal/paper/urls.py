"""Addresses under /<language>/guide/paper/; before those of articles, so no article may be called so."""

from django.urls import path

from mosty.portal.paper import views

app_name = "paper"
urlpatterns = [
    path("", views.choose, name="choose"),
    path("<slug:key>/", views.job, name="job"),
    path("<slug:key>/guide.pdf", views.fetch, name="fetch"),
]
