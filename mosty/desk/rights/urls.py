from django.urls import path

from mosty.desk.rights import activities, authorities, breaches, requests, views

app_name = "rights"
urlpatterns = [
    path("", views.start, name="start"),
    path("requests/", requests.list_, name="requests"),
    path("requests/new/", requests.new, name="request_new"),
    path("requests/<uuid:pk>/", requests.show, name="request"),
    path("requests/<uuid:pk>/export/", requests.export, name="export"),
    path("requests/<uuid:pk>/release/", requests.release_, name="release"),
    path("restrictions/<uuid:pk>/lift/", requests.lift_, name="lift"),
    path("authorities/", authorities.list_, name="authorities"),
    path("authorities/new/", authorities.new, name="authority_new"),
    path("authorities/register.csv", authorities.register_csv, name="register_csv"),
    path("authorities/register.pdf", authorities.register_pdf, name="register_pdf"),
    path("authorities/<uuid:pk>/", authorities.show, name="authority"),
    path("authorities/<uuid:pk>/export/", authorities.export, name="authority_export"),
    path("breaches/", breaches.list_, name="breaches"),
    path("breaches/new/", breaches.new, name="breach_new"),
    path("breaches/<uuid:pk>/", breaches.show, name="breach"),
    path("activities/", activities.list_, name="activities"),
    path("activities/new/", activities.new, name="activity_new"),
    path("activities/record.csv", activities.record_csv, name="record_csv"),
    path("activities/record.xlsx", activities.record_xlsx, name="record_xlsx"),
    path("activities/record.pdf", activities.record_pdf, name="record_pdf"),
    path("activities/<uuid:pk>/", activities.change, name="activity"),
]
