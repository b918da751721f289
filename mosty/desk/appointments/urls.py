from django.urls import path

from mosty.desk.appointments import views

app_name = "appointments"
urlpatterns = [
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/move/", views.move, name="move"),
    path("<uuid:pk>/cancel/", views.cancel, name="cancel"),
]
