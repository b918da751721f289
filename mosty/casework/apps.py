from datetime import timedelta

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "mosty.casework"
    label = "casework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mosty.casework.actions import copies, visits  # noqa: PLC0415 - ready() is the place for it
        from mosty.clients.actions import merging  # noqa: PLC0415 - ready() is the place for it
        from mosty.core import chores, guards  # noqa: PLC0415 - ready() is the place for it

        chores.register("casework.blank-words", int(timedelta(hours=6).total_seconds()), visits.blank_words)
        chores.register("casework.forget-trials", int(timedelta(hours=6).total_seconds()), copies.forget_trials)
        # what was kept of a version of a plan, and an assessment's answers, are history; they go with the person
        guards.register(
            guards.stays("casework_planversion", once="OLD.number > 0"),
            guards.stays("casework_assessmentanswer", once="OLD.domain <> ''"),
        )
        merging.register(*(merging.Moves(f"casework.{name}") for name in ("Visit", "Encounter", "Need", "Assessment", "Plan")))
