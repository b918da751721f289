from django.urls import path

from mosty.portal.booking import views

app_name = "booking"

urlpatterns = [
    path("book/", views.start, name="start"),
    path("book/times/", views.times, name="times"),
    path("book/hold/", views.keep, name="keep"),
    path("book/<str:token>/", views.contact, name="contact"),
    path("book/<str:token>/check/", views.check, name="check"),
    path("visit/", views.find, name="find"),
    path("visit/<str:token>/", views.visit, name="visit"),
    path("visit/<str:token>/calendar.ics", views.calendar, name="calendar"),
    path("visit/<str:token>/move/", views.move, name="move"),
    path("visit/<str:token>/cancel/", views.cancel, name="cancel"),
]
