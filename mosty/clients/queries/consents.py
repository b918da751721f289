"""What stands in a file about notices and consents, what is missing, and who is to be informed or asked again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from mosty.clients.access.gate import Basis, bases_on, cause_of, files_of
from mosty.clients.enums.consents import (
    BINDING,
    MAIN_PURPOSE,
    Cause,
    Ended,
    Explained,
    FormKind,
    FormState,
    Purpose,
    Said,
    Signer,
)
from mosty.clients.models import Client, Consent, Form, LegalBasis, NoticeGiven
from mosty.clients.queries.ages import came_of_age
from mosty.core import time
from mosty.core.audit import looks

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from mosty.directory.models import Organization

SOON_DAYS = 30

WARNINGS: dict[str, _StrPromise] = {
    "missing": _("Not given yet."),
    "no-version": _("It was shown, but not noted in which version."),
    "newer": _("A newer version is in use; the person is to be told or asked again."),
    "of-age": _("A parent or guardian decided while the person was a minor. The person is of age now: please ask anew."),
    "not-heard": _("The young person was not asked."),
    "only-polish": _("Given in Polish only and not explained; the person's language is another one."),
    "soon": _("It runs out soon."),
    "no-form": _("There is no form in use for this. The data protection officer writes one."),
}


@dataclass(frozen=True)
class NoticeLine:
    """An information notice: the version in use, what the person was given last, what is not right about it (codes of `WARNINGS`)."""

    purpose: str
    form: Form | None
    given: NoticeGiven | None
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class ConsentLine:
    """A use of data: its ground; where that is consent, the form in use, the newest answer and what it means today."""

    basis: Basis
    form: Form | None
    answer: Consent | None
    cause: Cause
    warnings: tuple[str, ...]

    @property
    def purpose(self) -> str:
        return self.basis.purpose

    @property
    def stands(self) -> bool:
        """Is there a consent to be withdrawn?"""
        return self.answer is not None and self.answer.ended_at is None and self.answer.said == Said.GIVEN


@dataclass(frozen=True)
class Overview:
    """Everything for the page of a file. A constant number of queries."""

    notices: list[NoticeLine]
    consents: list[ConsentLine]
    history: list[Consent | NoticeGiven]


def overview(client: Client) -> Overview:
    """Of the file and of those that went into it. Warnings are of today."""
    today = time.today(client.centre.time_zone)
    forms = Form.objects.filter(organization=client.organization_id, state=FormState.PUBLISHED)
    in_use = {(form.kind, form.purpose): form for form in forms.order_by("pk")}
    floors = again_from(client.organization_id)
    files = files_of(client)
    joined = ("form", "worker", "ended_by", "centre")
    notices = list(NoticeGiven.objects.filter(client__in=files).select_related(*joined).order_by("-given_at", "-created_at", "pk"))
    consents = list(Consent.objects.filter(client__in=files).select_related(*joined).order_by("-given_at", "-created_at", "pk"))
    bases = bases_on(client.organization_id, today)
    purposes = [purpose for purpose in Purpose.values if purpose == MAIN_PURPOSE or ("notice", purpose) in in_use]
    return Overview(
        notices=[_notice(client, purpose, in_use.get(("notice", purpose)), notices, floors, today) for purpose in purposes],
        consents=[_line(client, bases[purpose], in_use.get(("consent", purpose)), consents, floors, today) for purpose in Purpose.values],
        history=sorted([*notices, *consents], key=lambda row: (row.given_at, row.created_at), reverse=True),
    )


def _notice(
    client: Client,
    purpose: str,
    form: Form | None,
    rows: list[NoticeGiven],
    floors: dict[tuple[str, str], int],
    today: date,
) -> NoticeLine:
    last = next((row for row in rows if row.purpose == purpose and row.ended_at is None), None)
    found = []
    if last is None:
        if purpose == MAIN_PURPOSE:  # the others are for some people only
            found.append("no-version" if client.notice_shown_on is not None else "missing")
    else:
        found += _about(client, last, floors.get(("notice", purpose), 0), today)
    if form is None:
        found.append("no-form")
    return NoticeLine(purpose, form, last, tuple(found))


def _line(
    client: Client, basis: Basis, form: Form | None, rows: list[Consent], floors: dict[tuple[str, str], int], today: date
) -> ConsentLine:
    newest = next((row for row in rows if row.purpose == basis.purpose and row.ended != Ended.MISTAKE), None)
    if not basis.asks_consent:
        return ConsentLine(basis, None, newest, Cause.LAW, ())
    cause = cause_of(newest, time.now(), today) if newest is not None else Cause.NEVER_ASKED
    found = []
    if newest is not None and cause == Cause.CONSENT:
        found += _about(client, newest, floors.get(("consent", basis.purpose), 0), today)
        if newest.expires_on is not None and newest.expires_on <= today + timedelta(days=SOON_DAYS):
            found.append("soon")
        if newest.was_heard is False:
            found.append("not-heard")
    if form is None and cause != Cause.CONSENT:
        found.append("no-form")
    return ConsentLine(basis, form, newest, cause, tuple(found))


def _about(client: Client, row: Consent | NoticeGiven, floor: int, today: date) -> list[str]:
    found = []
    if row.form.version < floor:
        found.append("newer")
    given_on = time.local(row.given_at, client.centre.time_zone).date()
    if row.signer != Signer.PERSON and came_of_age(client, given_on, today):
        found.append("of-age")
    if row.language == BINDING and row.explained == Explained.NOBODY and client.language not in ("", BINDING):
        found.append("only-polish")
    return found


# --- who is to be informed or asked again ------------------------------------------------------------------------------


def again_from(organization: UUID) -> dict[tuple[str, str], int]:
    """By kind and purpose: the newest published version that said that people are to be informed or asked again. One query."""
    rows = Form.objects.filter(organization=organization, asks_again=True).exclude(state=FormState.DRAFT)
    found = rows.order_by().values_list("kind", "purpose").annotate(version=Max("version"))
    return {(kind, purpose): version for kind, purpose, version in found}


def behind(clients: QuerySet[Client], form: Form) -> QuerySet[Client]:
    """Of these files, those of people who were given an earlier version than the one from which all are to be told again.

    Empty when no version of this form asked for that. By number.
    """
    floor = again_from(form.organization_id).get((form.kind, form.purpose), 0)
    mine = clients.filter(organization=form.organization_id, merged_into=None)
    if not floor:
        return mine.none()
    had = Q(client=OuterRef("pk"), purpose=form.purpose, ended_at=None)
    rows: QuerySet[Any] = NoticeGiven.objects.filter(had)
    if form.kind == FormKind.CONSENT:
        rows = Consent.objects.filter(had, said=Said.GIVEN)
    older, newer = Exists(rows.filter(form__version__lt=floor)), Exists(rows.filter(form__version__gte=floor))
    condition = Q(older)
    if form.kind == FormKind.NOTICE and form.purpose == MAIN_PURPOSE:  # shown before versions were noted
        condition = condition | (Q(notice_shown_on__isnull=False) & ~Q(Exists(rows)))
    return mine.filter(condition & ~Q(newer)).select_related("centre__town").order_by("number", "pk")


def behind_by_centre(form: Form) -> list[tuple[str, int]]:
    """How many of them each centre has: for the data protection officer, who opens no files. Hidden files are counted."""
    rows = behind(Client.objects.all(), form).order_by().values_list("centre__name").annotate(people=Count("pk"))
    return sorted(rows)


def asking_again(organizations: Iterable[UUID]) -> list[Form]:
    """Forms in use of these organisations because of which somebody may have to be told again."""
    rows = Form.objects.filter(organization__in=list(organizations), state=FormState.PUBLISHED)
    asks = Form.objects.filter(organization=OuterRef("organization"), kind=OuterRef("kind"), purpose=OuterRef("purpose"), asks_again=True)
    return list(rows.filter(Exists(asks.exclude(state=FormState.DRAFT))).order_by("kind", "purpose", "pk"))


def note_listed(clients: Iterable[Client]) -> None:
    """These people are about to be listed by name."""
    for client in clients:
        looks.note("list", "clients.client", [client.pk], organisation=client.organization_id, centre=client.centre_id)


def grounds_of(organization: Organization) -> dict[str, list[LegalBasis]]:
    """Every ground that an organisation noted, by purpose, the newest first. One query."""
    found: dict[str, list[LegalBasis]] = {purpose: [] for purpose in Purpose.values}
    for row in LegalBasis.objects.filter(organization=organization).select_related("by").order_by("-valid_from", "-created_at", "pk"):
        found[row.purpose].append(row)
    return found
