"""Frozen reports."""

from django.urls import path

from mosty.network.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.list_reports, name="list"),
    path("freeze/", views.freeze, name="freeze"),
    path("<uuid:pk>/", views.show, name="show"),
    path("<uuid:pk>/export.csv", views.export_csv, name="export_csv"),
    path("<uuid:pk>/export.xlsx", views.export_xlsx, name="export_xlsx"),
]
