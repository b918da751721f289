from datetime import timedelta

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "mosty.casework"
    label = "casework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mosty.casework.actions import visits  # noqa: PLC0415 - ready() is the place for it
        from mosty.clients.actions import merging  # noqa: PLC0415 - ready() is the place for it
        from mosty.core import chores  # noqa: PLC0415 - ready() is the place for it

        chores.register("casework.blank-words", int(timedelta(hours=6).total_seconds()), visits.blank_words)
        merging.register(merging.Moves("casework.Visit"), merging.Moves("casework.Encounter"))
