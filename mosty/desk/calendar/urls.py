from django.urls import path

from mosty.desk.calendar import views

app_name = "calendar"
urlpatterns = [
    path("", views.week, name="week"),
    path("mine/", views.mine, name="mine"),
    path("sessions/<uuid:pk>/", views.session, name="session"),
    path("exceptions/new/", views.exception_new, name="exception_new"),
    path("exceptions/<uuid:pk>/withdraw/", views.exception_withdraw, name="exception_withdraw"),
    path("care/", views.care, name="care"),
]
