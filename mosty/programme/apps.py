from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "mosty.programme"
    label = "programme"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mosty.core import guards, walls  # noqa: PLC0415 - ready() is the place for it

        walls.open_to_all("programme.FrozenReport", because="published: figures with small cells hidden")
        guards.register(guards.append_only("programme_frozenreport"))
