from django.apps import AppConfig


class GuideConfig(AppConfig):
    name = "mosty.guide"
    label = "guide"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in  # noqa: PLC0415 - ready() is the place for it
        from django.db.models.signals import post_delete, post_migrate, post_save, pre_save  # noqa: PLC0415 - ready() is the place for it
        from wagtail.signals import page_published, page_unpublished  # noqa: PLC0415 - ready() is the place for it

        from mosty.core import chores, guards, walls  # noqa: PLC0415 - ready() is the place for it
        from mosty.guide.actions import editors, found, links, media, notes, publishing, renaming, uses  # noqa: PLC0415 - ready() is the place for it  # noqa: PLC0415 - ready() is the place for it
        from mosty.guide.management import roots  # noqa: PLC0415 - ready() is the place for it

        walls.open_to_all("guide.AccessibilityStatement", because="published on the portal")
        guards.register(
            guards.append_only("guide_actchange"),
            guards.stays("guide_check", once="OLD.done_at IS NOT NULL"),
            guards.stays("guide_towntask", once="OLD.done_at IS NOT NULL"),
            guards.stays("guide_factvalue", once="OLD.replaced_at IS NOT NULL OR NEW.value <> OLD.value"),
        )
        chores.register("guide.editors", 60 * 60, editors.keep_all_groups)
        chores.register("guide.gather-links", 24 * 60 * 60, links.gather_at_night)
        chores.register("guide.check-links", 60, links.CHECKER)
        chores.register("guide.scheduled", 60, publishing.publish_scheduled)
        user_logged_in.connect(editors.signed_in, dispatch_uid="mosty.guide.editors")

        post_save.connect(media.picture_saved, sender="wagtailimages.Image", dispatch_uid="mosty.guide.pictures")
        for signal in (page_published, page_unpublished):
            signal.connect(uses.page_changed, dispatch_uid=f"mosty.guide.uses.{id(signal)}")
        page_published.connect(notes.page_published, dispatch_uid="mosty.guide.notes.published")
        post_delete.connect(uses.page_changed, sender="guide.ArticlePage", dispatch_uid="mosty.guide.uses.deleted")
        for name in ("guide.ArticlePage", "guide.PlainPage"):
            pre_save.connect(renaming.before_save, sender=name, dispatch_uid=f"mosty.guide.renaming.{name}")
        found.listen()
        post_migrate.connect(roots.put_back_after_migrate, sender=self, dispatch_uid="mosty.guide.roots")
        self.keep_ledger()
        self.keep_families()

    def keep_families(self) -> None:
        """Translations follow their Polish text."""
        from django.db.models.signals import post_delete  # noqa: PLC0415 - called by ready()
        from wagtail.signals import page_unpublished, post_page_move, pre_page_move  # noqa: PLC0415 - called by ready()

        from mosty.guide.actions import families  # noqa: PLC0415 - called by ready()

        page_unpublished.connect(families.withdrawn, dispatch_uid="mosty.guide.families.withdrawn")
        pre_page_move.connect(families.moving, dispatch_uid="mosty.guide.families.moving")
        post_page_move.connect(families.moved, dispatch_uid="mosty.guide.families.moved")
        for name in ("guide.ArticlePage", "guide.PlainPage"):
            post_delete.connect(families.deleted, sender=name, dispatch_uid=f"mosty.guide.families.{name}")

    def keep_ledger(self) -> None:
        """The ledger of translations follows whatever Wagtail and wagtail-localize do."""
        from django.db.models.signals import post_delete, post_save, pre_save  # noqa: PLC0415 - called by ready()
        from wagtail.signals import page_published, page_unpublished  # noqa: PLC0415 - called by ready()

        from mosty.core import chores, guards  # noqa: PLC0415 - called by ready()
        from mosty.guide.actions import ledger, sources  # noqa: PLC0415 - called by ready()

        for signal in (page_published, page_unpublished):
            signal.connect(ledger.page_changed, dispatch_uid=f"mosty.guide.ledger.{id(signal)}")
        page_published.connect(sources.source_published, dispatch_uid="mosty.guide.sources")
        for name in ("guide.ArticlePage", "guide.PlainPage"):
            post_delete.connect(ledger.page_changed, sender=name, dispatch_uid=f"mosty.guide.ledger.{name}")
        text = "wagtail_localize.StringTranslation"
        pre_save.connect(ledger.before_translation, sender=text, dispatch_uid="mosty.guide.ledger.before")
        post_save.connect(ledger.after_translation, sender=text, dispatch_uid="mosty.guide.ledger.after")
        post_delete.connect(ledger.after_translation, sender=text, dispatch_uid="mosty.guide.ledger.gone")
        chores.register("guide.ledger", 10 * 60, ledger.fill)
        guards.register(guards.append_only("guide_machinetext"), guards.append_only("guide_segmentcheck"))
