"""Opening and changing people's files."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from mosty.clients.actions.consents import note_shown
from mosty.clients.actions.keys import renew_keys
from mosty.clients.actions.names import keep_main
from mosty.clients.actions.opened import lock_open
from mosty.clients.enums import FIRST_BIRTH_YEAR, LONGEST_NAME, SHELL_NUMBERS, BirthQuality, folded
from mosty.clients.models import Client, ErasureRecord
from mosty.core import contacts, time, world
from mosty.core.audit.record import record
from mosty.core.errors import Refusal

if TYPE_CHECKING:
    from mosty.accounts.models import User
    from mosty.directory.models import Centre

ATTEMPTS = 20


@transaction.atomic
def open_client(
    *,
    centre: Centre,
    name: str,
    phone: str = "",
    email: str = "",
    language: str = "",
    citizenship: str = "",
    birth_year: int | None = None,
    notice_shown_on: date | None = None,
    notice_language: str = "",
    by: User,
) -> Client:
    """Open a person's file at the centre, with the next number of its organisation.

    Two that open at the same moment get two numbers. Where the notice was shown, the version in use is kept as proof with it
    (`actions.consents`, which later notices go through). Raises `Refusal`: no-name, too-long, direction-marks, bad-phone, bad-email,
    bad-language, bad-citizenship, bad-birth-year, bad-notice, busy.
    """
    values = _clean(
        name=name,
        phone=phone,
        email=email,
        language=language,
        citizenship=citizenship,
        birth_year=birth_year,
        notice_shown_on=notice_shown_on,
        notice_language=notice_language,
        zone=centre.time_zone,
    )
    quality = BirthQuality.YEAR if birth_year else ""
    client = _numbered(Client(organization_id=centre.organization_id, centre=centre, opened_by=by, birth_quality=quality, **values))
    keep_main(client)
    renew_keys(client)
    if client.notice_shown_on is not None:
        note_shown(client, on=client.notice_shown_on, language=client.notice_language, by=by)
    record("client.opened", client, by=by, organisation=client.organization_id)
    return client


@transaction.atomic
def change_client(
    client: Client,
    *,
    name: str,
    phone: str,
    email: str,
    language: str,
    citizenship: str,
    birth_year: int | None,
    by: User,
) -> Client:
    """Put the file right. The trace says which fields changed, never their values.

    Raises `Refusal` as `open_client`; also bad-birth-year when the file has a birth date of another year.
    """
    client = lock_open(client)
    if client.birth_on is not None and birth_year != client.birth_year:
        sentence = _("The file has a birth date of another year. Please put the birth date right first.")
        raise Refusal("bad-birth-year", sentence=sentence, field="birth_year")
    values = _clean(
        name=name,
        phone=phone,
        email=email,
        language=language,
        citizenship=citizenship,
        birth_year=birth_year,
        notice_shown_on=client.notice_shown_on,
        notice_language=client.notice_language,
        zone=client.centre.time_zone,
    )
    changed = sorted(field for field, value in values.items() if getattr(client, field) != value)
    if not changed:
        return client
    for field in changed:
        setattr(client, field, values[field])
    if "birth_year" in changed:  # the year alone is an answer; so is its absence
        client.birth_quality = BirthQuality.YEAR if birth_year else ""
    client.save(update_fields=[*changed, "birth_quality", "updated_at"])
    keep_main(client)
    renew_keys(client)
    record("client.changed", client, by=by, organisation=client.organization_id, fields=[field for field in changed if field != "search"])
    return client


def _clean(*, zone: str, **given: Any) -> dict[str, Any]:
    name = contacts.clean_name(given["name"], LONGEST_NAME)
    language, notice_language, citizenship = given["language"], given["notice_language"], given["citizenship"]
    birth_year, notice_shown_on = given["birth_year"], given["notice_shown_on"]
    today = time.today(zone)
    if language and language not in world.languages_known():
        raise Refusal("bad-language", sentence=_("Please choose a language from the list."), field="language")
    if citizenship and citizenship not in world.citizenships_known():
        raise Refusal("bad-citizenship", sentence=_("Please choose a country from the list."), field="citizenship")
    if birth_year is not None and not FIRST_BIRTH_YEAR <= birth_year <= today.year:
        sentence = _("The year of birth must lie between %(first)d and %(last)d.") % {"first": FIRST_BIRTH_YEAR, "last": today.year}
        raise Refusal("bad-birth-year", sentence=sentence, field="birth_year")
    if notice_shown_on is not None and notice_shown_on > today:
        raise Refusal("bad-notice", sentence=_("The notice cannot have been shown on a day to come."), field="notice_shown_on")
    if notice_language and notice_language not in world.languages_known():
        raise Refusal("bad-language", sentence=_("Please choose a language from the list."), field="notice_language")
    return {
        "name": name,
        "phone": contacts.clean_phone(given["phone"]),
        "email": contacts.clean_email(given["email"]),
        "language": language,
        "citizenship": citizenship,
        "birth_year": birth_year,
        "notice_shown_on": notice_shown_on,
        "notice_language": notice_language if notice_shown_on else "",
        "search": folded(name),
    }


def _numbered(client: Client) -> Client:
    """Save with the next number; whoever took it at the same moment is waited for, then the one after is taken."""
    for _attempt in range(ATTEMPTS):
        client.number = _newest(client.organization_id) + 1
        try:
            with transaction.atomic():
                client.save(force_insert=True)
        except IntegrityError:
            continue
        return client
    raise Refusal("busy")


def _newest(organization: UUID) -> int:
    """The highest number that was ever given: also of a file that was erased since."""
    last = Client.objects.filter(organization=organization, number__lt=SHELL_NUMBERS).aggregate(last=Max("number"))["last"] or 1000
    erased = ErasureRecord.objects.filter(organization=organization).aggregate(last=Max("last_number"))["last"] or 0
    return int(max(last, erased))
