"""Addresses under /<language>/centres/."""

from django.urls import path

from mosty.portal.centres import views

app_name = "centres"
urlpatterns = [
    path("", views.list, name="list"),
    path("<slug:slug>/", views.detail, name="detail"),
]
