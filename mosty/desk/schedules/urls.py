from django.urls import path

from mosty.desk.schedules import views

app_name = "schedules"
urlpatterns = [
    path("", views.list_, name="list"),
    path("new/", views.new, name="new"),
    path("<uuid:pk>/", views.show, name="show"),
    path("<uuid:pk>/change/", views.change, name="change"),
    path("<uuid:pk>/end/", views.end, name="end"),
]
