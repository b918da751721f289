"""Addresses under /<language>/services/."""

from django.urls import path

from mosty.portal.services import views

app_name = "services"
urlpatterns = [
    path("", views.list, name="list"),
    path("<slug:slug>/", views.detail, name="detail"),
]
