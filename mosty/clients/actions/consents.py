"""Giving a notice, asking for consent, taking it back. A withdrawal holds from the moment it is written, and opens tasks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from mosty.clients.access import can_write
from mosty.clients.access.gate import answers_of, bases_on, files_of
from mosty.clients.actions.how import checked
from mosty.clients.actions.opened import lock_open
from mosty.clients.enums.consents import (
    BINDING,
    LONGEST_WORDS,
    MAIN_PURPOSE,
    Ended,
    FormKind,
    FormState,
    How,
    Said,
    WithdrawalWay,
)
from mosty.clients.models import Client, Consent, Form, FormText, NoticeGiven
from mosty.core import contacts, time
from mosty.core.audit.record import record
from mosty.core.errors import PermissionDenied, Refusal
from mosty.core.locks import lock

if TYPE_CHECKING:
    from mosty.accounts.models import User
    from mosty.directory.models import Centre

TWICE_SECONDS = 60  # the same answer from the same worker within a minute is one press too many

NOT_IN_USE = _("A newer version of this form is in use, or it was withdrawn. Please open the page again and read the new one.")
NEWER = _("A newer answer is noted already. An older one cannot take its place.")
ENDED_ALREADY = _("This no longer stands: it was withdrawn, replaced or taken back meanwhile.")

# what upper floors do when somebody withdraws (casework gives tasks); called in the transaction of the withdrawal
ON_WITHDRAWAL: dict[str, Callable[[Consent, User], object]] = {}


def on_withdrawal(name: str, follow: Callable[[Consent, User], object]) -> None:
    """Each app that has to do something when a consent is withdrawn says so in `ready()`. One hook a name."""
    ON_WITHDRAWAL[name] = follow


@transaction.atomic
def give_notice(client: Client, form: Form, *, how: How, centre: Centre, by: User) -> NoticeGiven:
    """Keep that the person was informed, with which version, in which language, by whom explained.

    The main notice also fills the thin columns of the file. Pressed twice it is kept once. Raises `Refusal`: not-in-use, merged and those
    of `how.checked`; `PermissionDenied`.
    """
    client = _writable(client, by)
    form = _in_use(client, form, FormKind.NOTICE)
    at = _instant(how, form, client)
    how = checked(how, form, client, by=by)
    earlier = NoticeGiven.objects.filter(client=client, form=form, worker=by, ended_at=None).order_by("-created_at").first()
    if earlier is not None and _is_twice(earlier, how):
        return earlier
    row = NoticeGiven.objects.create(**_columns(client, form, how, centre, by), given_at=at)
    _keep_thin(client, row)
    record("notice.given", row, by=by, organisation=client.organization_id, form=str(form.pk), version=form.version, language=how.language)
    return row


@transaction.atomic
def answer(
    client: Client, form: Form, *, said: str, how: How, centre: Centre, recipients: Iterable[str] | None = None, by: User
) -> Consent:
    """Keep what the person said to a consent form: given or refused. It takes the place of the answer before.

    Pressed twice it is kept once. `recipients`: which of the form's recipients the person agreed to; none at all means every one of them.

    Raises `Refusal`: not-in-use, no-answer, no-consent-needed, no-recipient, newer-answer, merged and those of `how.checked`;
    `PermissionDenied`.
    """
    client = _writable(client, by)
    form = _in_use(client, form, FormKind.CONSENT)
    if said not in Said.values:
        raise Refusal("no-answer", sentence=_("Please say whether the person agrees or not."), field="said")
    today = time.today(client.centre.time_zone)
    if not bases_on(client.organization_id, today)[form.purpose].asks_consent:
        sentence = _("This stands on the law, so no consent is asked for. Asking would promise a choice that there is not.")
        raise Refusal("no-consent-needed", sentence=sentence)
    at = _instant(how, form, client)
    how = checked(how, form, client, by=by, is_consent=True)
    agreed = _agreed(form, said, recipients)
    earlier = answers_of(client, [form.purpose])
    if earlier and earlier[0].ended_at is None and earlier[0].form_id == form.pk and earlier[0].worker_id == by.pk:
        if (earlier[0].said, earlier[0].recipients) == (said, agreed) and _is_twice(earlier[0], how):
            return earlier[0]
    if any(max(row.given_at, row.ended_at if row.ended == Ended.WITHDRAWN and row.ended_at else row.given_at) > at for row in earlier):
        raise Refusal("newer-answer", sentence=NEWER, field="on")
    for row in earlier:
        if row.ended_at is None:
            _end(row, Ended.REPLACED, by=by)
    expires_on = time.months_later(time.local(at, client.centre.time_zone).date(), form.valid_months) if form.valid_months else None
    try:
        with transaction.atomic():
            row = Consent.objects.create(
                **_columns(client, form, how, centre, by),
                given_at=at,
                said=said,
                recipients=agreed,
                expires_on=expires_on if said == Said.GIVEN else None,
            )
    except IntegrityError:  # the constraint `consent_one_stands`
        raise Refusal("newer-answer", sentence=NEWER) from None
    verb = "consent.given" if said == Said.GIVEN else "consent.refused"
    record(verb, row, by=by, organisation=client.organization_id, purpose=form.purpose, version=form.version, language=how.language)
    return row


@transaction.atomic
def withdraw(consent: Consent, *, how: str = WithdrawalWay.HERE, words: str = "", by: User) -> Consent:
    """The person takes the consent back. It holds at once: the gate (`clients.access.gate`) refuses from here on, and tasks are opened.

    Also while the processing of the file is restricted (GDPR Art. 18). Raises `Refusal`: bad-way, ended-already (also for a refusal,
    which cannot be withdrawn), too-long, merged; `PermissionDenied`.
    """
    client = _writable(standing_file(consent.client), by, protects=True)
    if how not in WithdrawalWay.values:
        raise Refusal("bad-way", sentence=_("Please say how the person withdrew it."), field="how")
    words = contacts.clean_line(words, LONGEST_WORDS, field="words")
    consent = lock(consent)
    if consent.ended_at is not None or consent.said != Said.GIVEN:
        raise Refusal("ended-already", sentence=ENDED_ALREADY)
    # also what stood in a file that went into this one
    standing = Consent.objects.filter(client__in=files_of(client), purpose=consent.purpose, said=Said.GIVEN, ended_at=None)
    for row in standing.exclude(pk=consent.pk).order_by("pk"):
        _end(row, Ended.WITHDRAWN, by=by, words=words, withdrawn_how=how)
    consent = _end(consent, Ended.WITHDRAWN, by=by, words=words, withdrawn_how=how)
    consent.client = client
    record("consent.withdrawn", consent, by=by, organisation=client.organization_id, purpose=consent.purpose, how=how)
    for follow in ON_WITHDRAWAL.values():
        follow(consent, by)
    return consent


@transaction.atomic
def take_back(proof: Consent | NoticeGiven, *, words: str, by: User) -> Consent | NoticeGiven:
    """It was written down by mistake (another person, another form). The row stays, with the reason; it counts no more.

    Raises `Refusal`: no-words, ended-already, too-long, merged; `PermissionDenied`.
    """
    client = _writable(standing_file(proof.client), by)
    words = contacts.clean_line(words, LONGEST_WORDS, field="words")
    if not words:
        raise Refusal("no-words", sentence=_("Please say what was wrong, in a few words."), field="words")
    proof = lock(proof)
    if proof.ended_at is not None:
        raise Refusal("ended-already", sentence=ENDED_ALREADY)
    proof = _end(proof, Ended.MISTAKE, by=by, words=words)
    if isinstance(proof, NoticeGiven) and proof.purpose == MAIN_PURPOSE:
        _thin_again(client)
    record(f"{proof._meta.model_name}.taken-back", proof, by=by, organisation=client.organization_id, purpose=proof.purpose)
    return proof


def note_shown(client: Client, *, on: date, language: str, by: User) -> NoticeGiven | None:
    """A file that is just being opened says that the notice was shown: keep the proof where there is a version in that language.

    Without one only the thin columns say so, and the file that the version is not known. Wants the open transaction of the caller.
    """
    form = Form.objects.filter(
        organization=client.organization_id, kind=FormKind.NOTICE, purpose=MAIN_PURPOSE, state=FormState.PUBLISHED
    ).first()
    if form is None or not FormText.objects.filter(form=form, language=language).exists() or on != time.today(client.centre.time_zone):
        return None
    how = How(language=language, method="handed")
    row = NoticeGiven.objects.create(**_columns(client, form, how, client.centre, by), given_at=time.now())
    record("notice.given", row, by=by, organisation=client.organization_id, form=str(form.pk), version=form.version, language=language)
    return row


def standing_file(client: Client) -> Client:
    """The file that this one went into in the end; itself when it stands for itself."""
    while client.merged_into_id:
        client = client.merged_into  # type: ignore[assignment]
    return client


def _writable(client: Client, by: User, *, protects: bool = False) -> Client:
    client = lock_open(client, protects=protects)
    if not can_write(by, client):
        raise PermissionDenied
    return client


def _in_use(client: Client, form: Form, kind: str) -> Form:
    """The version as it is now, held until the end: it cannot be withdrawn while somebody signs it."""
    form = lock(form)
    if form.organization_id != client.organization_id:
        raise Refusal("other-organisation")
    if form.state != FormState.PUBLISHED or form.kind != kind:
        raise Refusal("not-in-use", sentence=NOT_IN_USE)
    return form


def _instant(how: How, form: Form, client: Client) -> datetime:
    """When it was given: now, or at noon of an earlier day on which this version was in use already."""
    zone = client.centre.time_zone
    if how.on is None or how.on == time.today(zone):
        return time.now()
    if how.on > time.today(zone):
        raise Refusal("in-future", sentence=_("This day has not come yet."), field="on")
    published = form.published_at or time.now()
    if how.on < time.local(published, zone).date():
        sentence = _("This version was not in use on that day. Please leave the day empty, or choose a later one.")
        raise Refusal("before-form", sentence=sentence, field="on")
    return max(published, time.day_span(how.on, zone)[0] + timedelta(hours=12))


def _agreed(form: Form, said: str, recipients: Iterable[str] | None) -> list[str]:
    if said != Said.GIVEN or not form.recipients:
        return []
    wanted = form.recipients if recipients is None else [name for name in form.recipients if name in set(recipients)]
    if not wanted:
        sentence = _("Please choose at least one recipient, or note that the person refused.")
        raise Refusal("no-recipient", sentence=sentence, field="recipients")
    return list(wanted)


def _columns(client: Client, form: Form, how: How, centre: Centre, by: User) -> dict[str, Any]:
    names = ("language", "method", "witness", "explained", "explained_by", "explained_in", "signer", "guardian_name", "guardian_ground")
    values = {name: getattr(how, name) for name in names}
    place = {"organization_id": client.organization_id, "client": client, "centre": centre, "worker": by}
    return values | place | {"form": form, "purpose": form.purpose, "was_heard": how.was_heard}


def _is_twice(row: Consent | NoticeGiven, how: How) -> bool:
    same = (row.language, row.method, row.signer, row.explained) == (how.language, how.method, how.signer, how.explained)
    return same and how.on is None and (time.now() - row.created_at).total_seconds() < TWICE_SECONDS


def _end(row: Any, ended: str, *, by: User, words: str = "", **values: str) -> Any:
    row.ended, row.ended_at, row.ended_by, row.ended_words = ended, max(time.now(), row.given_at), by, words
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=["ended", "ended_at", "ended_by", "ended_words", *values, "updated_at"])
    return row


def _keep_thin(client: Client, row: NoticeGiven) -> None:
    """The day and language that lists and the head of the file show."""
    day = time.local(row.given_at, client.centre.time_zone).date()
    if row.purpose != MAIN_PURPOSE or (client.notice_shown_on is not None and client.notice_shown_on > day):
        return
    client.notice_shown_on, client.notice_language = day, row.language if row.language != BINDING else row.explained_in or BINDING
    client.save(update_fields=["notice_shown_on", "notice_language", "updated_at"])


def _thin_again(client: Client) -> None:
    """After a mistake: what the notices that are left say."""
    client.notice_shown_on, client.notice_language = None, ""
    last = NoticeGiven.objects.filter(client__in=files_of(client), purpose=MAIN_PURPOSE, ended_at=None).order_by("-given_at", "pk").first()
    if last is not None:
        _keep_thin(client, last)
    else:
        client.save(update_fields=["notice_shown_on", "notice_language", "updated_at"])
