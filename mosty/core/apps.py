from django.apps import AppConfig
from django.core.signals import request_finished, request_started
from django.db.models.signals import post_migrate, pre_migrate


class CoreConfig(AppConfig):
    name = "mosty.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mosty.core import connections, guards  # noqa: PLC0415 - ready() is the place for it

        guards.register(
            guards.no_overlap("claims_no_overlap", "core_claim", same="bookable_id", where="is_active"),
            guards.append_only("core_auditentry"),
            guards.append_only("core_accessevent"),
        )
        pre_migrate.connect(guards.take_away_before_migrate, sender=self, dispatch_uid="mosty.core.guards.away")
        post_migrate.connect(guards.put_back_after_migrate, dispatch_uid="mosty.core.guards")
        request_finished.connect(connections.note_use, dispatch_uid="mosty.core.connections.note_use")
        request_started.connect(connections.trust_fresh, dispatch_uid="mosty.core.connections.trust_fresh")
