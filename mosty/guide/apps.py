from django.apps import AppConfig


class GuideConfig(AppConfig):
    name = "mosty.guide"
    label = "guide"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.db.models.signals import post_delete, post_migrate  # noqa: PLC0415 - ready() is the place for it
        from wagtail.signals import page_published, page_unpublished  # noqa: PLC0415 - ready() is the place for it

        from mosty.guide.actions import uses  # noqa: PLC0415 - ready() is the place for it
        from mosty.guide.management import roots  # noqa: PLC0415 - ready() is the place for it

        for signal in (page_published, page_unpublished):
            signal.connect(uses.page_changed, dispatch_uid=f"mosty.guide.uses.{id(signal)}")
        post_delete.connect(uses.page_changed, sender="guide.ArticlePage", dispatch_uid="mosty.guide.uses.deleted")
        post_migrate.connect(roots.put_back_after_migrate, sender=self, dispatch_uid="mosty.guide.roots")
