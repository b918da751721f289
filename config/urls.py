"""The root of all addresses: each face has its own urls.py, this page says where it stands."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from config.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("account/", include("mosty.desk.sign_in.urls")),  # what we do differently from allauth
    path("account/", include("allauth.urls")),  # sign-in, second factor
    path("admin/", admin.site.urls),  # superusers only
    path("guide-admin/", include("mosty.portal.editors.first_urls")),  # what we do differently from Wagtail
    path("guide-admin/", include("wagtail.admin.urls")),  # the guide's editors
    path("desk/", include("mosty.desk.urls")),
    path("feed/", include("mosty.desk.feed.urls")),  # private calendar addresses
    path("network/", include("mosty.network.urls")),
    path("", include("mosty.portal.root_urls")),  # "/", sitemap.xml, robots.txt
]
if settings.GALLERY:
    urlpatterns.append(path("ui/", include("mosty.ui.urls")))  # every component in every variant
urlpatterns += i18n_patterns(path("", include("mosty.portal.urls")), prefix_default_language=True)

handler400 = "mosty.portal.errors.views.bad_request"
handler403 = "mosty.portal.errors.views.forbidden"
handler404 = "mosty.portal.errors.views.not_found"
handler500 = "mosty.portal.errors.views.broken"
