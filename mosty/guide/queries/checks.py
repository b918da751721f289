"""What cites an act, and what waits to be checked. Constant numbers of queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from mosty.core import time
from mosty.guide.enums import CheckSubject
from mosty.guide.models import ArticlePage, Check, Fact, LegalAct, LocalNote, TownTask
from mosty.guide.queries.names import now_called

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID

    from mosty.accounts.models import User
    from mosty.directory.models import Town


@dataclass(frozen=True)
class CitedArticle:
    """An article that rests on an act: ids of its steps, and who looks after it."""

    slug: str
    title: str
    steps: list[str]
    owner: Any


@dataclass(frozen=True)
class CitedBy:
    """Everything that cites an act. Facts come with their owner's key."""

    articles: list[CitedArticle] = field(default_factory=list)
    facts: list[tuple[Fact, Any]] = field(default_factory=list)
    notes: list[LocalNote] = field(default_factory=list)


def cited_by(act: LegalAct) -> CitedBy:
    """Articles that rest on the act, with all their steps; facts that name it, or name none and belong to such an article; notes that
    name it, or name none and stand in such an article only. Five queries."""
    pages = ArticlePage.objects.filter(act_uses__act=act).select_related("locale").order_by("slug", "pk")
    polish = {page.slug: page for page in sorted(pages, key=lambda page: page.locale.language_code == "pl")}
    articles = [
        CitedArticle(slug, page.title, [step for step, _title in steps_of(page)], page.owner_id) for slug, page in sorted(polish.items())
    ]
    by_article = Q(act_links=None, owner__in=polish)
    facts = list(Fact.objects.filter(Q(act_links__act=act) | by_article).order_by("key").distinct())
    owners = owners_of(facts)
    notes = LocalNote.objects.filter(Q(act_links__act=act) | Q(act_links=None, article__in=polish)).select_related("town")
    return CitedBy(articles, [(fact, owners[fact.pk]) for fact in facts], list(notes.order_by("town__name", "slot", "article").distinct()))


def steps_of(page: ArticlePage) -> list[tuple[str, str]]:
    """Id and title of every step of the text."""
    found = []
    for block in page.body.raw_data:
        if block["type"] == "steps":
            for item in block["value"].get("steps") or []:
                value = item.get("value", item) if isinstance(item, dict) else {}
                key = str(item.get("id", "")) if isinstance(item, dict) else ""
                if key:
                    found.append((key, str(value.get("title", ""))))
    return found


def owners_of(facts: Iterable[Fact]) -> dict[UUID, Any]:
    """Key of the user who looks after each fact: its keeper, else who looks after its article, else None. One query."""
    facts = list(facts)
    slugs = {fact.owner for fact in facts if fact.owner}
    rows = ArticlePage.objects.filter(slug__in=slugs, locale__language_code="pl").order_by("pk").values_list("slug", "owner_id")
    by_slug = dict(rows)
    return {fact.pk: fact.keeper_id or by_slug.get(fact.owner) for fact in facts}


def waiting(*, act: LegalAct | None = None, owner: User | None = None) -> QuerySet[Check]:
    """Open checks, the oldest first."""
    rows = Check.objects.filter(done_at=None).select_related("act", "change", "fact", "note__town", "owner")
    if act is not None:
        rows = rows.filter(act=act)
    if owner is not None:
        rows = rows.filter(owner=owner)
    return rows.order_by("act__key", "article", "subject", "created_at", "pk")


def answered(act: LegalAct, most: int = 100) -> QuerySet[Check]:
    """The newest answers about an act."""
    rows = Check.objects.filter(act=act, done_at__isnull=False).select_related("change", "fact", "note__town", "done_by")
    return rows.order_by("-done_at", "pk")[:most]


def notes_waiting(towns: Iterable[Town]) -> QuerySet[Check]:
    """Open checks of the notes of these towns."""
    return waiting().filter(subject=CheckSubject.NOTE, note__town__in=list(towns))


def titles(slugs: Iterable[str]) -> dict[str, str]:
    """Polish titles of articles by slug, also by one that an article had once. One query, few more for old names."""
    slugs = set(slugs)
    rows = ArticlePage.objects.filter(slug__in=slugs).order_by("slug", "pk").select_related("locale").only("slug", "title", "locale")
    found: dict[str, str] = {}
    for page in rows:
        if page.locale.language_code == "pl" or page.slug not in found:
            found[page.slug] = page.title
    missing = set(slugs) - set(found)
    renamed = now_called(missing) if missing else {}
    return found | ({old: title for old, now in renamed.items() if (title := titles([now]).get(now))} if renamed else {})


def step_titles(slugs: Iterable[str]) -> dict[tuple[str, str], str]:
    """Titles of the steps of Polish articles by slug and id. One query."""
    pages = ArticlePage.objects.filter(slug__in=set(slugs), locale__language_code="pl").order_by("pk")
    return {(page.slug, key): title for page in pages for key, title in steps_of(page)}


@dataclass(frozen=True)
class Doubt:
    """What readers are told of an article while an act it rests on is being checked. Keys are those of rows."""

    acts: dict[Any, date] = field(default_factory=dict)
    steps: frozenset[str] = frozenset()
    facts: frozenset[Any] = frozenset()
    notes: frozenset[Any] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.acts)

    @property
    def since(self) -> date | None:
        """The newest day from which a change of law holds."""
        return max(self.acts.values(), default=None)


def doubt_of(article: str, *, facts: Iterable[str] = ()) -> Doubt:
    """Open checks that concern the article, the facts (keys) it shows, or notes of towns. One query."""
    return doubts_of({article: set(facts)})[article]


def doubts_of(articles: Mapping[str, set[str]]) -> dict[str, Doubt]:
    """The same for many articles with the keys of the facts that each shows. One query, none for no articles."""
    if not articles:
        return {}
    keys = {key for shown in articles.values() for key in shown}
    of_these = Q(article__in=set(articles)) | Q(fact__key__in=keys) | Q(note__article__in={"", *articles})
    rows = list(Check.objects.filter(of_these, done_at=None).select_related("change", "fact", "note").order_by("pk"))
    return {slug: _doubt(rows, slug, shown) for slug, shown in articles.items()}


def _doubt(rows: list[Check], slug: str, facts: set[str]) -> Doubt:
    mine = [row for row in rows if row.article == slug]
    return Doubt(
        acts={row.act_id: row.change.changed_on for row in mine},
        steps=frozenset(row.step for row in mine if row.step),
        facts=frozenset(row.fact.key for row in rows if row.fact and row.fact.key in facts),
        notes=frozenset(row.note_id for row in rows if row.note and row.note.article in {"", slug}),
    )


def late_articles(*, on: date | None = None, owner: User | None = None) -> list[ArticlePage]:
    """Polish articles past their review on the day, the longest first. One query."""
    day = on or time.today()
    rows = (
        ArticlePage.objects.live().filter(locale__language_code="pl").defer("body").select_related("owner").order_by("checked_on", "slug")
    )
    late = [page for page in rows if page.next_check_on < day]
    return late if owner is None else [page for page in late if page.owner_id == owner.pk]


def articles() -> list[ArticlePage]:
    """Polish articles for their editors, the longest unchecked first, with `waiting`: how many checks are open. Two queries."""
    rows = ArticlePage.objects.filter(locale__language_code="pl").defer("body").select_related("owner").order_by("slug")
    counts: dict[str, int] = {}
    for slug in Check.objects.filter(done_at=None).exclude(article="").order_by().values_list("article", flat=True):
        counts[slug] = counts.get(slug, 0) + 1
    found = list(rows)
    for page in found:
        page.waiting = counts.get(page.slug, 0)
    return sorted(found, key=lambda page: (page.next_check_on, page.slug))


def article(slug: str) -> ArticlePage | None:
    """The Polish article. One query."""
    rows = ArticlePage.objects.filter(slug=slug, locale__language_code="pl")
    return rows.select_related("owner", "locale").order_by("pk").first()


def town_tasks(towns: Iterable[Town]) -> QuerySet[TownTask]:
    """What the towns have to answer, the oldest first."""
    return TownTask.objects.filter(town__in=list(towns), done_at=None).select_related("town").order_by("since", "article", "pk")
