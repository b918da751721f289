"""Stands before allauth's own addresses under /account/: what we do differently, and what we do not offer.

`reverse("account_login")` and allauth's other names lead here all the same: the addresses are equal.
"""

from django.urls import path

from mosty.desk.sign_in import views

app_name = "sign_in"
urlpatterns = [
    path("login/", views.sign_in, name="login"),
    path("2fa/recovery-codes/", views.recovery_codes, name="recovery_codes"),
    path("home/", views.home, name="home"),
    path("language/", views.language, name="language"),
    path("demo/<uuid:pk>/", views.demo, name="demo"),
    # accounts are given: nobody signs up, changes the address or gets codes by e-mail
    path("signup/", views.closed, name="no_signup"),
    path("email/", views.closed, name="no_email"),
    path("confirm-email/", views.closed, name="no_confirm_email"),
    path("confirm-email/<path:rest>/", views.closed, name="no_confirm_email_key"),
    path("login/code/confirm/", views.closed, name="no_login_code"),
    path("password/set/", views.closed, name="no_password_set"),
    path("2fa/recovery-codes/download/", views.closed, name="no_download"),
]
