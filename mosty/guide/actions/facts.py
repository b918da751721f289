"""Facts change: a value from a day on, a correction, a check, an end. All pages follow at once, without a translation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from mosty.core import stamp, time
from mosty.core.audit.record import record
from mosty.core.errors import Refusal
from mosty.guide.actions.texts import KEY, SOURCE_LANGUAGE, check_days, clean_texts
from mosty.guide.actions.uses import keep_ties, named_facts, not_in_uses
from mosty.guide.enums import FactKind, FactStatus
from mosty.guide.models import ArticlePage, Fact, FactAct, FactValue, LegalAct

if TYPE_CHECKING:
    from mosty.accounts.models import User

COUNTS = {FactKind.DAYS, FactKind.WEEKS, FactKind.MONTHS, FactKind.YEARS, FactKind.HOURS, FactKind.MINUTES}
AMOUNTS = {FactKind.MONEY, FactKind.NUMBER, FactKind.PERCENT}
WEB = re.compile(r"https://[^\s/]+\.[^\s]+")
CURRENCY = re.compile(r"[A-Z]{3}")
PHONE = re.compile(r"\+?[0-9]{3,15}")
AMOUNT = re.compile(r"\d{1,13}(?:\.\d+)?")  # no sign, no exponent: no fee and no share is below nothing


def canonical(kind: str, value: str) -> str:
    """The value as it is kept. Raises `Refusal` for what is none of its kind."""
    value = value.strip()
    try:
        if kind in COUNTS:
            return str(_count(value))
        if kind in AMOUNTS:
            return str(_amount(value, places=2 if kind == FactKind.MONEY else 6))
        if kind == FactKind.DATE:
            return _day(value)
    except (ValueError, InvalidOperation) as error:
        raise Refusal("bad-fact-value", sentence=_("This is no value of its kind."), field="value") from error
    if kind == FactKind.PHONE:
        value = re.sub(r"[\s()-]", "", value)
        if not PHONE.fullmatch(value):
            raise Refusal("bad-fact-value", sentence=_("This is no phone number."), field="value")
    if kind == FactKind.URL and not WEB.fullmatch(value):
        raise Refusal("bad-fact-value", sentence=_("An address begins with https://."), field="value")
    if not value or len(value) > 300:
        raise Refusal("bad-fact-value", sentence=_("Please write a value of at most 300 characters."), field="value")
    return value


def _count(value: str) -> int:
    if not value.isdecimal():
        raise ValueError(value)
    count = int(value)
    if not 0 <= count <= 100_000:
        raise ValueError(value)
    return count


def _amount(value: str, *, places: int) -> Decimal:
    """Digits may stand in groups; one comma or point. 1,000 is no amount of money: nobody knows whether it is one or a thousand."""
    plain = re.sub(r"\s", "", value).replace(",", ".")
    if not AMOUNT.fullmatch(plain) or len(plain.partition(".")[2]) > places:
        raise ValueError(value)
    amount = Decimal(plain)
    if amount > 10**12:
        raise ValueError(value)
    return amount


def _day(value: str) -> str:
    day = date.fromisoformat(value)
    check_days(value=day)
    return day.isoformat()


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
    """The fact has this value from `valid_from` on (None: since ever), until the next one that is known begins. What was valid then ends
    the day before; a row for the same beginning is replaced, and kept. Every page shows it from its day on. Raises `Refusal`."""
    text = canonical(fact.kind, value)
    _check_source(source_address, source_on, checked_on)
    check_days(valid_from=valid_from, valid_to=valid_to)
    if valid_from and valid_to and valid_to < valid_from:
        raise Refusal("bad-period", field="valid_to")
    rows = list(fact.values.select_for_update().filter(replaced_at=None).order_by("valid_from", "pk"))
    for row in rows:
        if row.valid_from == valid_from:
            _replace(row)
            valid_to = valid_to or row.valid_to
        elif (
            valid_from and (row.valid_from is None or row.valid_from < valid_from) and (row.valid_to is None or row.valid_to >= valid_from)
        ):
            row.valid_to = valid_from - timedelta(days=1)
            row.save(update_fields=["valid_to", "updated_at"])
    later = [row.valid_from for row in rows if row.valid_from and (valid_from is None or row.valid_from > valid_from)]
    ends = [day for day in (valid_to, min(later) - timedelta(days=1) if later else None) if day]
    made = FactValue.objects.create(
        fact=fact,
        value=text,
        valid_from=valid_from,
        valid_to=min(ends, default=None),
        status=status,
        source=source.strip()[:200],
        source_address=source_address,
        source_on=source_on,
        checked_on=checked_on or time.today(),
        checked_by=by,
    )
    _changed(fact, by=by, verb="fact.changed")
    return made


@transaction.atomic
def correct(
    row: FactValue, *, by: User, value: str, source: str = "", source_address: str = "", source_on: date | None = None
) -> FactValue:
    """The row was wrong: another stands in its place, for the same days. The wrong one is kept. Raises `Refusal`."""
    row = FactValue.objects.select_for_update().select_related("fact").get(pk=row.pk)
    if row.replaced_at is not None:
        raise Refusal("already-replaced", sentence=_("Somebody has corrected this value already."))
    text = canonical(row.fact.kind, value)
    _check_source(source_address, source_on, None)
    _replace(row)
    made = FactValue.objects.create(
        fact=row.fact,
        value=text,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        source=source.strip()[:200],
        source_address=source_address,
        source_on=source_on,
        checked_on=time.today(),
        checked_by=by,
    )
    _changed(row.fact, by=by, verb="fact.corrected")
    return made


def _check_source(address: str, source_on: date | None, checked_on: date | None) -> None:
    check_days(source_on=source_on, checked_on=checked_on)
    if address and not address.startswith(("https://", "http://")):
        raise Refusal("bad-address", sentence=_("An address begins with https://."), field="source_address")
    if len(address) > 500:
        raise Refusal("bad-address", sentence=_("This address is too long."), field="source_address")
    for name, day in (("source_on", source_on), ("checked_on", checked_on)):
        if day and day > time.today():
            raise Refusal("in-future", sentence=_("This day is still to come."), field=name)


def _replace(row: FactValue) -> None:
    row.replaced_at = time.now()
    row.save(update_fields=["replaced_at", "updated_at"])


def _changed(fact: Fact, *, by: User | None, verb: str) -> None:
    if by is not None and fact.loaded:
        fact.loaded = ""
        fact.save(update_fields=["loaded", "updated_at"])
    record(verb, fact, by=by)
    stamp.renew_on_commit()


@transaction.atomic
def confirm(fact: Fact, *, by: User, on: date | None = None) -> Fact:
    """Somebody looked at the source: the values are still true, also one that was not verified. Readers see the new day of the check."""
    _check_source("", None, on)
    fact.values.filter(replaced_at=None).update(checked_on=on or time.today(), checked_by=by, status=FactStatus.CONFIRMED)
    _changed(fact, by=by, verb="fact.checked")
    return fact


@transaction.atomic
def save_fact(
    key: str,
    *,
    by: User,
    kind: str,
    names: Mapping[str, str],
    currency: str = "PLN",
    review_months: int = 12,
    owner: str = "",
    keeper: User | None = None,
    acts: Iterable[str] = (),
    note: str = "",
) -> Fact:
    """The fact is called so, is looked after by them and rests on these acts; made when there is none. What has values keeps its kind.
    Raises `Refusal`."""
    if not KEY.fullmatch(key):
        raise Refusal("bad-key", sentence=_("A key has small Latin letters, digits and hyphens only."), field="key")
    fact = Fact.objects.select_for_update().filter(key=key).first() or Fact(key=key)
    if kind not in FactKind.values or (fact.kind not in {"", kind} and fact.values.exists()):
        raise Refusal("kind-stays", sentence=_("A fact that has values keeps its kind."), field="kind")
    kept = clean_texts(names, most=200)
    if SOURCE_LANGUAGE not in kept:
        raise Refusal("no-polish", sentence=_("Please write the Polish name."), field="name_pl")
    if not 1 <= review_months <= 60:
        raise Refusal("bad-review", sentence=_("A fact is checked every 1 to 60 months."), field="review_months")
    if not CURRENCY.fullmatch(currency):
        raise Refusal("bad-currency", sentence=_("A currency has three capital letters, for instance PLN."), field="currency")
    if owner and not ArticlePage.objects.filter(slug=owner).exists():
        raise Refusal("unknown-article", sentence=_("There is no such article."), field="owner")
    fact.kind, fact.names, fact.currency, fact.review_months = kind, kept, currency, review_months
    fact.owner, fact.keeper, fact.note, fact.loaded = owner, keeper, note.replace("\x00", "").strip(), ""
    fact.save()
    keep_ties(FactAct, "act", LegalAct.objects.filter(key__in=list(acts)), fact=fact)
    record("fact.saved", fact, by=by, key=key)
    stamp.renew_on_commit()
    return fact


@transaction.atomic
def delete_fact(fact: Fact, *, by: User) -> None:
    """A fact nobody shows, not even a draft or a text on the calendar, goes with its history. Raises
    `Refusal("fact-in-use")` with the pages (`details["pages"]`) otherwise."""
    pages: list[Any] = list(
        ArticlePage.objects.filter(fact_uses__fact=fact).select_related("locale").order_by("slug", "locale__language_code")
    )
    shown = {page.pk for page in pages}
    pages += [page for page in not_in_uses(fact.key, named_facts) if page.pk not in shown]
    if pages:
        names = ", ".join(f"{page.title} ({page.locale.language_code})" for page in pages)
        sentence = _t("These pages show the fact, so it cannot be deleted: %(pages)s") % {"pages": names}
        raise Refusal("fact-in-use", sentence=sentence, pages=pages)
    record("fact.deleted", fact, by=by, key=fact.key)
    fact.delete()
    stamp.renew_on_commit()
