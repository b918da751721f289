"""Addresses under /<language>/guide/; shelves and articles share one space of names."""

from django.urls import path

from mosty.portal.guide import views

app_name = "guide"
urlpatterns = [
    path("", views.index, name="index"),
    path("changes/", views.changes, name="changes"),
    path("<slug:slug>/", views.page, name="page"),
    path("<slug:slug>/wish/", views.wish, name="wish"),
]
