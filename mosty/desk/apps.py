from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "mosty.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from allauth.mfa.signals import authenticator_added  # noqa: PLC0415 - ready() is the place for it
        from django.core.management import call_command  # noqa: PLC0415 - ready() is the place for it

        from mosty.core import chores  # noqa: PLC0415 - ready() is the place for it
        from mosty.desk.sign_in import factor  # noqa: PLC0415 - ready() is the place for it

        authenticator_added.connect(factor.remember_new_factor, dispatch_uid="mosty.desk.sign_in")
        chores.register("desk.clear-sessions", 24 * 60 * 60, lambda: call_command("clearsessions"))
