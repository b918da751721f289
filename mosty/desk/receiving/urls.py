from django.urls import path

from mosty.desk.receiving import views

app_name = "receiving"
urlpatterns = [
    path("<uuid:pk>/arrive/", views.arrive, name="arrive"),
    path("<uuid:pk>/take-back/", views.take_back, name="take_back"),
    path("<uuid:pk>/start/", views.start, name="start"),
    path("<uuid:pk>/miss/", views.miss, name="miss"),
]
