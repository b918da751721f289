"""The gallery's address; the root includes it only when GALLERY is on."""

from django.urls import path

from mosty.ui.gallery import gallery

app_name = "ui"
urlpatterns = [path("gallery/<str:lang>/", gallery, name="gallery")]
