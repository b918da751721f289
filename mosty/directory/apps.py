from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "mosty.directory"
    label = "directory"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mosty.core import walls  # noqa: PLC0415 - ready() is the place for it

        for name in ("Centre", "Provider", "Service"):
            walls.open_to_all(f"directory.{name}", because="the public face of the network")
        walls.open_to_all("directory.Membership", because="says in whose scope a request is")
