"""The guide's tree in one language: its root and its shelves, made when they are first needed, and never twice."""

from __future__ import annotations

from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.utils.translation import override
from wagtail.models import Locale, Page, Site

from mosty.guide.enums import GuideTopic
from mosty.guide.models import GuideIndexPage, TopicPage


def family(*names: str) -> UUID:
    """The key that the same page has in all languages."""
    return uuid5(NAMESPACE_URL, "mosty.guide/" + "/".join(names))


def index_of(language: str) -> GuideIndexPage:
    """The root of the guide in the language."""
    found = GuideIndexPage.objects.filter(locale__language_code=language).select_related("locale").first()
    if found is None:
        locale, _made = Locale.objects.get_or_create(language_code=language)
        root = Page.get_first_root_node()
        found = GuideIndexPage(title="Mosty", slug=f"guide-{language}", locale=locale, translation_key=family("index"))
        root.add_child(instance=found)
        if language == settings.LANGUAGE_CODE:
            _site(found)
    return found


def shelf_of(topic: str, language: str) -> TopicPage:
    """The shelf in the language."""
    found = TopicPage.objects.filter(topic=topic, locale__language_code=language).select_related("locale").first()
    if found is None:
        index = index_of(language)
        with override(language):
            title = str(GuideTopic(topic).label)
        found = TopicPage(title=title, slug=topic, topic=topic, locale=index.locale, translation_key=family("topic", topic))
        index.add_child(instance=found)
    return found


def _site(index: GuideIndexPage) -> None:
    """The one site stands on the Polish index; Wagtail's page of welcome goes."""
    address = urlsplit(settings.SITE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": address.hostname or "localhost", "port": port, "root_page": index, "site_name": "Mosty"},
    )
    for page in Page.objects.filter(depth=2, slug="home").order_by("pk"):
        if type(page.specific) is Page:
            page.delete()
