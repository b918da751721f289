"""The guide and its shelves in a language: made when the first text comes to them. Never an alias of the Polish ones."""

from __future__ import annotations

from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.utils.translation import override
from wagtail.models import Locale, Page, Site

from mosty.guide.enums import GuideTopic
from mosty.guide.models import GuideIndexPage, TopicPage


def key_of(*names: str) -> UUID:
    """The `translation_key` of a page that we make ourselves: always the same for the same names."""
    return uuid5(NAMESPACE_URL, "mosty.guide/" + "/".join(names))


def shelf(topic: GuideTopic, language: str) -> TopicPage:
    """The shelf in the language."""
    found = TopicPage.objects.filter(topic=topic, locale__language_code=language).select_related("locale").first()
    if found is not None:
        return found
    top = index(language)
    with override(language):
        title = str(topic.label)
    page = TopicPage(title=title, slug=topic, topic=topic, locale=top.locale, translation_key=key_of("topic", topic))
    top.add_child(instance=page)
    return page


def index(language: str) -> GuideIndexPage:
    """The guide in the language. The Polish one is the root of the site."""
    found = GuideIndexPage.objects.filter(locale__language_code=language).select_related("locale").first()
    if found is None:
        locale, _made = Locale.objects.get_or_create(language_code=language)
        root = Page.get_first_root_node()
        found = GuideIndexPage(title="Mosty", slug=f"guide-{language}", locale=locale, translation_key=key_of("index"))
        root.add_child(instance=found)
        if language == settings.LANGUAGE_CODE:
            _site(found)
    return found


def _site(top: GuideIndexPage) -> None:
    """The one site stands on the Polish index; Wagtail's page of welcome goes."""
    address = urlsplit(settings.SITE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": address.hostname or "localhost", "port": port, "root_page": top, "site_name": "Mosty"},
    )
    for page in Page.objects.filter(depth=2, slug="home").order_by("pk"):
        if type(page.specific) is Page:
            page.delete()
