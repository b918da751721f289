from django.apps import AppConfig


class PaperConfig(AppConfig):
    name = "mosty.paper"
    label = "paper"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mosty.core import chores  # noqa: PLC0415 - ready() is the place for it
        from mosty.paper.actions import cleaning, making  # noqa: PLC0415 - ready() is the place for it

        chores.register("paper.make", 2, making.make_next)
        chores.register("paper.clean", 60 * 60, cleaning.clean)
