from django.urls import path

from mosty.desk.plans import assessing, copies, needs, views

app_name = "plans"
urlpatterns = [
    # of a person
    path("<uuid:pk>/", views.show, name="show"),
    path("<uuid:pk>/change/", views.change, name="change"),
    path("<uuid:pk>/needs/new/", needs.new, name="need_new"),
    path("<uuid:pk>/assess/", assessing.new, name="assess"),
    # single rows
    path("needs/<uuid:pk>/", needs.change, name="need_change"),
    path("assessments/<uuid:pk>/", assessing.show, name="assessment"),
    path("actions/<uuid:pk>/tick/", views.tick, name="tick"),
    path("plans/<uuid:pk>/", views.earlier, name="earlier"),
    path("plans/<uuid:pk>/close/", views.close, name="close"),
    path("plans/<uuid:pk>/paper/", copies.paper, name="paper"),
    path("plans/<uuid:pk>/code/", copies.code, name="code"),
    path("copies/<uuid:pk>/withdraw/", copies.withdraw, name="withdraw"),
]
