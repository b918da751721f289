"""Who may read what: whatever is published, everybody. Who may write what: the words of rights, for a town or a language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count
from wagtail_localize.models import Translation

from mosty.accounts.enums import GUIDE_RIGHTS, ROLE_RIGHTS, Right, Role
from mosty.core.errors import Missing, PermissionDenied
from mosty.directory.access import memberships, scope
from mosty.directory.models import Organization, Town
from mosty.guide.enums import Slot
from mosty.guide.models import (
    AccessibilityStatement,
    ArticlePage,
    Check,
    Fact,
    GlossaryTerm,
    GuideIndexPage,
    LegalAct,
    LocalNote,
    PlainPage,
    TopicPage,
    TownTask,
)
from mosty.guide.models.rules import check_slug as check_slug  # for forms, which know no models
from mosty.guide.models.rules import no_source as no_source

if TYPE_CHECKING:
    from mosty.directory.access import AnyUser

ROLES = [Role.GUIDE_EDITOR, Role.TOWN_EDITOR, Role.TRANSLATOR, Role.REVIEWER]
TEXTS: tuple[Any, ...] = (ArticlePage, PlainPage)  # what is translated
SOURCE = "pl"  # the language in which national texts are written


def get_article(slug: str) -> ArticlePage:
    """The published article or plain page, in Polish if there is one, else in any language. Raises `Missing`."""
    rows = [
        page for kind in TEXTS for page in kind.objects.live().filter(slug=slug[:80]).select_related("locale").defer("body").order_by("pk")
    ]
    found = sorted(rows, key=lambda page: page.locale.language_code != "pl")
    if not found:
        raise Missing
    return found[0]


def get_draft(pk: int) -> ArticlePage:
    """The article or plain page with that key, published or not. Raises `Missing`."""
    return _text(pk=pk)


def _text(**wanted: Any) -> Any:
    rows = (kind.objects.filter(**wanted).select_related("locale").order_by("pk").first() for kind in TEXTS)
    page = next((row for row in rows if row is not None), None)
    if page is None:
        raise Missing
    return page


def page_kinds() -> list[Any]:
    """The classes of the guide's pages, for those who give them a form."""
    return [GuideIndexPage, TopicPage, ArticlePage, PlainPage]


def get_operator(user: AnyUser) -> Organization:
    """The organisation whose accessibility statement the user changes: the one of the statement, else the one that runs most centres.

    Raises `PermissionDenied` for whoever has not the right for that whole organisation.
    """
    row = AccessibilityStatement.objects.select_related("organization").first()
    organization = row.organization if row else operator()
    if organization is None or organization.pk not in scope(user, Right.STATEMENT_CHANGE).organizations:
        raise PermissionDenied
    return organization


def operator() -> Organization | None:
    """The organisation that runs most centres."""
    return Organization.objects.annotate(count=Count("centres")).filter(count__gt=0).order_by("-count", "name", "pk").first()


def may(user: AnyUser, what: Right, *, town: Town | UUID | None = None, language: str = "") -> bool:
    """Has the user this right of the guide today: for the town, for the language (a code), if one is given? The administrator has all."""
    if user.is_authenticated and user.is_active and user.is_superuser:
        return True
    if what == Right.GUIDE_WRITE and language not in {"", SOURCE}:
        return False
    key = town if town is None or isinstance(town, UUID) else town.pk
    return any(
        what in ROLE_RIGHTS[membership.role]
        and (not language or not membership.language or membership.language == language)
        and (key is None or (membership.centre is not None and membership.centre.town_id == key))
        for membership in memberships(user)
    )


def demand(user: AnyUser, what: Right, *, town: Town | UUID | None = None, language: str = "") -> None:
    """Raise `PermissionDenied` unless the user `may`."""
    if not may(user, what, town=town, language=language):
        raise PermissionDenied


def towns_of(user: AnyUser) -> frozenset[UUID]:
    """Keys of the towns whose notes the user writes."""
    mine = [one for one in memberships(user) if Right.NOTE_WRITE in ROLE_RIGHTS[one.role]]
    return frozenset(one.centre.town_id for one in mine if one.centre is not None)


def languages_for(user: AnyUser, what: Right) -> frozenset[str]:
    """Codes of the languages for which the user has the right."""
    return frozenset(code for code, _name in settings.LANGUAGES if may(user, what, language=code))


def is_editor(user: AnyUser) -> bool:
    """Does the guide's editor open for the user at all?"""
    return any(may(user, right) for right in GUIDE_RIGHTS)


def group_names(user: AnyUser) -> frozenset[str]:
    """Names of the groups of Wagtail's editor that today's memberships give; none for the administrator, who needs none."""
    return frozenset(group_name(one.role, one.language) for one in memberships(user) if one.role in ROLES)


def group_name(role: str, language: str = "") -> str:
    """How a group is called: `guide-editor`, `guide-town-editor`, `guide-translator-uk`, `guide-reviewer`, `guide-reviewer-ka`."""
    word = role.removeprefix("guide-")
    return "-".join(part for part in ("guide", word, language) if part)


def groups_fit(user: AnyUser) -> bool:
    """Are the groups the user is in those that today's memberships give? One query."""
    if not user.is_authenticated or user.is_superuser:
        return True
    held = set(user.groups.filter(name__startswith="guide-").order_by("name").values_list("name", flat=True))
    return held == group_names(user)


# --- What keeps the guide true: rows one by one ----------------------------------------------------------------------


def keeps_guide(user: AnyUser) -> bool:
    """Does the user keep what all towns share: articles, facts, acts, terms, checks?"""
    return may(user, Right.GUIDE_WRITE)


def demand_guide(user: AnyUser) -> None:
    """Raise `PermissionDenied` unless the user keeps what all towns share."""
    demand(user, Right.GUIDE_WRITE)


def my_towns(user: AnyUser) -> list[Town]:
    """Towns whose notes the user keeps, by name; the administrator every town with a centre. One query."""
    if user.is_authenticated and user.is_active and user.is_superuser:
        return list(Town.objects.filter(centres__isnull=False).distinct().order_by("name", "pk"))
    return list(Town.objects.filter(pk__in=towns_of(user)).order_by("name", "pk"))


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


def translated_by(user: AnyUser) -> list[str]:
    """Codes of the languages, apart from Polish, whose translations the user writes or reviews, in the order of the portal."""
    mine = languages_for(user, Right.TRANSLATION_WRITE) | languages_for(user, Right.GUIDE_REVIEW)
    return [code for code, _name in settings.LANGUAGES if code in mine and code != SOURCE]


def get_source(user: AnyUser, slug: str, language: str) -> ArticlePage:
    """The Polish article, for who translates it into the language. Raises `PermissionDenied` for another's language, `Missing`."""
    if language not in translated_by(user):
        raise PermissionDenied
    return _text(slug=slug[:80], locale__language_code=SOURCE)


def get_translation_source(user: AnyUser, number: int) -> tuple[ArticlePage, str]:
    """The Polish article and the language of wagtail-localize's translation with that key. Raises as `get_source` does."""
    found = Translation.objects.filter(pk=number).select_related("target_locale", "source").first()
    if found is None:
        raise Missing
    page = _text(translation_key=found.source.object_id, locale__language_code=SOURCE)
    return get_source(user, page.slug, found.target_locale.language_code), found.target_locale.language_code


def startable_by(user: AnyUser) -> list[str]:
    """Codes of the languages in which the user may begin a translation: translators their own, national editors every one."""
    every = may(user, Right.GUIDE_WRITE)
    mine = languages_for(user, Right.TRANSLATION_WRITE)
    return [code for code, _name in settings.LANGUAGES if code != SOURCE and (every or code in mine)]


def get_polish_page(user: AnyUser, number: int) -> ArticlePage:
    """The Polish article with that key, for who may begin a translation of it. Raises `PermissionDenied`, `Missing`."""
    if not startable_by(user):
        raise PermissionDenied
    return _text(pk=number, locale__language_code=SOURCE)
