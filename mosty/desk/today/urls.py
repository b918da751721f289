from django.urls import path

from mosty.desk.today import views

app_name = "today"
urlpatterns = [
    path("", views.show, name="show"),
    path("paper/", views.paper, name="paper"),
    path("my-duty/", views.my_duty, name="my_duty"),
    path("centre/<slug:slug>/", views.choose_centre, name="choose_centre"),
]
