from django.urls import path

from mosty.desk.cases import views

app_name = "cases"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("calendar/", views.calendar, name="calendar"),
    path("<uuid:pk>/", views.show, name="show"),  # of a person
]
