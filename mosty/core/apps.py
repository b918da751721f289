from django.apps import AppConfig
from django.core.checks import Tags, register
from django.core.signals import request_finished, request_started
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate


class CoreConfig(AppConfig):
    name = "mosty.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mosty.core import checks, chores, connections, guards, scope, undo, walls  # noqa: PLC0415 - ready() is the place for it

        guards.register(
            guards.no_overlap("claims_no_overlap", "core_claim", same="bookable_id", where="is_active"),
            guards.append_only("core_auditentry"),
            guards.append_only_for_years("core_accessevent", at="at", years=2),
        )
        pre_migrate.connect(guards.take_away_before_migrate, sender=self, dispatch_uid="mosty.core.guards.away")
        chores.register("core.forget-undo-steps", 3600, undo.forget_steps)
        walls.register(
            walls.Wall("core.AuditEntry", "organisation", visitors=True),
            walls.Wall("core.AccessEvent", "organisation"),
            walls.Wall("core.UndoStep", "organisation"),
        )
        post_migrate.connect(guards.put_back_after_migrate, dispatch_uid="mosty.core.guards")
        post_migrate.connect(walls.put_back_after_migrate, dispatch_uid="mosty.core.walls")
        connection_created.connect(scope.watch, dispatch_uid="mosty.core.scope.watch")
        register(checks.wall_stands, Tags.database)
        request_finished.connect(connections.note_use, dispatch_uid="mosty.core.connections.note_use")
        request_started.connect(connections.trust_fresh, dispatch_uid="mosty.core.connections.trust_fresh")
