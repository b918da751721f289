from django.urls import path

from mosty.desk.visits import views

app_name = "visits"
urlpatterns = [
    path("new/", views.new, name="new"),
    path("<uuid:pk>/take/", views.take, name="take"),
    path("<uuid:pk>/give-back/", views.give_back, name="give_back"),
    path("<uuid:pk>/close/", views.close, name="close"),
]
