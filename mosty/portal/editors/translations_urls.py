"""Addresses under /guide-admin/translations/."""

from django.urls import path

from mosty.portal.editors import po_files, translations

app_name = "translations"
urlpatterns = [
    path("", translations.work, name="work"),
    path("start/<int:page>/", translations.start, name="start"),
    path("<str:language>/po/", po_files.files, name="po"),
    path("<str:language>/po/download/", po_files.download, name="po_download"),
    path("<str:language>/<slug:slug>/", translations.article, name="article"),
]
