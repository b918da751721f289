"""Legal acts and glossary terms as their editors see them. Constant numbers of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from mosty.guide.models import ActChange, ArticlePage, GlossaryTerm, KeptWord, LegalAct, TermUse
from mosty.search.texts.folding import fold


def listed() -> QuerySet[LegalAct]:
    """Acts by key, with `articles` that rest on them and `open_checks`. One query."""
    return LegalAct.objects.annotate(
        articles=Count("uses__page__slug", distinct=True), open_checks=Count("checks", filter=Q(checks__done_at=None), distinct=True)
    ).order_by("key")


def of_article(slug: str) -> QuerySet[LegalAct]:
    """Acts that the article rests on, in any language, by key. One query."""
    return LegalAct.objects.filter(uses__page__slug=slug).order_by("key").distinct()


def choices() -> list[tuple[str, str]]:
    """Key and Polish name of every act, for a form. One query."""
    return [(act.key, act.names.get("pl") or act.title) for act in LegalAct.objects.order_by("key")]


def article_choices() -> list[tuple[str, str]]:
    """Slug and Polish title of every article, for a form. One query."""
    rows = ArticlePage.objects.filter(locale__language_code="pl").order_by("title", "slug")
    return list(rows.values_list("slug", "title"))


def articles_of(act: LegalAct) -> list[str]:
    """Slugs of the articles that rest on it. One query."""
    return sorted(set(act.uses.order_by().values_list("page__slug", flat=True)))


def changes_of(act: LegalAct) -> QuerySet[ActChange]:
    """When it was said to have changed, the newest first."""
    return act.changes.select_related("by").order_by("-created_at")


def act_pages(act: LegalAct) -> list[ArticlePage]:
    """Pages that rest on it. One query."""
    rows = ArticlePage.objects.filter(act_uses__act=act).select_related("locale").defer("body")
    return list(rows.order_by("slug", "locale__language_code"))


@dataclass(frozen=True)
class Word:
    """A term with what it lacks."""

    term: GlossaryTerm
    named: int
    explained: int
    pages: int


def terms(words: str = "") -> list[Word]:
    """Terms by their Polish words. One query."""
    rows: Any = GlossaryTerm.objects.annotate(pages=Count("uses")).order_by("polish", "key")
    wanted = fold(words.strip())
    found = [Word(term, len(term.names), len(term.texts), term.pages) for term in rows]
    if not wanted:
        return found
    return [one for one in found if wanted in fold(f"{one.term.key} {one.term.polish} {' '.join(one.term.names.values())}")]


def term_pages(term: GlossaryTerm) -> list[ArticlePage]:
    """Published pages that explain it. One query."""
    keys = TermUse.objects.filter(term=term).order_by().values("page")
    rows = ArticlePage.objects.filter(pk__in=keys).select_related("locale").defer("body")
    return list(rows.order_by("slug", "locale__language_code"))


def kept_words() -> list[str]:
    """Names that editors keep from machines. One query."""
    return list(KeptWord.objects.order_by("words").values_list("words", flat=True))
