"""The overview and its files."""

from django.urls import path

from mosty.network.overview import views

app_name = "overview"
urlpatterns = [
    path("", views.show, name="show"),
    path("export.csv", views.export_csv, name="export_csv"),
    path("export.xlsx", views.export_xlsx, name="export_xlsx"),
]
