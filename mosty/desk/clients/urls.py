from django.urls import path

from mosty.desk.clients import views

app_name = "clients"
urlpatterns = [
    path("", views.list, name="list"),
    path("search/", views.search, name="search"),
    path("new/", views.new, name="new"),
    path("<uuid:pk>/", views.show, name="show"),
    path("<uuid:pk>/change/", views.change, name="change"),
]
