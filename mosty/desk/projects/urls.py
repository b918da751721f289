from django.urls import path

from mosty.desk.projects import people_views, views

app_name = "projects"
urlpatterns = [
    path("", views.list_, name="list"),
    path("new/", views.new, name="new"),
    path("<uuid:pk>/", views.show, name="show"),
    path("<uuid:pk>/change/", views.change, name="change"),
    path("<uuid:pk>/checklist/", views.checklist, name="checklist"),
    path("<uuid:pk>/participants.csv", views.export_csv, name="export_csv"),
    path("<uuid:pk>/participants.xlsx", views.export_xlsx, name="export_xlsx"),
    path("of/<uuid:pk>/", people_views.person, name="person"),
    path("of/<uuid:pk>/services/", people_views.attribute_service, name="attribute"),
    path("of/<uuid:pk>/enrol/<uuid:project>/", people_views.enrol_person, name="enrol"),
    path("participation/<uuid:pk>/end/", people_views.end_participation, name="end"),
    path("participation/<uuid:pk>/correct/", people_views.correct_participation, name="correct"),
]
