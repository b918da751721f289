from django.urls import path

from mosty.desk.papers import views

app_name = "papers"
urlpatterns = [
    path("", views.blanks, name="blanks"),
    path("blank/", views.blank, name="blank"),
    path("<uuid:pk>/", views.choose, name="choose"),  # of a person
    path("<uuid:pk>/print/", views.paper, name="paper"),
]
