"""The one gate before something is done with a person's data that may need their consent: `may` looks, `demand` refuses.

Whoever prints, passes on or sends asks `demand` last, in the transaction that writes what was done: it reads the answer again and
holds the file, so that a withdrawal is either seen or waits until the deed is done. What takes long (a paper of a second) goes between
the two looks of `under_consent`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mosty.clients.enums.consents import ALLOWING, Article, Cause, Ended, Purpose, Said, SpecialGround
from mosty.clients.models import Client, Consent, LegalBasis
from mosty.core import time
from mosty.core.errors import Refusal
from mosty.core.locks import lock

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# what holds until the data protection officer of an organisation says otherwise; the act is named when it is confirmed
USUAL: dict[str, tuple[str, str]] = {
    Purpose.ADVICE: (Article.TASK, ""),
    Purpose.PROJECT: (Article.TASK, ""),
    Purpose.SPECIAL: (Article.CONSENT, SpecialGround.CONSENT),
    Purpose.IMAGE: (Article.CONSENT, ""),
    Purpose.TRANSFER: (Article.CONSENT, ""),
    Purpose.MESSAGES: (Article.CONSENT, ""),
}


@dataclass(frozen=True)
class Basis:
    """On which ground a purpose stands on a day. `row` is missing while the organisation has not said so itself."""

    purpose: str
    article: str
    special: str = ""
    act: str = ""
    row: LegalBasis | None = None

    @property
    def label(self) -> str:
        """The articles in words."""
        found = [str(Article(self.article).label)] + ([str(SpecialGround(self.special).label)] if self.special else [])
        return "; ".join(found)

    @property
    def asks_consent(self) -> bool:
        return self.article == Article.CONSENT or self.special == SpecialGround.CONSENT


@dataclass(frozen=True)
class Decision:
    """May it be done, and why (`cause`); `consent` is the answer that decided, if any."""

    cause: Cause
    basis: Basis
    consent: Consent | None = None

    @property
    def is_allowed(self) -> bool:
        return self.cause in ALLOWING

    @property
    def sentence(self) -> _StrPromise | str:
        return self.cause.label


def bases_on(organization: UUID, day: date) -> dict[str, Basis]:
    """For every purpose, the ground that holds on the day. One query."""
    rows = LegalBasis.objects.filter(organization=organization, valid_from__lte=day).filter(Q(valid_to=None) | Q(valid_to__gte=day))
    said = {row.purpose: Basis(row.purpose, row.article, row.special, row.act, row) for row in rows.order_by("valid_from", "pk")}
    return {purpose: said.get(purpose) or Basis(purpose, *USUAL[purpose]) for purpose in Purpose.values}


def files_of(client: Client) -> list[UUID]:
    """The file and those that went into it: an answer given in one of them counts. One query for most people."""
    found, newest = [client.pk], [client.pk]
    while newest:
        newest = list(Client.objects.filter(merged_into__in=newest).exclude(pk__in=found).order_by("pk").values_list("pk", flat=True))
        found += newest
    return found


def answers_of(client: Client, purposes: Iterable[str] = Purpose.values) -> list[Consent]:
    """Answers to every question for consent, the newest first; not what was written down by mistake. Two queries."""
    rows = Consent.objects.filter(client__in=files_of(client), purpose__in=list(purposes)).exclude(ended=Ended.MISTAKE)
    return list(rows.select_related("form", "worker", "ended_by", "centre").order_by("-given_at", "-created_at", "pk"))


def may(client: Client, purpose: str, *, at: datetime | None = None, recipient: str = "") -> Decision:
    """May the person's data be used for the purpose at this instant (none: now)? For `recipient`, if it is passed on to somebody.

    `client` may be as it was read long ago; the answers are always read anew. Instants before a withdrawal count as they were then.
    """
    moment = at or time.now()
    day = time.local(moment, client.centre.time_zone).date()
    basis = bases_on(client.organization_id, day)[purpose]
    if Client.objects.filter(pk=client.pk, merged_into__isnull=False).exists():
        return Decision(Cause.MERGED, basis)
    if not basis.asks_consent:
        return Decision(Cause.LAW, basis)
    asked = [row for row in answers_of(client, [purpose]) if row.given_at <= moment]
    if not asked:
        return Decision(Cause.NEVER_ASKED, basis)
    return Decision(cause_of(asked[0], moment, day, recipient), basis, asked[0])


def cause_of(answer: Consent, moment: datetime, day: date, recipient: str = "") -> Cause:
    """What the newest answer to a question means at an instant."""
    if answer.ended_at is not None and answer.ended_at <= moment:
        # replaced by an answer that was a mistake: the question is open again
        return Cause.WITHDRAWN if answer.ended == Ended.WITHDRAWN else Cause.NEVER_ASKED
    if answer.said == Said.REFUSED:
        return Cause.REFUSED
    if answer.expires_on is not None and answer.expires_on < day:
        return Cause.EXPIRED
    if recipient and recipient not in answer.recipients:
        return Cause.RECIPIENT
    return Cause.CONSENT


def demand(client: Client, purpose: str, *, recipient: str = "") -> Decision:
    """Raise `Refusal` (its code is the `Cause`) unless the data may be used for the purpose now.

    Holds the person's file until the caller's transaction ends (there is one for this question alone when the caller has none).
    """
    with transaction.atomic():
        decision = may(lock(client), purpose, recipient=recipient)
    if not decision.is_allowed:
        raise Refusal(decision.cause.value, sentence=STOPPED[decision.cause], purpose=str(Purpose(purpose).label))
    return decision


@contextmanager
def under_consent(client: Client, purpose: str, *, recipient: str = "") -> Iterator[None]:
    """For what takes a while: asks before, and again after, so that a consent withdrawn meanwhile stops what was made from leaving.

    with under_consent(client, Purpose.TRANSFER, recipient="PCPR"): pdf = press(…)
    """
    decision = may(client, purpose, recipient=recipient)
    if not decision.is_allowed:
        raise Refusal(decision.cause.value, sentence=STOPPED[decision.cause], purpose=str(Purpose(purpose).label))
    yield
    demand(client, purpose, recipient=recipient)


STOPPED: dict[Cause, _StrPromise] = {
    Cause.NEVER_ASKED: _(
        "This needs the person's consent, and nobody has asked for it yet. Please ask first: page “Consents” of the file."
    ),
    Cause.REFUSED: _("The person did not agree to this, so it cannot be done."),
    Cause.WITHDRAWN: _("The person has withdrawn the consent for this, so it was stopped. Nothing was printed, sent or passed on."),
    Cause.EXPIRED: _("The consent for this has run out. Please ask the person anew: page “Consents” of the file."),
    Cause.RECIPIENT: _("The person did not agree to pass data on to this recipient."),
    Cause.MERGED: _("This file was put together with another one. Please open that file."),
}
