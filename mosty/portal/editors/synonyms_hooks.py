"""What people also say: its addresses and its place in the editor's menu."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from mosty.accounts.enums import Right
from mosty.guide import access
from mosty.portal.editors import synonyms

if TYPE_CHECKING:
    from django.http import HttpRequest


class Item(MenuItem):
    """A place in the menu for the national editors."""

    def is_shown(self, request: HttpRequest) -> bool:
        return access.may(request.user, Right.GUIDE_WRITE)


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    return [
        path("synonyms/", synonyms.index, name="synonyms"),
        path("synonyms/<slug:kind>/<slug:key>/", synonyms.edit, name="synonyms_edit"),
    ]


@hooks.register("register_admin_menu_item")
def item() -> Item:
    return Item(_("What people search for"), reverse("synonyms"), name="synonyms", icon_name="search", order=270)
