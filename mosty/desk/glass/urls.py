from django.urls import path

from mosty.desk.glass import views

app_name = "glass"
urlpatterns = [
    path("", views.list_, name="list"),
    path("<uuid:pk>/", views.break_, name="break"),
    path("<uuid:pk>/review/", views.review_, name="review"),
    path("seen/<int:pk>/", views.seen, name="seen"),
    path("<uuid:pk>/hide/", views.hide, name="hide"),
]
