from datetime import timedelta

from django.apps import AppConfig
from django.db.models.signals import post_delete

# every column of a version but the sealed words: a change of keys touches none of them
NOTE_VERSION = ("id", "created_at", "updated_at", "note_id", "number", "kind", "text", "is_correction", "reason", "by_id")


class CaseworkConfig(AppConfig):
    name = "mosty.casework"
    label = "casework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mosty.casework.access.cases import still_on_it  # noqa: PLC0415 - ready() is the place for it
        from mosty.casework.actions import asked, cases, copies, documents, drafts, reminders, telling, undoing, upkeep, visits, withdrawals  # noqa: PLC0415 - ready() is the place for it
        from mosty.casework.queries import ends  # noqa: PLC0415 - ready() is the place for it
        from mosty.casework.queries.holdings import HELD  # noqa: PLC0415 - ready() is the place for it
        from mosty.clients import access  # noqa: PLC0415 - ready() is the place for it
        from mosty.clients.actions import asking, consents, merging  # noqa: PLC0415 - ready() is the place for it
        from mosty.clients.actions.retention import tell  # noqa: PLC0415 - ready() is the place for it
        from mosty.clients.enums.retention import Trigger  # noqa: PLC0415 - ready() is the place for it
        from mosty.clients.queries import holdings, keeping, retention  # noqa: PLC0415 - ready() is the place for it
        from mosty.core import chores, guards, resealing, undo, vault, walls  # noqa: PLC0415 - ready() is the place for it

        chores.register("casework.blank-words", int(timedelta(hours=6).total_seconds()), visits.blank_words)
        chores.register("casework.forget-trials", int(timedelta(hours=6).total_seconds()), copies.forget_trials)
        chores.register("casework.forget-drafts", int(timedelta(hours=6).total_seconds()), drafts.forget_drafts)
        chores.register("casework.destroy-outlived", int(timedelta(hours=3).total_seconds()), upkeep.destroy_outlived)
        chores.register("casework.scan-waiting", int(timedelta(minutes=1).total_seconds()), upkeep.scan_waiting)
        chores.register("casework.sweep-files", int(timedelta(hours=24).total_seconds()), upkeep.sweep_files)
        post_delete.connect(documents.bytes_follow, sender="casework.Document", dispatch_uid="mosty.casework.bytes_follow")
        resealing.register(
            *(resealing.Column(f"casework.{name}") for name in ("NoteVersion", "NoteDraft", "Document")),
            resealing.Files("casework.Document files", names=upkeep.file_names, again=vault.renew),
        )
        chores.register("casework.remind", int(timedelta(minutes=30).total_seconds()), reminders.remind)
        for name, inverse in undoing.INVERSES.items():
            undo.register(name, inverse)
        # what was kept of a version of a plan, and an assessment's answers, are history; they go only while the person is erased
        guards.register(
            guards.stays("casework_planversion", once="OLD.number > 0"),
            guards.stays("casework_assessmentanswer", once="OLD.domain <> ''"),
            guards.stays("casework_noteversion", once="OLD.number > 0", sealed="sealed", others=NOTE_VERSION),
            guards.stays("casework_caseevent", once="OLD.step <> ''"),
            guards.kept("casework_planversion", person="(SELECT client_id FROM casework_plan WHERE id = OLD.plan_id)"),
            guards.kept("casework_assessmentanswer", person="(SELECT client_id FROM casework_assessment WHERE id = OLD.assessment_id)"),
            guards.kept("casework_noteversion", person="(SELECT client_id FROM casework_note WHERE id = OLD.note_id)"),
            guards.kept("casework_caseevent", person="(SELECT client_id FROM casework_case WHERE id = OLD.case_id)"),
        )
        walls.register(walls.Wall("casework.PlanCopy", visitors=True))  # a code tells whose plan it opens
        moving = ("Visit", "Encounter", "Need", "Assessment", "Plan", "Note", "NoteDraft", "Task", "Document")
        merging.register(*(merging.Moves(f"casework.{name}") for name in moving), merging.Moves("casework.Case", stays=cases.open_already))
        asking.register("casework.tasks", asked.give_asked)
        holdings.hold(*HELD)
        tell("casework.task", telling.tell_worker)
        tell("casework.message", telling.tell_person)
        keeping.obstruct("casework.here", ends.is_here)
        retention.CONTACTS["casework"] = ends.last_contacts
        retention.TRIGGERS[Trigger.CASE_CLOSED] = ends.case_ends
        consents.on_withdrawal("casework.tasks", withdrawals.give_tasks)
        # who works with a person: only they find a hidden file
        access.tie(
            access.Tie("casework.Encounter", user="worker"),
            access.Tie("casework.Note", user="author"),
            access.Tie("casework.CaseWorker", user="user", client="case__client", lasts=still_on_it, is_owner=True),
        )
