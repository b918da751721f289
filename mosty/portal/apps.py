from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "mosty.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mosty.guide.access import page_kinds  # noqa: PLC0415 - ready() is the place for it
        from mosty.portal.editors.forms import GuidePageForm  # noqa: PLC0415 - ready() is the place for it

        for kind in page_kinds():
            kind.base_form_class = GuidePageForm
