"""Addresses of the desk; each subject has its own."""

from importlib.util import find_spec

from django.urls import include, path

app_name = "desk"
SUBJECTS = (
    "receiving",
    "visits",
    "contacts",
    "encounters",
    "clients",
    "plans",
    "messages",
    "looks",
    "calendar",
    "schedules",
    "appointments",
    "notes",
    "documents",
    "glass",
    "cases",
    "retention",
    "undo",
    "rights",
    "papers",
)

urlpatterns = [path("", include("mosty.desk.today.urls"))]
urlpatterns += [
    path(f"{subject}/", include(f"mosty.desk.{subject}.urls")) for subject in SUBJECTS if find_spec(f"mosty.desk.{subject}.urls")
]
