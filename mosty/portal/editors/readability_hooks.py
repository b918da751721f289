"""Readability and links in Wagtail's admin: their addresses and their places among the reports."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from mosty.guide import access


class Report(MenuItem):
    """A report that every editor may read."""

    def is_shown(self, request: HttpRequest) -> bool:
        """To editors only."""
        return access.is_editor(request.user)


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    """Under /guide-admin/reach/."""
    return [path("reach/", include("mosty.portal.editors.reach_urls"))]


@hooks.register("register_reports_menu_item")
def readability_report() -> MenuItem:
    """How hard the texts are."""
    return Report(_("Readability"), reverse("reach:readability"), name="readability", icon_name="glasses", order=100)


@hooks.register("register_reports_menu_item")
def links_report() -> MenuItem:
    """Which links do not work."""
    return Report(_("Links"), reverse("reach:links"), name="links", icon_name="link-external", order=110)
