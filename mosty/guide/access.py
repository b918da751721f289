"""Who may read what: whatever is published, everybody. Who may write what: the words of rights, for a town or a language."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db.models import Count

from mosty.accounts.enums import GUIDE_RIGHTS, ROLE_RIGHTS, Right, Role
from mosty.core.errors import Missing, PermissionDenied
from mosty.directory.access import memberships, scope
from mosty.directory.models import Organization
from mosty.guide.models import AccessibilityStatement, ArticlePage

if TYPE_CHECKING:
    from mosty.directory.access import AnyUser
    from mosty.directory.models import Town

ROLES = [Role.GUIDE_EDITOR, Role.TOWN_EDITOR, Role.TRANSLATOR, Role.REVIEWER]
SOURCE = "pl"  # the language in which national texts are written


def get_article(slug: str) -> ArticlePage:
    """The published article, in Polish if there is one, else in any language. Raises `Missing`."""
    rows = ArticlePage.objects.live().filter(slug=slug[:80]).select_related("locale").defer("body").order_by("pk")
    found = sorted(rows, key=lambda page: page.locale.language_code != "pl")
    if not found:
        raise Missing
    return found[0]


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
