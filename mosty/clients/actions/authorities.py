"""Questions of police, Border Guard, courts. Nothing is answered silently: what is handed out hangs on a row that nobody can change."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mosty.accounts.enums import Right
from mosty.clients.access.rights import manages
from mosty.clients.actions.numbering import save_numbered
from mosty.clients.actions.requests import CHOOSE
from mosty.clients.enums.rights import LONGEST_LINE, LONGEST_WORDS, AuthorityKind, AuthorityStep, Came, Disclosure, ToldPerson
from mosty.clients.models import AuthorityEvent, AuthorityRequest
from mosty.comms.actions import tell_staff
from mosty.comms.enums import MessageKind
from mosty.core import contacts, crypt, time
from mosty.core.audit.record import record
from mosty.core.errors import PermissionDenied, Refusal
from mosty.core.locks import lock
from mosty.directory.access import holders

if TYPE_CHECKING:
    from mosty.accounts.models import User
    from mosty.clients.models import Client
    from mosty.directory.models import Organization

LONGEST_BASIS = 300
OLDEST_YEARS = 5


@transaction.atomic
def take_question(
    *,
    organization: Organization,
    kind: str,
    unit: str,
    asked: str,
    came: str,
    received_on: date,
    reference: str = "",
    basis: str = "",
    about: str = "",
    client: Client | None = None,
    submission: UUID | None = None,
    by: User,
) -> AuthorityRequest:
    """Write down who in authority asks what about whom, on which law; nothing is answered by it. Those who look after data protection are
    told. It can never be changed, only added to. Raises `Refusal`: bad-kind, bad-day, no-who, no-words, too-long, other-organisation,
    already-counted, busy."""
    for value, choices, field in ((kind, AuthorityKind.values, "kind"), (came, Came.values, "came")):
        if value not in choices:
            raise Refusal("bad-kind", sentence=CHOOSE, field=field)
    today = time.today()
    if received_on > today or received_on.year < today.year - OLDEST_YEARS:
        sentence = _("Please check the day: it lies in the future, or very long ago.")
        raise Refusal("bad-day", sentence=sentence, field="received_on")
    if client is not None and client.organization_id != organization.pk:
        raise Refusal("other-organisation", field="number")
    unit = contacts.clean_line(unit, LONGEST_LINE, field="unit")
    if not unit:
        raise Refusal("no-who", sentence=_("Please say which unit asks, and who."), field="unit")
    asked = contacts.clean_line(asked, LONGEST_WORDS, field="asked", keep_breaks=True)
    if not asked:
        raise Refusal("no-words", sentence=_("Please say what they want to know."), field="asked")
    row = save_numbered(
        AuthorityRequest(
            organization=organization,
            year=received_on.year,
            kind=kind,
            unit=unit,
            reference=contacts.clean_line(reference, LONGEST_LINE, field="reference"),
            basis=contacts.clean_line(basis, LONGEST_BASIS, field="basis"),
            came=came,
            received_on=received_on,
            client=client.pk if client is not None else None,
            about_sealed=crypt.seal(contacts.clean_line(about, LONGEST_LINE, field="about")),
            asked_sealed=crypt.seal(asked),
            taken_by=by,
            submission=submission,
        )
    )
    record("authority-request.taken", row, by=by, organisation=organization.pk, kind=kind)
    officers = [user for user in holders(Right.RIGHTS_MANAGE, organization=organization.pk) if user != by]
    path = f"/desk/rights/authorities/{row.pk}/"
    tell_staff(officers, kind=MessageKind.STAFF_REQUEST, organization=organization.pk, about=row.pk, path=path)
    return row


@transaction.atomic
def decide(
    request: AuthorityRequest, *, decision: str, basis: str, words: str = "", parts: Collection[str] = (), by: User
) -> AuthorityEvent:
    """Decide whether anything is handed out, and on what law; `words` say what. A later decision stands beside the earlier one.

    `parts`: classes of records that the export may hold. Raises `Refusal`: bad-kind, no-basis, no-words (what is disclosed), too-long.
    """
    row = _locked(request, by)
    if decision not in Disclosure.values:
        raise Refusal("bad-kind", sentence=CHOOSE, field="decision")
    basis = contacts.clean_line(basis, LONGEST_BASIS, field="basis")
    if not basis:
        raise Refusal("no-basis", sentence=_("Please name the law by which you decide."), field="basis")
    words = contacts.clean_line(words, LONGEST_WORDS, field="words", keep_breaks=True)
    if decision != Disclosure.REFUSED and not words:
        raise Refusal("no-words", sentence=_("Please say exactly what is disclosed."), field="words")
    return _add(
        row,
        AuthorityStep.DECIDED,
        by=by,
        decision=decision,
        basis=basis,
        parts=sorted(parts) if decision != Disclosure.REFUSED else [],
        words=words,
    )


@transaction.atomic
def tell_person(request: AuthorityRequest, *, told: str, words: str = "", by: User) -> AuthorityEvent:
    """Note whether the person was told, and why not. Raises `Refusal`: bad-kind, no-words, too-long."""
    row = _locked(request, by)
    if told not in ToldPerson.values:
        raise Refusal("bad-kind", sentence=CHOOSE, field="told")
    words = contacts.clean_line(words, LONGEST_WORDS, field="words", keep_breaks=True)
    if told != ToldPerson.TOLD and not words:
        raise Refusal("no-words", sentence=_("Please say why the person is not told, or not yet."), field="words")
    return _add(row, AuthorityStep.TOLD, by=by, told=told, words=words)


@transaction.atomic
def add_note(request: AuthorityRequest, *, words: str, by: User) -> AuthorityEvent:
    """Add what came later; what stands there stays. Raises `Refusal`: no-words, too-long."""
    row = _locked(request, by)
    words = contacts.clean_line(words, LONGEST_WORDS, field="words", keep_breaks=True)
    if not words:
        raise Refusal("no-words", sentence=_("Please write something."), field="words")
    return _add(row, AuthorityStep.NOTED, by=by, words=words)


def note_export(request: AuthorityRequest, *, parts: Collection[str], by: User) -> AuthorityEvent:
    """Data of these classes were put together for them. In the caller's transaction."""
    return _add(_locked(request, by), AuthorityStep.EXPORTED, by=by, parts=sorted(parts))


def _locked(request: AuthorityRequest, by: User) -> AuthorityRequest:
    row = lock(request)
    if not manages(by, row.organization_id):
        raise PermissionDenied
    return row


def _add(row: AuthorityRequest, step: str, *, by: User, words: str = "", **values: object) -> AuthorityEvent:
    event = AuthorityEvent.objects.create(request=row, step=step, words_sealed=crypt.seal(words), at=time.now(), by=by, **values)
    record(f"authority-request.{step}", row, by=by, organisation=row.organization_id)
    return event
