"""Notices and consents of people who do not exist: forms in use, on which law data are used, who was told and who agreed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from django.conf import settings
from django.utils import timezone

from mosty.accounts.models import User
from mosty.clients.access.gate import USUAL
from mosty.clients.actions.forms import filled
from mosty.clients.enums.consents import Ended, Explained, FormState, Method, Purpose, Said, Signer, WithdrawalWay
from mosty.clients.models import Client, Consent, Form, FormText, LegalBasis, NoticeGiven
from mosty.clients.queries.forms import starters
from mosty.core import time as clock
from mosty.directory.models import Organization
from mosty.programme.management.demo.bulk import insert

SINCE = date(2022, 3, 1)
# the ground of a demo; a real organisation names its own
ACTS = {
    Purpose.ADVICE: "ustawa, na której opiera się zadanie centrum (przykład w demo)",
    Purpose.PROJECT: "rozporządzenie (UE) 2021/1147; umowa o dofinansowanie (przykład w demo)",
}
KNOWN = {"address": "ul. Przykładowa 1, Poznań", "contact": "kontakt@mosty.example", "dpo": "Piotr Zych, piotr@mosty.example"}
RECIPIENTS = {
    Purpose.TRANSFER: ["Powiatowe Centrum Pomocy Rodzinie w Poznaniu", "Miejski Ośrodek Pomocy Rodzinie w Poznaniu"],
    Purpose.PROJECT: ["Minister Spraw Wewnętrznych i Administracji", "Komisja Europejska"],
}
ASKED = {Purpose.MESSAGES: 0.3, Purpose.TRANSFER: 0.12, Purpose.IMAGE: 0.1, Purpose.SPECIAL: 0.05}
AGREES, WITHDRAWS = 0.8, 0.06
CHECKED = ("pl", "en", "uk")  # what the officer of the demo reads


def load(organization: Organization, officer: User, clients: Sequence[Client], rng: Random, *, today: date) -> dict[str, int]:
    """Forms of the organisation, and rows for the people; how many. Wants the people written, and an open transaction."""
    insert(
        LegalBasis,
        [
            LegalBasis(
                organization=organization,
                purpose=one,
                article=article,
                special=special,
                act=ACTS.get(one, ""),
                valid_from=SINCE,
                by=officer,
            )
            for one, (article, special) in USUAL.items()
        ],
    )
    since = _noon(SINCE)
    forms = {key: _form(organization, *key, officer, since) for key in starters()}
    again = _form(organization, "consent", Purpose.IMAGE, officer, _noon(today - timedelta(days=40)), version=2, asks_again=True)
    languages = set(FormText.objects.filter(form=forms["notice", "advice"]).order_by().values_list("language", flat=True))
    notices, consents = [], []
    for client in clients:
        if client.notice_shown_on is None or client.opened_by_id is None:
            continue
        told = client.notice_language if client.notice_language in languages else "pl"
        notices.append(
            NoticeGiven(**_proof(client, forms["notice", "advice"], told, rng), method=rng.choice((Method.HANDED, Method.PAPER)))
        )
        for purpose, share in ASKED.items():
            if rng.random() < share and not _is_minor(client, today):
                consents.append(_consent(client, forms["consent", purpose], again, rng, today))
    insert(NoticeGiven, notices)
    insert(Consent, consents)
    return {"notices": len(notices), "consents": len(consents)}


def _form(
    organization: Organization, kind: str, purpose: str, officer: User, at: datetime, *, version: int = 1, asks_again: bool = False
) -> Form:
    """A version in use since then, of our starter texts; the one before it is withdrawn at that moment."""
    starter = starters()[kind, purpose]
    form = Form.objects.create(
        organization=organization,
        kind=kind,
        purpose=purpose,
        version=version,
        categories=list(starter.categories),
        recipients=RECIPIENTS.get(Purpose(purpose), []) if (kind, purpose) != ("notice", "advice") else [],
        valid_months=starter.valid_months,
        asks_again=asks_again,
    )
    known = KNOWN | {"act": ACTS.get(Purpose(purpose), "")}
    texts = filled(starter, organization, known=known)
    insert(
        FormText,
        [
            FormText(organization=organization, form=form, language=code, title=title, body=body, is_checked=code in CHECKED)
            for code, (title, body) in texts.items()
        ],
    )
    before = Form.objects.filter(organization=organization, kind=kind, purpose=purpose, state=FormState.PUBLISHED)
    before.update(state=FormState.WITHDRAWN, withdrawn_at=at, withdrawn_by=officer)
    Form.objects.filter(pk=form.pk).update(state=FormState.PUBLISHED, published_at=at, published_by=officer)
    return form


def _proof(client: Client, form: Form, language: str, rng: Random) -> dict[str, object]:
    is_explained = language == "pl" and client.language not in ("", "pl")
    return {
        "organization_id": client.organization_id,
        "client": client,
        "form": form,
        "purpose": form.purpose,
        "language": language,
        "given_at": _noon(client.notice_shown_on) + timedelta(minutes=rng.randrange(-180, 180)),
        "centre_id": client.centre_id,
        "worker_id": client.opened_by_id,
        "explained": Explained.INTERPRETER if is_explained else Explained.NOBODY,
        "explained_by": "tłumaczka z dyżuru telefonicznego" if is_explained else "",
        "explained_in": client.language if is_explained else "",
        "signer": Signer.PERSON,
    }


def _consent(client: Client, form: Form, again: Form, rng: Random, today: date) -> Consent:
    values = _proof(client, form, client.language if client.language in CHECKED else "pl", rng)
    given_at = values["given_at"]
    if form.purpose == again.purpose and isinstance(given_at, datetime) and given_at > _noon(today - timedelta(days=40)):
        values["form"] = again
    row = Consent(**values, method=Method.PAPER, said=Said.GIVEN if rng.random() < AGREES else Said.REFUSED)
    if row.said == Said.REFUSED:
        return row
    row.recipients = form.recipients
    if form.valid_months and client.notice_shown_on:
        row.expires_on = clock.months_later(client.notice_shown_on, form.valid_months)
    if rng.random() < WITHDRAWS:
        row.ended, row.ended_at, row.ended_by_id = Ended.WITHDRAWN, row.given_at + timedelta(days=rng.randrange(1, 20)), client.opened_by_id
        row.withdrawn_how = rng.choice(WithdrawalWay.values)
        row.ended_at = min(row.ended_at, max(timezone.now(), row.given_at))
    return row


def _is_minor(client: Client, today: date) -> bool:
    return client.birth_year is not None and today.year - client.birth_year <= 19


def _noon(day: date | None) -> datetime:
    return clock.at(day or SINCE, time(12), settings.TIME_ZONE)
