"""Who may read what: whatever is published, everybody. And who keeps it true: editors, each in their part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from mosty.core.errors import Missing, PermissionDenied
from mosty.directory.access import memberships
from mosty.directory.models import Town
from mosty.guide.enums import Slot
from mosty.guide.models import ArticlePage, Check, Fact, GlossaryTerm, LegalAct, LocalNote, TownTask

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from mosty.accounts.models import User

    AnyUser = User | AnonymousUser


def get_article(slug: str) -> ArticlePage:
    """The published article, in Polish if there is one, else in any language. Raises `Missing`."""
    rows = ArticlePage.objects.live().filter(slug=slug[:80]).select_related("locale").defer("body").order_by("pk")
    found = sorted(rows, key=lambda page: page.locale.language_code != "pl")
    if not found:
        raise Missing
    return found[0]


def keeps_guide(user: AnyUser) -> bool:
    """Does the user keep what all towns share: articles, facts, acts, terms, checks?"""
    return user.is_active and user.has_perm("guide.change_fact")


def demand_guide(user: AnyUser) -> None:
    """Raise `PermissionDenied` unless the user keeps what all towns share."""
    if not keeps_guide(user):
        raise PermissionDenied


def my_towns(user: AnyUser) -> list[Town]:
    """Towns whose notes the user keeps: the own; every town with a centre, for who keeps the guide; by name."""
    if keeps_guide(user):
        return list(Town.objects.filter(centres__isnull=False).distinct().order_by("name", "pk"))
    if not (user.is_active and user.has_perm("wagtailadmin.access_admin")):
        return []
    towns = {row.centre.town.pk: row.centre.town for row in memberships(user) if row.centre is not None}
    return sorted(towns.values(), key=lambda town: (town.name, town.pk))


def demand_notes(user: AnyUser) -> None:
    """Raise `PermissionDenied` unless the user keeps the notes of some town."""
    if not my_towns(user):
        raise PermissionDenied


def get_town(user: AnyUser, slug: str) -> Town:
    """The town, if the user keeps its notes. Raises `Missing`: another's town does not exist."""
    for town in my_towns(user):
        if town.slug == slug:
            return town
    raise Missing


def get_fact(user: AnyUser, key: str) -> Fact:
    """Raises `PermissionDenied` or `Missing`."""
    return _one(user, Fact, key=key)


def get_value(user: AnyUser, key: str, pk: UUID) -> Any:
    """One value of the fact that nothing has replaced. Raises `PermissionDenied` or `Missing`."""
    row = get_fact(user, key).values.filter(pk=pk, replaced_at=None).select_related("fact").first()
    if row is None:
        raise Missing
    return row


def get_act(user: AnyUser, key: str) -> LegalAct:
    """Raises `PermissionDenied` or `Missing`."""
    return _one(user, LegalAct, key=key)


def get_term(user: AnyUser, key: str) -> GlossaryTerm:
    """Raises `PermissionDenied` or `Missing`."""
    return _one(user, GlossaryTerm, key=key)


def get_place(user: AnyUser, town: str, slot: str, article: str) -> tuple[Town, LocalNote | None]:
    """The town and its note in the slot (of the article; of every article, when `article` is empty), None when there is none yet.
    Raises `Missing`."""
    place = get_town(user, town)
    if slot not in Slot.values or (article and not ArticlePage.objects.filter(slug=article).exists()):
        raise Missing
    return place, LocalNote.objects.filter(town=place, slot=slot, article=article).first()


def get_task(user: AnyUser, pk: UUID) -> TownTask:
    """Raises `Missing`, also for another's town."""
    task = TownTask.objects.filter(pk=pk, town__in=my_towns(user)).select_related("town").first()
    if task is None:
        raise Missing
    return task


def open_task(town: Town, article: str) -> TownTask | None:
    """What the town has to answer about the article."""
    return TownTask.objects.filter(town=town, article=article, done_at=None).first()


def checks_for(user: AnyUser, keys: list[UUID]) -> list[Check]:
    """Those of the checks that the user may answer: all, for a national editor; of the own towns' notes, for a town's."""
    rows = Check.objects.filter(pk__in=keys)
    return list((rows if keeps_guide(user) else rows.filter(note__town__in=my_towns(user))).order_by("pk"))


def is_fact(key: str) -> bool:
    """Is there a fact with this key?"""
    return Fact.objects.filter(key=key).exists()


def is_act(key: str) -> bool:
    """Is there an act with this key?"""
    return LegalAct.objects.filter(key=key).exists()


def is_term(key: str) -> bool:
    """Is there a term with this key?"""
    return GlossaryTerm.objects.filter(key=key).exists()


def _one(user: AnyUser, model: Any, **wanted: str) -> Any:
    demand_guide(user)
    row = model.objects.filter(**wanted).first()
    if row is None:
        raise Missing
    return row
