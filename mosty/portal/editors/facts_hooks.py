"""Facts, acts, terms, notes and checks in Wagtail's admin: their addresses and their places in the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from mosty.guide import access
from mosty.portal.editors import facts_panels

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest


class Item(MenuItem):
    """A place in the menu, for those who may."""

    def __init__(self, *args: Any, allowed: Callable[[Any], Any], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.allowed = allowed

    def is_shown(self, request: HttpRequest) -> bool:
        """Only to who may open it."""
        return bool(self.allowed(request.user))


def _checks(user: Any) -> bool:
    return access.keeps_guide(user) or bool(access.my_towns(user))


PLACES = [
    ("living:notes", _("Local notes"), "site", access.my_towns, 210),
    ("living:facts", _("Facts"), "tag", access.keeps_guide, 220),
    ("living:acts", _("Legal acts"), "clipboard-list", access.keeps_guide, 230),
    ("living:terms", _("Glossary"), "openquote", access.keeps_guide, 240),
    ("living:checks", _("To be checked"), "tasks", _checks, 250),
    ("living:articles", _("Review of articles"), "history", access.keeps_guide, 260),
]


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    """Under /guide-admin/living/."""
    return [path("living/", include("mosty.portal.editors.facts_urls"))]


def _register(name: str, label: Any, icon: str, allowed: Callable[[Any], Any], order: int) -> None:
    @hooks.register("register_admin_menu_item")
    def item() -> Item:
        return Item(label, reverse(name), name=name.replace(":", "-"), icon_name=icon, order=order, allowed=allowed)


for place in PLACES:
    _register(*place)

__all__ = ["facts_panels"]  # registered by being imported
