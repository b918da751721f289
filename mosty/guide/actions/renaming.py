"""A page gets another address: whatever names it by the old one follows, in every language, in the same transaction.

The slug is the name of an article in notes, checks, wishes, facts, related lists and words for the search. What was answered is history
and keeps the old name; `OldName` explains it, and leads readers from old addresses to the page.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.db import transaction
from wagtail.models import Revision
from wagtail_localize.models import TranslationSource

from mosty.core import stamp, time
from mosty.core.audit.record import record
from mosty.guide.actions.texts import SOURCE_LANGUAGE
from mosty.guide.models import ArticlePage, Check, Fact, LinkUse, LocalNote, OldName, PublishedText, TownTask, TranslationWish
from mosty.search.actions.synonyms import move_synonyms
from mosty.search.enums import Kind

NAMED_ONCE: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (LocalNote, ("town_id", "slot")),
    (TranslationWish, ("language", "on")),
    (PublishedText, ()),
)


def before_save(sender: Any, instance: Any, raw: bool = False, update_fields: Any = None, **_: Any) -> None:
    """Receiver of `pre_save` of articles and plain pages. Only the Polish page gives a name."""
    if raw or not instance.pk or (update_fields is not None and "slug" not in update_fields):
        return
    found = sender.objects.filter(pk=instance.pk, locale__language_code=SOURCE_LANGUAGE).order_by("pk")
    old = found.values_list("slug", flat=True).first()
    if old and old != instance.slug:
        rename(instance, old, instance.slug)


@transaction.atomic
def rename(page: Any, old: str, new: str) -> None:
    """The family of the Polish page was called `old` and is called `new`. Names that a deleted page left behind under `new` go."""
    family = type(page).objects.filter(translation_key=page.translation_key).order_by("pk")
    for sibling in family.exclude(pk=page.pk):
        path = f"{sibling.url_path.rstrip('/').rpartition('/')[0]}/{new}/"
        type(page).objects.filter(pk=sibling.pk).update(slug=new, url_path=path)
    keys = [str(pk) for pk in family.values_list("pk", flat=True)]
    _rewrite(keys, [page.translation_key], "slug", lambda slug: new if slug == old else slug)
    OldName.objects.filter(slug__in=[old, new]).delete()
    OldName.objects.create(slug=old, page=page.translation_key, since=time.now())
    if isinstance(page, ArticlePage):
        _move_rows(old, new)
        _move_related(old, new)
        move_synonyms(Kind.ARTICLE, old, new)
    record("page.renamed", page, by=None, old=old, new=new)
    stamp.renew_on_commit()


def _move_rows(old: str, new: str) -> None:
    for table, together in NAMED_ONCE:
        left = table.objects.filter(article=new).order_by("pk")
        taken = set(table.objects.filter(article=old).order_by().values_list(*together)) if together else {()}
        left.filter(pk__in=[row.pk for row in left if tuple(getattr(row, name) for name in together) in taken]).delete()
        table.objects.filter(article=old).update(article=new)
    Check.objects.filter(article=old, done_at=None).update(article=new)
    TownTask.objects.filter(article=old, done_at=None).update(article=new)
    Fact.objects.filter(owner=old).update(owner=new)
    LinkUse.objects.filter(kind="article", key=new).delete()
    LinkUse.objects.filter(kind="article", key=old).update(key=new)


def _move_related(old: str, new: str) -> None:
    def renamed(kept: str | None) -> str:
        return (kept or "").replace(f" {old} ", f" {new} ")  # as `CodesField` writes codes

    pages = [page for page in ArticlePage.objects.only("pk", "related", "translation_key").order_by("pk") if old in page.related]
    for page in pages:
        ArticlePage.objects.filter(pk=page.pk).update(related=[new if slug == old else slug for slug in page.related])
    _rewrite([str(page.pk) for page in pages], [page.translation_key for page in pages], "related", renamed)


def _rewrite(pages: list[str], families: list[Any], name: str, change: Callable[[Any], Any]) -> None:
    """One field wherever a coming publication would take it from: drafts, and wagtail-localize's copies."""
    drafts = Revision.objects.filter(base_content_type__app_label="wagtailcore", base_content_type__model="page", object_id__in=pages)
    for revision in drafts.order_by("pk").iterator(chunk_size=50):
        kept = revision.content.get(name)
        revision.content[name] = change(kept)
        if revision.content[name] != kept:
            Revision.objects.filter(pk=revision.pk).update(content=revision.content)
    for source in TranslationSource.objects.filter(object_id__in=families).order_by("pk"):
        content = json.loads(source.content_json)
        content[name] = change(content.get(name))
        TranslationSource.objects.filter(pk=source.pk).update(content_json=json.dumps(content))
