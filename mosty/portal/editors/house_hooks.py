"""Name, colours and first page of the editor; what of Wagtail's menu is not for editors."""

from __future__ import annotations

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _  # a menu is made once for all languages
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import PagesSummaryItem
from wagtail_localize.wagtail_hooks import TranslationsReportMenuItem

from mosty.portal.editors import panels

HIDDEN = {"help", "settings"}  # of Wagtail itself; for the administrator only
# our own screens say it better: what is past its review, what languages lack
HIDDEN_REPORTS = {"aging-pages", "page-types-usage"}


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


@hooks.register("construct_homepage_summary_items", order=100)
def pages_only(request, items):
    """How many pages; numbers of files tell nobody anything."""
    items[:] = [item for item in items if isinstance(item, PagesSummaryItem)]


@hooks.register("construct_main_menu")
def menu(request, items):
    if not request.user.is_superuser:
        items[:] = [item for item in items if item.name not in HIDDEN]


@hooks.register("construct_reports_menu")
def reports(request, items):
    if not request.user.is_superuser:
        items[:] = [item for item in items if item.name not in HIDDEN_REPORTS and not isinstance(item, TranslationsReportMenuItem)]


@hooks.register("register_admin_menu_item")
def to_the_guide():
    return MenuItem(_("The guide as readers see it"), reverse("choose_language"), name="readers", icon_name="view", order=9000)
