from django.urls import path

from mosty.desk.looks import views

app_name = "looks"
urlpatterns = [
    path("", views.list_, name="list"),
    path("file/<uuid:pk>/", views.file, name="file"),
    path("file/<uuid:pk>/paper/", views.paper, name="paper"),
]
