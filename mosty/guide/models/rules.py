"""What every page of the guide keeps to, whoever saves or publishes it and wherever."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.module_loading import import_string
from django.utils.text import slugify
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.coreutils import string_to_ascii
from wagtail.models import Page, Site

from mosty.core.errors import Refusal
from mosty.directory.models import Town
from mosty.guide.enums import FACT_MARK, QUIET_NAME, TAKEN_NAMES, TERM_MARK, GuideTopic, public_name

SOURCE = "pl"
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MOST_SLUG = 80  # characters
DAYS = (MinValueValidator(date(1900, 1, 1)), MaxValueValidator(date(2199, 12, 31)))  # of rules that people live by
REVIEW_MONTHS = (MinValueValidator(1), MaxValueValidator(60))
PREVIEW = "mosty.portal.editors.preview.show"  # a face draws it; named, because no floor knows the ones above


def proposed_slug(words: str) -> str:
    """An address in plain Latin letters that sounds like the words; may be empty."""
    return slugify(string_to_ascii(words))[:MOST_SLUG].strip("-")


def faults_with(checks: Iterable[Callable[[Any], None]], value: Any) -> list[str]:
    """What these validators say of the value, as sentences; nothing of a value that is missing."""
    found = []
    for check in checks if value is not None else ():
        try:
            check(value)
        except ValidationError as error:
            found += error.messages
    return found


def marks_in_title(title: str) -> list[str]:
    """A title stands in lists, addresses and search results, where no value is put in: it holds none."""
    found = [mark[0] for mark in (*FACT_MARK.finditer(title), *TERM_MARK.finditer(title))]
    return [_t("A title holds no marks: %(marks)s") % {"marks": ", ".join(found)}] if found else []


def no_source() -> Refusal:
    """What to raise when a translation would be published without its Polish source."""
    sentence = _("The Polish text is not published, so a translation of it cannot be published. Publish the Polish text first.")
    return Refusal("no-polish-source", sentence=sentence)


def check_slug(slug: str, title: str) -> None:
    """Raise `ValidationError` for an address that is not made of small Latin letters, digits and hyphens; it proposes one that is."""
    if not slug or (SLUG.fullmatch(slug) and len(slug) <= MOST_SLUG):
        return
    sentence = _t("The address may hold small Latin letters, digits and hyphens only, at most %(most)s of them.") % {"most": MOST_SLUG}
    proposal = proposed_slug(slug) or proposed_slug(title)
    if proposal:
        sentence += " " + _t("For instance: %(slug)s") % {"slug": proposal}
    raise ValidationError({"slug": sentence})


class GuidePage:
    """Mixed into every page of the guide.

    Addresses are /<language>/guide/<slug>/, the same slug in every language. A translation is published only while its Polish
    source is. A preview is drawn by the face that readers see.
    """

    def get_url_parts(self, request: Any = None) -> tuple[int, str, str] | None:
        root = Site.get_site_root_paths()
        if not root or not self.slug:
            return None
        name = public_name(self.slug, is_sensitive=getattr(self, "is_sensitive", False))
        tail = "" if self.is_root_of_guide else f"{name}/"
        return root[0].site_id, root[0].root_url, f"/{self.locale.language_code}/guide/{tail}"

    is_root_of_guide = False
    is_shelf = False
    called: Any = ""  # what editors call such a page

    @classmethod
    def get_verbose_name(cls) -> str:
        """How Wagtail's screens name the kind of page, in the editor's language."""
        return str(cls.called)

    def has_live_source(self) -> bool:
        """Is it Polish itself, or is its Polish source published? One query."""
        if self.locale.language_code == SOURCE:
            return True
        return Page.objects.live().filter(translation_key=self.translation_key, locale__language_code=SOURCE).exists()

    def publish(self, revision: Any, **options: Any) -> Any:
        """Publish, or put on the calendar. Raises `Refusal("no-polish-source")`; every way to publish a page of Wagtail comes here."""
        if not self.has_live_source():
            raise no_source()
        return super().publish(revision, **options)

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """As readers see it: without a town, and in each town that has a centre."""
        towns = Town.objects.filter(centres__isnull=False).distinct().order_by("name").values_list("name", "name")
        return [("", _("without a town")), *towns]

    def serve_preview(self, request: Any, mode_name: str) -> Any:
        return import_string(PREVIEW)(self, request, mode_name)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """As Wagtail does, but a title in any letters gives an address."""
        if not self.slug:
            self.slug = proposed_slug(self.title)
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        """Raise `ValidationError` for an address that is none, or that another page of the guide has."""
        super().clean()
        check_slug(self.slug, self.title)
        # one name in every language: nobody else's, whatever language theirs is in
        others = Page.objects.filter(slug=self.slug, depth__gt=2).exclude(pk=self.pk).exclude(translation_key=self.translation_key)
        is_taken = self.slug in TAKEN_NAMES or (self.slug in GuideTopic.values and not self.is_shelf)
        if is_taken or QUIET_NAME.fullmatch(self.slug) or others.exists():
            raise ValidationError({"slug": _t("Another page of the guide has this address.")})
