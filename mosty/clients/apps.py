from datetime import timedelta

from django.apps import AppConfig


class ClientsConfig(AppConfig):
    name = "mosty.clients"
    label = "clients"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mosty.clients.actions import closing, keys, merging, reminding, retention, undoing  # noqa: PLC0415 - ready() is the place for it
        from mosty.clients.models.proofs import GUARDS, RIGHTS_GUARDS, SEALED_ASKED  # noqa: PLC0415 - ready() is the place for it
        from mosty.clients.queries import held, held_consents, held_rights, holdings  # noqa: PLC0415 - ready() is the place for it
        from mosty.core import chores, guards, resealing, undo  # noqa: PLC0415 - ready() is the place for it

        holdings.hold(*held_rights.HELD, *held_consents.HELD_CONSENTS, *held.HELD)
        merging.register(*merging.OWN)
        resealing.register(resealing.Column("clients.Identifier"), resealing.Column("clients.Merge"))
        resealing.register(*(resealing.Column(f"clients.{model}", column) for model, column in SEALED_ASKED))
        for name, inverse in undoing.INVERSES.items():
            undo.register(name, inverse)
        chores.register("clients.fill-keys", int(timedelta(minutes=10).total_seconds()), keys.fill)
        chores.register("clients.forget-merges", int(timedelta(hours=12).total_seconds()), merging.forget_old_merges)
        kept = ("id", "created_at", "updated_at", "organization_id", "centre", "client", "user_id", "reason", "opened_at", "expires_at")
        chores.register("clients.give-notices", int(timedelta(hours=12).total_seconds()), retention.give_notices)
        chores.register("clients.carry-out", 60, retention.carry_out)
        guards.register(
            guards.append_only("clients_breakglass", person="OLD.client", keeps=kept),
            guards.append_only("clients_erasurerecord"),
            *GUARDS,
            *RIGHTS_GUARDS,
            guards.stays("clients_client", once="OLD.erased_at IS NOT NULL"),
            guards.stays("clients_retentionentry", once="OLD.state <> 'due'"),
            guards.stays("clients_retentionrun", once="OLD.state IN ('done', 'cancelled')"),
        )
        # upper floors have named their tables by now (`INSTALLED_APPS` begins with them)
        for table, column in closing.tables():
            guards.register(guards.closed(table, column, owner="clients_client", since="erased_at"))
        chores.register("clients.remind-rights", int(timedelta(hours=1).total_seconds()), reminding.remind)
