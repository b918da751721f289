from django.urls import path

from mosty.portal.media import views

urlpatterns = [path("media/<path:name>", views.uploaded, name="media")]
