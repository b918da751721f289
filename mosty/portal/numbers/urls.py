"""Addresses under /<language>/numbers/."""

from django.urls import path

from mosty.portal.numbers import views

app_name = "numbers"
urlpatterns = [
    path("numbers/", views.year, name="year"),
    path("numbers/data.csv", views.data, name="data"),
]
