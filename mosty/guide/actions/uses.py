"""Which published page shows which fact, term and act. It protects them, and says what a change touches."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from wagtail.models import Page, Revision

from mosty.core import stamp
from mosty.guide.blocks import texts_of
from mosty.guide.enums import FACT_MARK, TERM_MARK
from mosty.guide.models import ActUse, ArticlePage, Fact, FactUse, GlossaryTerm, LegalAct, PlainPage, TermUse


def named_facts(page: ArticlePage | PlainPage) -> set[str]:
    """Keys of the facts that the page names in its texts and tables."""
    raw = list(page.body.raw_data)
    found = {key for text in [page.summary, *texts_of(raw)] for key in FACT_MARK.findall(text)}
    for block in raw:
        if block["type"] == "facts":
            found |= {key["value"] if isinstance(key, dict) else key for key in block["value"].get("facts", [])}
    return found


def named_terms(page: ArticlePage | PlainPage) -> set[str]:
    """Keys of the terms that the page names."""
    return {key for text in [page.summary, *texts_of(list(page.body.raw_data))] for key, _words in TERM_MARK.findall(text)}


def not_in_uses(key: str, named: Callable[[Any], set[str]]) -> list[ArticlePage | PlainPage]:
    """Pages that name the fact or the term (`named` says which keys a page names) where `FactUse` and `TermUse` do not look: in a draft,
    in what is on the calendar, on a plain page. Two queries, and one for each text that may hold the key."""
    coming = Q(pk__in=Page.objects.filter(has_unpublished_changes=True).values("latest_revision")) | Q(approved_go_live_at__isnull=False)
    revisions = Revision.objects.filter(coming).annotate(text=Cast("content", TextField())).filter(text__contains=key).order_by("pk")
    plain = PlainPage.objects.live().select_related("locale").order_by("slug", "pk")
    drafts = [page for page in (revision.as_object() for revision in revisions) if isinstance(page, ArticlePage | PlainPage)]
    found = {page.pk: page for page in (*drafts, *plain) if key in named(page)}
    return list(found.values())


def keep_uses(page: ArticlePage) -> None:
    """Write down what the page shows; nothing when it is not published."""
    facts, terms = (named_facts(page), named_terms(page)) if page.live else (set(), set())
    keep_ties(FactUse, "fact", Fact.objects.filter(key__in=facts), page=page)
    keep_ties(TermUse, "term", GlossaryTerm.objects.filter(key__in=terms), page=page)


def keep_acts(page: ArticlePage, keys: Iterable[str]) -> None:
    """The acts the page rests on."""
    keep_ties(ActUse, "act", LegalAct.objects.filter(key__in=list(keys)), page=page)


def keep_ties(table: Any, to: str, rows: QuerySet[Any], **owner: Any) -> None:
    """The table ties its `owner` (one field and its row) to exactly these rows by the field `to`. Ties that are right stay as they are."""
    wanted = set(rows.order_by().values_list("pk", flat=True))
    present = set(table.objects.filter(**owner).order_by().values_list(f"{to}_id", flat=True))
    if present - wanted:
        table.objects.filter(**owner, **{f"{to}_id__in": present - wanted}).delete()
    table.objects.bulk_create([table(**owner, **{f"{to}_id": pk}) for pk in sorted(wanted - present)])


def page_changed(instance: Any, **_: Any) -> None:
    """Receiver of Wagtail's signals: a page was published, withdrawn or deleted."""
    if isinstance(instance, ArticlePage) and instance.pk and ArticlePage.objects.filter(pk=instance.pk).exists():
        keep_uses(instance)
    stamp.renew_on_commit()
