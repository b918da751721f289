from datetime import timedelta

from django.apps import AppConfig


class ClientsConfig(AppConfig):
    name = "mosty.clients"
    label = "clients"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mosty.clients.actions import keys, merging, reminding, undoing  # noqa: PLC0415 - ready() is the place for it
        from mosty.clients.models.proofs import GUARDS, RIGHTS_GUARDS  # noqa: PLC0415 - ready() is the place for it
        from mosty.clients.queries import held, held_consents, held_rights, holdings  # noqa: PLC0415 - ready() is the place for it
        from mosty.core import chores, guards, resealing, undo  # noqa: PLC0415 - ready() is the place for it

        holdings.hold(*held_rights.HELD, *held_consents.HELD_CONSENTS, *held.HELD)
        merging.register(*merging.OWN)
        resealing.register(resealing.Column("clients.Identifier"), resealing.Column("clients.Merge"))
        for name, inverse in undoing.INVERSES.items():
            undo.register(name, inverse)
        chores.register("clients.fill-keys", int(timedelta(minutes=10).total_seconds()), keys.fill)
        chores.register("clients.forget-merges", int(timedelta(hours=12).total_seconds()), merging.forget_old_merges)
        chores.register("clients.remind-rights", int(timedelta(hours=1).total_seconds()), reminding.remind)
        guards.register(guards.append_only("clients_breakglass"), *GUARDS, *RIGHTS_GUARDS)
