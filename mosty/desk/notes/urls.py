from django.urls import path

from mosty.desk.notes import views

app_name = "notes"
urlpatterns = [
    # of a person
    path("new/<uuid:pk>/", views.new, name="new"),
    path("new/<uuid:pk>/keep/", views.keep, name="keep"),
    path("new/<uuid:pk>/discard/", views.discard, name="discard"),
    # single rows
    path("<uuid:pk>/", views.show, name="show"),
    path("<uuid:pk>/change/", views.change, name="change"),
]
