"""Addresses under /guide-admin/ that stand before Wagtail's own; its names stay."""

from django.urls import path
from wagtail.admin.auth import require_admin_access

from mosty.portal.editors.account import Account

urlpatterns = [path("account/", require_admin_access(Account.as_view()))]
