from django.urls import path

from mosty.desk.consents import form_views, views

app_name = "consents"
urlpatterns = [
    # of a person
    path("file/<uuid:pk>/", views.file, name="file"),
    path("file/<uuid:pk>/ask/<uuid:form>/", views.ask, name="ask"),
    path("again/", views.again, name="again"),
    # of an organisation
    path("forms/", form_views.list_, name="forms"),
    path("forms/new/", form_views.new, name="new"),
    path("forms/bases/<uuid:pk>/", form_views.bases, name="bases"),
    path("forms/<uuid:pk>/", form_views.form, name="form"),
    path("forms/<uuid:pk>/read/", form_views.read, name="read"),
    path("forms/<uuid:pk>/publish/", form_views.publish_, name="publish"),
    path("forms/<uuid:pk>/text/<slug:language>/", form_views.text, name="text"),
    # one proof
    path("<uuid:pk>/", views.show, name="show"),
]
