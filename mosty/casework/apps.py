from datetime import timedelta

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "mosty.casework"
    label = "casework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mosty.casework.access.cases import still_on_it  # noqa: PLC0415 - ready() is the place for it
        from mosty.casework.actions import cases, copies, drafts, visits, withdrawals  # noqa: PLC0415 - ready() is the place for it
        from mosty.casework.queries.holdings import HELD  # noqa: PLC0415 - ready() is the place for it
        from mosty.clients import access  # noqa: PLC0415 - ready() is the place for it
        from mosty.clients.actions import consents, merging  # noqa: PLC0415 - ready() is the place for it
        from mosty.clients.queries import holdings  # noqa: PLC0415 - ready() is the place for it
        from mosty.core import chores, guards, walls  # noqa: PLC0415 - ready() is the place for it

        chores.register("casework.blank-words", int(timedelta(hours=6).total_seconds()), visits.blank_words)
        chores.register("casework.forget-trials", int(timedelta(hours=6).total_seconds()), copies.forget_trials)
        chores.register("casework.forget-drafts", int(timedelta(hours=6).total_seconds()), drafts.forget_drafts)
        # what was kept of a version of a plan, and an assessment's answers, are history; they go with the person
        guards.register(
            guards.stays("casework_planversion", once="OLD.number > 0"),
            guards.stays("casework_assessmentanswer", once="OLD.domain <> ''"),
            guards.stays("casework_noteversion", once="OLD.number > 0"),
            guards.stays("casework_caseevent", once="OLD.step <> ''"),
        )
        walls.register(walls.Wall("casework.PlanCopy", visitors=True))  # a code tells whose plan it opens
        moving = ("Visit", "Encounter", "Need", "Assessment", "Plan", "Note", "NoteDraft", "Task")
        merging.register(*(merging.Moves(f"casework.{name}") for name in moving), merging.Moves("casework.Case", stays=cases.open_already))
        holdings.hold(*HELD)
        consents.on_withdrawal("casework.tasks", withdrawals.give_tasks)
        # who works with a person: only they find a hidden file
        access.tie(
            access.Tie("casework.Encounter", user="worker"),
            access.Tie("casework.Note", user="author"),
            access.Tie("casework.CaseWorker", user="user", client="case__client", lasts=still_on_it),
        )
