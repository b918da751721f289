"""Name, colours and first page of the editor; what of Wagtail's menu is not for editors."""

from __future__ import annotations

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from mosty.portal.editors import panels

HIDDEN = {"help", "settings"}  # of Wagtail itself; for the administrator only


@hooks.register("insert_global_admin_css")
def sheet():
    return format_html('<link rel="stylesheet" href="{}">', static("portal/editors.css"))


@hooks.register("insert_global_admin_js")
def script():
    return format_html('<script src="{}" defer></script>', static("portal/editors.js"))


@hooks.register("construct_homepage_panels")
def first_page(request, found):
    """Our lists between Wagtail's own, each at its number."""
    found.extend(panels.components(request))
    found.sort(key=lambda one: getattr(one, "order", 1000))


@hooks.register("construct_main_menu")
def menu(request, items):
    if not request.user.is_superuser:
        items[:] = [item for item in items if item.name not in HIDDEN]


@hooks.register("register_admin_menu_item")
def to_the_guide():
    return MenuItem(_("The guide as readers see it"), reverse("choose_language"), name="readers", icon_name="view", order=9000)
