from django.urls import path

from mosty.desk.documents import views

app_name = "documents"
urlpatterns = [
    path("of/<uuid:pk>/", views.list, name="list"),
    # single files
    path("<uuid:pk>/", views.show, name="show"),
    path("<uuid:pk>/open/", views.open, name="open"),
    path("<uuid:pk>/download/", views.download, name="download"),
    path("<uuid:pk>/remove/", views.remove, name="remove"),
]
