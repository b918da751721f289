"""Checks: opened when an act changes, answered by a person, kept for good. And the yearly look at an article."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision
from wagtail_localize.models import TranslationSource

from mosty.core import stamp, time
from mosty.core.audit.record import record
from mosty.core.errors import Missing, Refusal
from mosty.guide.enums import CheckSubject, CheckWord
from mosty.guide.models import ActChange, ArticlePage, Check, Fact, LocalNote
from mosty.guide.queries.checks import CitedBy, cited_by

if TYPE_CHECKING:
    from datetime import date

    from mosty.accounts.models import User


def open_checks(change: ActChange) -> int:
    """A check for everything that cites the act; what has an open one of this act is moved to the newer change. How many are new."""
    cited = cited_by(change.act)
    present = {_subject(check): check for check in Check.objects.filter(act=change.act, done_at=None).order_by("pk")}
    rows = [row for row in _rows(change, cited) if _subject(row) not in present]
    Check.objects.bulk_create(rows)
    Check.objects.filter(pk__in=[check.pk for check in present.values()]).update(change=change)
    return len(rows)


def _rows(change: ActChange, cited: CitedBy) -> list[Check]:
    same: dict[str, Any] = {"act": change.act, "change": change, "since": time.today()}
    rows = []
    for article in cited.articles:
        rows.append(Check(**same, subject=CheckSubject.ARTICLE, article=article.slug, owner_id=article.owner))
        rows += [
            Check(**same, subject=CheckSubject.STEP, article=article.slug, step=step, owner_id=article.owner) for step in article.steps
        ]
    rows += [Check(**same, subject=CheckSubject.FACT, fact=fact, owner_id=owner) for fact, owner in cited.facts]
    rows += [Check(**same, subject=CheckSubject.NOTE, note=note) for note in cited.notes]
    return rows


def _subject(check: Check) -> tuple[Any, ...]:
    return check.article, check.step, check.fact_id, check.note_id


@transaction.atomic
def answer(checks: Iterable[Check], *, by: User, word: str, remark: str = "") -> int:
    """Somebody looked at all of these: still true, or changed. Facts and notes among them get the day of the check; an article gets
    it when nothing of it is left to check. Raises `Refusal` when nothing is left to answer. How many were answered."""
    if word not in CheckWord.values:
        raise Refusal("no-word", sentence=_("Please say what you found."), field="word")
    keys = [check.pk for check in checks]
    rows = list(Check.objects.select_for_update().filter(pk__in=keys, done_at=None).order_by("pk"))
    if not rows:
        raise Refusal("already-answered", sentence=_("Somebody has answered this already."))
    now, today = time.now(), time.today()
    Check.objects.filter(pk__in=[row.pk for row in rows]).update(
        done_at=now, done_by=by, word=word, remark=remark.replace("\x00", "").strip()[:300]
    )
    for row in rows:
        record("check.done", row, by=by, word=word, kind=row.subject)
    for fact in Fact.objects.filter(pk__in=[row.fact_id for row in rows if row.fact_id]).order_by("pk"):
        fact.values.filter(replaced_at=None).update(checked_on=today, checked_by=by)
    LocalNote.objects.filter(pk__in=[row.note_id for row in rows if row.note_id]).update(checked_on=today, checked_by=by)
    articles = {row.article for row in rows if row.article}
    waiting = set(Check.objects.filter(article__in=articles, done_at=None).order_by().values_list("article", flat=True))
    for slug in sorted(articles - waiting):
        _check_pages(slug, today)
    stamp.renew_on_commit()
    return len(rows)


@transaction.atomic
def confirm_article(slug: str, *, by: User) -> None:
    """Somebody looked: the article is still true, in every language it has. Drafts that wait keep the new day too. Raises `Missing`."""
    page = ArticlePage.objects.filter(slug=slug, locale__language_code="pl").order_by("pk").first()
    if page is None:
        raise Missing
    _check_pages(slug, time.today())
    record("article.checked", page, by=by)
    stamp.renew_on_commit()


@transaction.atomic
def look_after(slug: str, *, by: User, owner: User | None) -> None:
    """That person looks after the article and its facts (None: nobody). Open checks of the article follow."""
    pages = list(ArticlePage.objects.filter(slug=slug).order_by("pk"))
    if not pages:
        raise Missing
    ArticlePage.objects.filter(pk__in=[page.pk for page in pages]).update(owner=owner)
    Check.objects.filter(article=slug, done_at=None).update(owner=owner)
    facts = Fact.objects.filter(owner=slug, keeper=None).order_by().values_list("pk", flat=True)
    Check.objects.filter(fact__in=list(facts), done_at=None).update(owner=owner)
    record("article.owner", pages[0], by=by)


def _check_pages(slug: str, day: date) -> None:
    """The day on every page of the article, and wherever a coming publication would take it from."""
    pages = list(ArticlePage.objects.filter(slug=slug).order_by("pk"))
    ArticlePage.objects.filter(pk__in=[page.pk for page in pages]).update(checked_on=day)
    for revision in Revision.objects.filter(pk__in=[page.latest_revision_id for page in pages if page.latest_revision_id]).order_by("pk"):
        revision.content["checked_on"] = day.isoformat()
        Revision.objects.filter(pk=revision.pk).update(content=revision.content)
    for source in TranslationSource.objects.filter(object_id__in={page.translation_key for page in pages}).order_by("pk"):
        content = json.loads(source.content_json)
        content["checked_on"] = day.isoformat()
        TranslationSource.objects.filter(pk=source.pk).update(content_json=json.dumps(content))
