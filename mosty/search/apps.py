from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "mosty.search"
    label = "search"

    def ready(self) -> None:
        from mosty.core import chores  # noqa: PLC0415 - ready() is the place for it
        from mosty.search.actions import changes, renewals  # noqa: PLC0415 - ready() is the place for it
        from mosty.search.enums import Kind  # noqa: PLC0415 - ready() is the place for it
        from mosty.search.queries import places  # noqa: PLC0415 - ready() is the place for it

        renewals.register(Kind.SERVICE, places.service_entries)
        renewals.register(Kind.CENTRE, places.centre_entries)
        changes.listen()
        chores.register("search.renew", 5, renewals.renew_due)
        chores.register("search.renew-all", 24 * 60 * 60, renewals.renew_all)
