"""Addresses under /network/."""

from django.urls import include, path

app_name = "network"
urlpatterns = [
    path("", include("mosty.network.overview.urls")),
    path("accessibility/", include("mosty.network.accessibility.urls")),
    path("gaps/", include("mosty.network.gaps.urls")),
    path("reports/", include("mosty.network.reports.urls")),
]
