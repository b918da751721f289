"""Facts change: a value from a day on, a correction, a check, an end. All pages follow at once, without a translation."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from mosty.core import stamp, time
from mosty.core.audit.record import record
from mosty.core.errors import Refusal
from mosty.guide.enums import FactKind, FactStatus
from mosty.guide.models import ArticlePage, Fact, FactValue

if TYPE_CHECKING:
    from mosty.accounts.models import User

COUNTS = {FactKind.DAYS, FactKind.WEEKS, FactKind.MONTHS, FactKind.YEARS, FactKind.HOURS, FactKind.MINUTES}
AMOUNTS = {FactKind.MONEY, FactKind.NUMBER, FactKind.PERCENT}
PHONE = re.compile(r"\+?\d{3,15}")


def canonical(kind: str, value: str) -> str:
    """The value as it is kept. Raises `Refusal` for what is none of its kind."""
    value = value.strip()
    try:
        if kind in COUNTS:
            return str(_count(value))
        if kind in AMOUNTS:
            return str(_amount(value))
        if kind == FactKind.DATE:
            return date.fromisoformat(value).isoformat()
    except (ValueError, InvalidOperation) as error:
        raise Refusal("bad-fact-value", sentence=_("This is no value of its kind."), field="value") from error
    if kind == FactKind.PHONE:
        value = re.sub(r"[\s()-]", "", value)
        if not PHONE.fullmatch(value):
            raise Refusal("bad-fact-value", sentence=_("This is no phone number."), field="value")
    if not value or len(value) > 300:
        raise Refusal("bad-fact-value", sentence=_("Please write a value of at most 300 characters."), field="value")
    return value


def _count(value: str) -> int:
    count = int(value)
    if not 0 <= count <= 100_000:
        raise ValueError(value)
    return count


def _amount(value: str) -> Decimal:
    amount = Decimal(value.replace(" ", "").replace(",", "."))
    if not amount.is_finite() or abs(amount) > 10**12:
        raise ValueError(value)
    return amount


@transaction.atomic
def set_value(
    fact: Fact,
    *,
    by: User | None,
    value: str,
    valid_from: date | None = None,
    valid_to: date | None = None,
    source: str = "",
    source_address: str = "",
    source_on: date | None = None,
    checked_on: date | None = None,
    status: str = FactStatus.CONFIRMED,
) -> FactValue:
    """The fact has this value from `valid_from` on (None: since ever). What was valid then ends the day before; a row for the same
    beginning is replaced, and kept. Every page shows it from its day on. Raises `Refusal`."""
    text = canonical(fact.kind, value)
    if valid_from and valid_to and valid_to < valid_from:
        raise Refusal("bad-period", field="valid_to")
    current = fact.values.filter(replaced_at=None).order_by("valid_from", "pk")
    for row in current:
        if row.valid_from == valid_from:
            row.replaced_at = time.now()
            row.save(update_fields=["replaced_at", "updated_at"])
        elif (
            valid_from and (row.valid_from is None or row.valid_from < valid_from) and (row.valid_to is None or row.valid_to >= valid_from)
        ):
            row.valid_to = valid_from - timedelta(days=1)
            row.save(update_fields=["valid_to", "updated_at"])
    made = FactValue.objects.create(
        fact=fact,
        value=text,
        valid_from=valid_from,
        valid_to=valid_to,
        status=status,
        source=source,
        source_address=source_address,
        source_on=source_on,
        checked_on=checked_on or time.today(),
        checked_by=by,
    )
    if by is not None and fact.loaded:
        fact.loaded = ""
        fact.save(update_fields=["loaded", "updated_at"])
    record("fact.changed", fact, by=by)
    stamp.renew_on_commit()
    return made


@transaction.atomic
def confirm(fact: Fact, *, by: User, on: date | None = None) -> Fact:
    """Somebody looked: the values are still true. Readers see the new day of the check."""
    fact.values.filter(replaced_at=None).update(checked_on=on or time.today(), checked_by=by, status=FactStatus.CONFIRMED)
    fact.loaded = ""
    fact.save(update_fields=["loaded", "updated_at"])
    record("fact.checked", fact, by=by)
    stamp.renew_on_commit()
    return fact


@transaction.atomic
def delete_fact(fact: Fact, *, by: User) -> None:
    """A fact nobody shows goes with its history. Raises `Refusal("fact-in-use")` with the pages (`details["pages"]`) otherwise."""
    pages = list(ArticlePage.objects.filter(fact_uses__fact=fact).select_related("locale").order_by("slug", "locale__language_code"))
    if pages:
        names = ", ".join(f"{page.title} ({page.locale.language_code})" for page in pages)
        sentence = _t("These pages show the fact, so it cannot be deleted: %(pages)s") % {"pages": names}
        raise Refusal("fact-in-use", sentence=sentence, pages=pages)
    record("fact.deleted", fact, by=by, key=fact.key)
    fact.delete()
