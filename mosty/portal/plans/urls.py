from django.urls import path

from mosty.portal.plans import views

app_name = "plans"
urlpatterns = [
    path("", views.find, name="find"),
    path("paper/", views.paper, name="paper"),
]
