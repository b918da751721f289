"""What the guide lacks, for those who look after the network."""

from django.urls import path

from mosty.network.gaps import views

app_name = "gaps"
urlpatterns = [path("", views.show, name="show")]
