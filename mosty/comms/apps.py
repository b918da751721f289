from django.apps import AppConfig


class CommsConfig(AppConfig):
    name = "mosty.comms"
    label = "comms"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mosty.comms import actions  # noqa: PLC0415 - ready() is the place for it
        from mosty.core import chores, walls  # noqa: PLC0415 - ready() is the place for it

        walls.register(walls.Wall("comms.Message", visitors=True))  # booking writes to the outbox
        chores.register("comms.blank-old", 6 * 60 * 60, actions.blank_old)
