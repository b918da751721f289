"""Translations in Wagtail's admin: their addresses and their places in the menu.

Some views of wagtail-localize are ours instead: they would write past the ledger, publish in languages that are not the user's, make
aliases, or answer a broken file with an error page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from mosty.guide import access
from mosty.portal.editors import gaps, localize, translations_panels

if TYPE_CHECKING:
    from django.http import HttpRequest

__all__ = ["translations_panels"]


@hooks.register("register_admin_urls", order=-1)
def urls() -> list[Any]:
    """Before those of wagtail-localize."""
    return [
        path("translations/", include("mosty.portal.editors.translations_urls")),
        path("gaps/", gaps.board, name="guide_gaps"),
        path("localize/submit/page/<int:page>/", localize.submit),
        path("localize/update/<int:number>/", localize.update),
        path("localize/page/<int:page>/convert_to_alias/", localize.no_alias),
        path("localize/translate/<int:number>/machine_translate/", localize.machine),
        path("localize/translate/<int:number>/pofile/download/", localize.po_download),
        path("localize/translate/<int:number>/pofile/upload/", localize.po_upload),
    ]


class Work(MenuItem):
    """For who translates or reviews."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(access.translated_by(request.user))


@hooks.register("register_admin_menu_item")
def work() -> MenuItem:
    return Work(_("Translations"), reverse("translations:work"), name="translations", icon_name="wagtail-localize-language", order=150)


@hooks.register("register_admin_menu_item")
def board() -> MenuItem:
    return MenuItem(_("Gaps"), reverse("guide_gaps"), name="gaps", icon_name="table", order=160)


@hooks.register("insert_global_admin_css")
def sheet() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("portal/translations.css"))
