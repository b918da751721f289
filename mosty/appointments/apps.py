from datetime import timedelta

from django.apps import AppConfig


class AppointmentsConfig(AppConfig):
    name = "mosty.appointments"
    label = "appointments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mosty.appointments.actions import duty, erasing, upkeep, whose  # noqa: PLC0415 - ready() is the place for it
        from mosty.appointments.queries.holdings import last_bookings  # noqa: PLC0415 - ready() is the place for it
        from mosty.clients.actions import merging  # noqa: PLC0415 - ready() is the place for it
        from mosty.clients.queries import holdings, keeping, retention  # noqa: PLC0415 - ready() is the place for it
        from mosty.core import chores, guards, undo, walls  # noqa: PLC0415 - ready() is the place for it

        walls.register(walls.Wall("appointments.Appointment", visitors=True))  # booked, and found by its code, without an organisation
        guards.register(guards.append_only("appointments_appointmentevent"))
        chores.register("appointments.expire-holds", 60, upkeep.expire_holds)
        chores.register("appointments.make-sittings", int(timedelta(hours=6).total_seconds()), duty.make_sessions)
        chores.register("appointments.blank-contacts", int(timedelta(hours=6).total_seconds()), upkeep.blank_contacts)
        undo.register("appointments.attached", whose.undo_attaching)
        merging.register(merging.Moves("appointments.Appointment"))
        holdings.hold(*erasing.HELD)
        retention.CONTACTS["appointments"] = last_bookings
        keeping.obstruct("appointments.coming", erasing.coming)
