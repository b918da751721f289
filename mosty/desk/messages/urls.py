from django.urls import path

from mosty.desk.messages import views

app_name = "messages"
urlpatterns = [
    path("", views.list_, name="list"),
    path("<uuid:pk>/retry/", views.retry, name="retry"),
]
