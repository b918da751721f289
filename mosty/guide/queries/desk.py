"""What waits for an editor of the guide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from mosty.core import time
from mosty.guide.models import ArticlePage, Fact, GlossaryTerm

if TYPE_CHECKING:
    from mosty.directory.access import AnyUser

SOURCE = "pl"


@dataclass(frozen=True)
class Overdue:
    """A Polish article whose facts should have been checked by `due_on`."""

    page: ArticlePage
    due_on: date
    is_mine: bool


def overdue(user: AnyUser) -> list[Overdue]:
    """Published Polish articles past their next check, the user's own first, then the longest overdue. One query."""
    today = time.today()
    pages = ArticlePage.objects.live().filter(locale__language_code=SOURCE).defer("body").order_by("slug")
    found = [Overdue(page, page.next_check_on, page.owner_id == user.pk) for page in pages if page.next_check_on < today]
    return sorted(found, key=lambda one: (not one.is_mine, one.due_on, one.page.slug))


def choices() -> list[tuple[str, str]]:
    """Slug and title of every Polish article, published or not, by title. One query."""
    rows = ArticlePage.objects.filter(locale__language_code=SOURCE).order_by("title", "slug")
    return list(rows.values_list("slug", "title"))


def marks() -> tuple[list[tuple[str, str, str]], list[tuple[str, str]]]:
    """What a text can name: (key, Polish name, value now) of every fact, (key, Polish word) of every term. Three queries."""
    today = time.today()
    rows = Fact.objects.order_by("key").prefetch_related("values")
    facts = [(fact.key, fact.names.get(SOURCE, fact.key), _value(fact, today)) for fact in rows]
    return facts, list(GlossaryTerm.objects.order_by("key").values_list("key", "polish"))


def _value(fact: Fact, today: date) -> str:
    for row in fact.values.all():
        if (
            row.replaced_at is None
            and (row.valid_from is None or row.valid_from <= today)
            and (row.valid_to is None or today <= row.valid_to)
        ):
            return row.value
    return ""
