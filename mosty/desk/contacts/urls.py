from django.urls import path

from mosty.desk.contacts import views

app_name = "contacts"
urlpatterns = [
    path("new/", views.new, name="new"),
    path("<uuid:pk>/change/", views.change, name="change"),
    path("<uuid:pk>/undo/", views.undo, name="undo"),
    path("<uuid:pk>/attach/", views.attach, name="attach"),
    path("of/<uuid:pk>/", views.of_person, name="of_person"),
]
