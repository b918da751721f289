from django.urls import path

from mosty.desk.retention import views

app_name = "retention"
urlpatterns = [
    path("", views.show, name="show"),
    path("rule/", views.rule, name="rule"),
    path("list/", views.list_, name="list"),
    path("soon/", views.soon, name="soon"),
    path("holds/", views.holds, name="holds"),
]
