from django.urls import path

from mosty.desk.encounters import views

app_name = "encounters"
urlpatterns = [
    path("new/", views.new, name="new"),
    path("<uuid:pk>/", views.show, name="show"),
    path("<uuid:pk>/change/", views.change, name="change"),
]
