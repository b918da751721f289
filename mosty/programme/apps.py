from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "mosty.programme"
    label = "programme"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mosty.casework.actions import recorded  # noqa: PLC0415 - ready() is the place for it
        from mosty.clients.actions import merging  # noqa: PLC0415 - ready() is the place for it
        from mosty.clients.enums.retention import Trigger  # noqa: PLC0415 - ready() is the place for it
        from mosty.clients.queries import holdings, keeping, retention  # noqa: PLC0415 - ready() is the place for it
        from mosty.core import guards, walls  # noqa: PLC0415 - ready() is the place for it
        from mosty.programme.actions import attributing, participations  # noqa: PLC0415 - ready() is the place for it
        from mosty.programme.models import Correction, Participation  # noqa: PLC0415 - ready() is the place for it
        from mosty.programme.queries import keeping as kept  # noqa: PLC0415 - ready() is the place for it
        from mosty.programme.queries.holdings import HELD  # noqa: PLC0415 - ready() is the place for it

        walls.open_to_all("programme.FrozenReport", because="published: figures with small cells hidden")
        walls.open_to_all("programme.Project", because="nobody's data; partners of other organisations enrol in it")
        guards.register(
            guards.append_only("programme_frozenreport"),
            # who was judged by a version keeps it; it goes with the project
            guards.stays("programme_checklist", once="OLD.version > 0"),
            # what was true on the first day, and what was put right since
            guards.keeps("programme_participation", columns=Participation.FIRST_DAY),
            guards.keeps("programme_correction", columns=Correction.WRITTEN),
        )
        merging.register(merging.Moves("programme.Participation", stays=participations.open_in_both))
        recorded.register("programme.attribute", attributing.follow_encounter)
        holdings.hold(*HELD)
        keeping.keep("programme.projects", kept.project_keeps)
        retention.TRIGGERS[Trigger.PROJECT_END] = kept.project_ends
        retention.PROJECTS.append(retention.Projects(kept.project_names, kept.people_of))
