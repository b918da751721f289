"""What towns add: the texts, and the answer to a change of the national text beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from mosty.core import stamp, time
from mosty.core.audit.record import record
from mosty.core.errors import Refusal
from mosty.guide.actions.texts import SOURCE_LANGUAGE
from mosty.guide.actions.uses import keep_ties
from mosty.guide.enums import Slot, TaskWord
from mosty.guide.models import ArticlePage, LegalAct, LocalNote, NoteAct, PublishedText, TownTask
from mosty.guide.queries.national import Line, lines_of, slots_of, stored, touches, unpacked

if TYPE_CHECKING:
    from mosty.accounts.models import User
    from mosty.directory.models import Town

PLACES = {"{centre}", "{address}", "{phone}"}
BRACES = re.compile(r"\{[^{}\n]{0,60}\}?|\}|\[\[term:[^\]\n]{0,60}\]?\]?")
LONGEST = 5000  # characters of a note in one language


@transaction.atomic
def save_note(
    town: Town,
    *,
    by: User,
    slot: str,
    article: str = "",
    texts: Mapping[str, str],
    source: str = "",
    acts: Iterable[str] = (),
    checked_on: date | None = None,
) -> LocalNote:
    """The town says this in the slot of the article (of every article with the slot, when `article` is empty). Raises `Refusal` for an
    empty Polish text, one that is too long, a slot or article that does not exist."""
    kept = _clean_texts(texts)
    if slot not in Slot.values:
        raise Refusal("unknown-slot", sentence=_("There is no such place for a local note."), field="slot")
    if article and not ArticlePage.objects.filter(slug=article).exists():
        raise Refusal("unknown-article", sentence=_("There is no such article."), field="article")
    note = LocalNote.objects.select_for_update().filter(town=town, slot=slot, article=article).first()
    note = note or LocalNote(town=town, slot=slot, article=article)
    note.texts, note.source = kept, source.strip()[:200]
    note.checked_on, note.checked_by, note.loaded = checked_on or time.today(), by, ""
    note.save()
    keep_ties(NoteAct, "act", LegalAct.objects.filter(key__in=list(acts)), note=note)
    record("note.changed", note, by=by, languages=sorted(kept))
    stamp.renew_on_commit()
    return note


def _clean_texts(texts: Mapping[str, str]) -> dict[str, str]:
    known = dict(settings.LANGUAGES)
    kept = {code: text.replace("\r\n", "\n").replace("\x00", "").strip() for code, text in texts.items() if code in known}
    kept = {code: text for code, text in kept.items() if text}
    if SOURCE_LANGUAGE not in kept:
        raise Refusal("no-polish", sentence=_("Please write the note in Polish; it is the source of all languages."), field="text_pl")
    for code, text in kept.items():
        strange = [mark for mark in BRACES.findall(text) if mark not in PLACES]
        if strange:
            sentence = _t("A note knows {centre}, {address} and {phone} only; this stands for nothing: %(marks)s")
            raise Refusal("unknown-mark", sentence=sentence % {"marks": ", ".join(dict.fromkeys(strange))}, field=f"text_{code}")
        if len(text) > LONGEST:
            raise Refusal("too-long", sentence=_("A note has at most 5,000 characters in one language."), field=f"text_{code}")
    return kept


@transaction.atomic
def delete_note(note: LocalNote, *, by: User) -> None:
    """The town no longer says anything there. Tasks that only this note was asked about are closed."""
    record("note.deleted", note, by=by, slot=note.slot, article=note.article)
    town = note.town
    note.delete()
    for task in TownTask.objects.filter(town=town, done_at=None).order_by("pk"):
        if not _slots_in_use(task.article, slots_of_article(task.article)).get(town.pk):
            _close(task, TaskWord.GONE, by=None)
    stamp.renew_on_commit()


@transaction.atomic
def confirm_note(note: LocalNote, *, by: User) -> LocalNote:
    """The town looked: the note is still true. Readers see the new day."""
    note.checked_on, note.checked_by, note.loaded = time.today(), by, ""
    note.save(update_fields=["checked_on", "checked_by", "loaded", "updated_at"])
    record("note.checked", note, by=by)
    stamp.renew_on_commit()
    return note


@transaction.atomic
def answer_task(task: TownTask, *, by: User, word: str = TaskWord.FITS) -> TownTask:
    """The town's editor read the change: the notes still fit (or were changed). Their day of check becomes today. Raises `Refusal`
    when somebody has answered already."""
    task = TownTask.objects.select_for_update().get(pk=task.pk)
    if task.done_at is not None:
        raise Refusal("already-answered", sentence=_("Somebody has answered this already."))
    _close(task, word, by=by)
    notes = LocalNote.objects.filter(town_id=task.town_id, article__in=["", task.article], slot__in=slots_of_article(task.article))
    # a note for every article is confirmed as a whole only where nothing else waits for its answer
    waiting = TownTask.objects.filter(town_id=task.town_id, done_at=None).exists()
    (notes.exclude(article="") if waiting else notes).update(checked_on=time.today(), checked_by=by)
    record("note.still-fits" if word == TaskWord.FITS else "note.fitted", task, by=by, article=task.article)
    stamp.renew_on_commit()
    return task


def text_published(page: ArticlePage) -> list[TownTask]:
    """The Polish text stands as it is now. Towns whose notes stand beside a line that changed get a task, or more to read in the one
    they have; the first publication, and one without another word, make none. Returns the open tasks that were made or grew."""
    lines = lines_of(page)
    with transaction.atomic():
        kept, is_new = PublishedText.objects.select_for_update().get_or_create(
            article=page.slug, defaults={"lines": stored(lines), "published_at": time.now()}
        )
        before = unpacked(kept.lines)
        if is_new or before == lines:
            return []
        kept.lines, kept.published_at = stored(lines), time.now()
        kept.save(update_fields=["lines", "published_at"])
        return _tell_towns(page.slug, before, lines, slots_of(page))


def _tell_towns(article: str, before: list[Line], now: list[Line], slots: set[str]) -> list[TownTask]:
    open_tasks = {task.town_id: task for task in TownTask.objects.filter(article=article, done_at=None).order_by("pk")}
    affected = _slots_in_use(article, slots)
    grown = []
    for town, own in sorted(affected.items()):
        task = open_tasks.pop(town, None)
        old = unpacked(task.old) if task else before
        if not touches(old, now, own):
            if task:
                _close(task, TaskWord.GONE, by=None)
            continue
        if task is None:
            task = TownTask(town_id=town, article=article, old=stored(before), since=time.now())
        elif not touches(unpacked(task.new), now, own):
            continue
        task.new, task.changed_at = stored(now), time.now()
        task.save()
        grown.append(task)
    for task in open_tasks.values():
        _close(task, TaskWord.GONE, by=None)
    return grown


def _slots_in_use(article: str, slots: set[str]) -> dict[UUID, set[str]]:
    """Towns with a note that readers see in the article, and in which of its slots."""
    rows = LocalNote.objects.filter(article__in=["", article], slot__in=slots).order_by("town_id", "slot")
    found: dict[UUID, set[str]] = {}
    for town, slot in rows.values_list("town_id", "slot"):
        found.setdefault(town, set()).add(slot)
    return found


def slots_of_article(slug: str) -> set[str]:
    """Slots of the published Polish article; none when there is none."""
    page = ArticlePage.objects.live().filter(slug=slug, locale__language_code=SOURCE_LANGUAGE).order_by("pk").first()
    return slots_of(page) if page else set()


def _close(task: TownTask, word: str, *, by: User | None) -> None:
    task.done_at, task.done_by, task.word = time.now(), by, word
    task.save(update_fields=["done_at", "done_by", "word", "updated_at"])


def page_published(instance: Any, **_: Any) -> None:
    """Receiver of Wagtail's signal. Only a Polish article is the national text."""
    if isinstance(instance, ArticlePage) and instance.locale.language_code == SOURCE_LANGUAGE:
        text_published(instance)
