"""Birth date and the other questions that are asked of everybody, each with four answers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from mosty.clients.actions.keys import renew_keys
from mosty.clients.actions.opened import lock_open
from mosty.clients.enums import FIRST_BIRTH_YEAR, BirthQuality, Education, Sex, WorkStatus, YesNo, answers
from mosty.clients.models import Client
from mosty.core import time
from mosty.core.audit.record import record
from mosty.core.errors import Refusal

if TYPE_CHECKING:
    from mosty.accounts.models import User

QUESTIONS: dict[str, type[models.TextChoices]] = {"sex": Sex, "education": Education, "work": WorkStatus, "needs_interpreter": YesNo}
WITH_DATE = frozenset({BirthQuality.FULL, BirthQuality.MONTH, BirthQuality.APPROXIMATE})


@transaction.atomic
def save_details(
    client: Client, *, birth_quality: str = "", birth_on: date | None = None, birth_year: int | None = None, by: User, **asked: str
) -> Client:
    """Keep the birth date as well as it is known, and the answers to `QUESTIONS`.

    A full or approximate date needs `birth_on`, a month its first day, a year `birth_year`; other answers hold neither. The day is that
    of Poland's calendar. Raises `Refusal`: bad-answer, no-birth-date, future-birth, bad-birth-year.
    """
    client = lock_open(client)
    values: dict[str, Any] = birth(birth_quality, birth_on, birth_year, today=time.today(client.centre.time_zone))
    for name, choices in QUESTIONS.items():
        answer = asked.get(name, getattr(client, name))
        if answer not in {code for code, _words in answers(choices)}:
            raise Refusal("bad-answer", sentence=_("Please choose from the list."), field=name)
        values[name] = answer
    changed = sorted(name for name, value in values.items() if getattr(client, name) != value)
    if not changed:
        return client
    for name in changed:
        setattr(client, name, values[name])
    client.save(update_fields=[*changed, "updated_at"])
    if any(name.startswith("birth") or name == "sex" for name in changed):
        renew_keys(client)
    record("client.details-kept", client, by=by, organisation=client.organization_id, fields=changed)
    return client


def birth(quality: str, on: date | None, year: int | None, *, today: date) -> dict[str, Any]:
    """The three columns of a birth date, checked. Raises `Refusal` as `save_details`."""
    if quality not in {"", *BirthQuality.values}:
        raise Refusal("bad-answer", sentence=_("Please choose from the list."), field="birth_quality")
    if quality in WITH_DATE:
        if on is None:
            raise Refusal("no-birth-date", sentence=_("Please give the date, or choose how much of it is known."), field="birth_on")
        on, year = on.replace(day=1) if quality == BirthQuality.MONTH else on, on.year
    else:
        on = None
        year = year if quality in {"", BirthQuality.YEAR} else None
        if quality == BirthQuality.YEAR and year is None:
            raise Refusal("no-birth-date", sentence=_("Please give the year."), field="birth_year")
        if year is not None:
            quality = BirthQuality.YEAR
    if on is not None and on > today:
        raise Refusal("future-birth", sentence=_("The birth date lies in the future. Please check the year."), field="birth_on")
    if year is not None and not FIRST_BIRTH_YEAR <= year <= today.year:
        sentence = _("The year of birth must lie between %(first)d and %(last)d.") % {"first": FIRST_BIRTH_YEAR, "last": today.year}
        raise Refusal("bad-birth-year", sentence=sentence, field="birth_on" if on else "birth_year")
    return {"birth_quality": str(quality), "birth_on": on, "birth_year": year}
