"""The portal's accessibility statement."""

from django.urls import path

from mosty.network.accessibility import views

app_name = "accessibility"
urlpatterns = [
    path("", views.edit, name="edit"),
    path("words/", views.words, name="words"),
]
