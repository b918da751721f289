from datetime import timedelta

from django.apps import AppConfig

AUTHORITY_FIXED = (
    *("id", "created_at", "organization_id", "year", "number", "kind", "unit", "reference", "basis", "came", "received_on", "client"),
    *("taken_by_id", "submission"),
)
AUTHORITY_EVENT_FIXED = ("id", "created_at", "request_id", "step", "decision", "basis", "parts", "told", "at", "by_id")


class ClientsConfig(AppConfig):
    name = "mosty.clients"
    label = "clients"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mosty.clients.actions import keys, merging, reminding  # noqa: PLC0415 - ready() is the place for it
        from mosty.clients.queries import held, held_rights, holdings  # noqa: PLC0415 - ready() is the place for it
        from mosty.core import chores, guards  # noqa: PLC0415 - ready() is the place for it

        holdings.hold(*held_rights.HELD, *held.HELD)
        merging.register(*merging.OWN)
        chores.register("clients.fill-keys", int(timedelta(minutes=10).total_seconds()), keys.fill)
        chores.register("clients.forget-merges", int(timedelta(hours=12).total_seconds()), merging.forget_old_merges)
        chores.register("clients.remind-rights", int(timedelta(hours=1).total_seconds()), reminding.remind)
        guards.register(guards.append_only("clients_breakglass"))
        guards.register(*(guards.append_only(f"clients_{name}") for name in ("glassreview", "requestevent", "breachevent")))
        # what is sealed may be sealed anew with another key; the rest stays as it was written
        guards.register(
            guards.fixed("clients_authorityrequest", *AUTHORITY_FIXED),
            guards.fixed("clients_authorityevent", *AUTHORITY_EVENT_FIXED),
        )
