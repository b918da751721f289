"""Writing and publishing notices and consent forms, and saying on which law each use of data stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from mosty.accounts.enums import Right, Role
from mosty.clients.enums.consents import (
    BINDING,
    GAP,
    LONGEST_ACT,
    LONGEST_BODY,
    LONGEST_RECIPIENT,
    LONGEST_TITLE,
    MOST_MONTHS,
    MOST_RECIPIENTS,
    Article,
    DataCategory,
    FormKind,
    FormState,
    Purpose,
    SpecialGround,
)
from mosty.clients.models import Form, FormText, LegalBasis
from mosty.clients.queries.forms import Starter, starters, texts_of
from mosty.core import contacts, time
from mosty.core.audit.record import record
from mosty.core.errors import Refusal
from mosty.core.locks import lock
from mosty.core.texts import told
from mosty.directory import access as directory
from mosty.directory.models import Centre, Membership, Phone

if TYPE_CHECKING:
    from mosty.accounts.models import User
    from mosty.directory.models import Organization

FIXED = _("This version was published, so it is never changed. Please make a new version.")
CHANGED = _("This text was changed meanwhile. What you typed is kept below; please compare it with the text as it stands now.")


@transaction.atomic
def new_version(organization: Organization, *, kind: str, purpose: str, by: User) -> Form:
    """A draft: a copy of the newest version with all its texts, else our starter texts with what is known of the organisation filled in.

    A draft that there is already is given back. Raises `Refusal`: bad-form; `Missing` or `PermissionDenied`.
    """
    _demand(by, organization)
    if kind not in FormKind.values or purpose not in Purpose.values:
        raise Refusal("bad-form", sentence=_("Please choose what the form is for."), field="purpose")
    mine = Form.objects.filter(organization=organization, kind=kind, purpose=purpose)
    draft = mine.filter(state=FormState.DRAFT).first()
    if draft is not None:
        return draft
    last = mine.order_by("-version").first()
    starter = starters().get((kind, purpose))
    number = (mine.aggregate(last=Max("version"))["last"] or 0) + 1
    try:
        with transaction.atomic():
            form = Form.objects.create(
                organization=organization,
                kind=kind,
                purpose=purpose,
                version=number,
                **_begin_with(last, starter),
            )
    except IntegrityError:  # somebody made the draft at this moment
        return mine.get(state=FormState.DRAFT)
    texts = [(row.language, row.title, row.body, row.is_checked) for row in texts_of(last).values()] if last else []
    if not texts and starter is not None:
        texts = [(code, *text, False) for code, text in filled(starter, organization).items()]
    FormText.objects.bulk_create(
        FormText(organization=organization, form=form, language=code, title=title, body=body, is_checked=checked)
        for code, title, body, checked in texts
    )
    record("form.drafted", form, by=by, organisation=organization.pk, kind=kind, purpose=purpose, version=number)
    return form


@transaction.atomic
def save_text(form: Form, *, language: str, title: str, body: str, is_checked: bool, seen: str = "", by: User) -> FormText:
    """Write the text in one language. `seen`: `version_of` the text that the writer began with; another one is never written over.

    Raises `Refusal`: fixed, changed, bad-language, no-title, no-body, too-long, direction-marks; `Missing` or `PermissionDenied`.
    """
    form = _draft(form, by)
    if language not in dict(settings.LANGUAGES):
        raise Refusal("bad-language", sentence=_("Please choose a language from the list."), field="language")
    row = FormText.objects.filter(form=form, language=language).first()
    if seen != version_of(row):
        raise Refusal("changed", sentence=CHANGED)
    title = contacts.clean_line(title, LONGEST_TITLE, field="title")
    body = contacts.clean_line(body, LONGEST_BODY, field="body", keep_breaks=True)
    if not title:
        raise Refusal("no-title", sentence=_("Please give the form a title."), field="title")
    if not body:
        raise Refusal("no-body", sentence=_("Please write the text."), field="body")
    row = row or FormText(organization_id=form.organization_id, form=form, language=language)
    row.title, row.body, row.is_checked = title, body, is_checked
    row.save()
    record("form.text-saved", form, by=by, organisation=form.organization_id, language=language, checked=is_checked)
    return row


@transaction.atomic
def remove_text(form: Form, *, language: str, by: User) -> None:
    """Take a language out of a draft. Raises `Refusal`: fixed, needs-polish; `Missing` or `PermissionDenied`."""
    form = _draft(form, by)
    if language == BINDING:
        raise Refusal("needs-polish", sentence=_("The Polish text is the one that binds; it cannot be left out."))
    if FormText.objects.filter(form=form, language=language).delete()[0]:
        record("form.text-removed", form, by=by, organisation=form.organization_id, language=language)


@transaction.atomic
def save_facts(
    form: Form, *, categories: Iterable[str], recipients: Iterable[str], valid_months: int | None, asks_again: bool, by: User
) -> Form:
    """What the version covers, who gets the data, how long a consent holds, and whether people are to be asked again.

    Raises `Refusal`: fixed, bad-category, too-many, too-long, bad-months; `Missing` or `PermissionDenied`.
    """
    form = _draft(form, by)
    chosen = list(dict.fromkeys(categories))
    if not set(chosen) <= set(DataCategory.values):
        raise Refusal("bad-category", sentence=_("Please choose the kinds of data from the list."), field="categories")
    names = [contacts.clean_line(name, LONGEST_RECIPIENT, field="recipients") for name in recipients]
    names = list(dict.fromkeys(name for name in names if name))
    if len(names) > MOST_RECIPIENTS:
        sentence = _("Please name at most %(most)d recipients.") % {"most": MOST_RECIPIENTS}
        raise Refusal("too-many", sentence=sentence, field="recipients")
    if valid_months is not None and not 1 <= valid_months <= MOST_MONTHS:
        sentence = _("Please give between 1 and %(most)d months, or leave it empty.") % {"most": MOST_MONTHS}
        raise Refusal("bad-months", sentence=sentence, field="valid_months")
    form.categories = chosen
    form.recipients, form.asks_again = names, asks_again
    form.valid_months = valid_months if form.kind == FormKind.CONSENT else None
    form.save(update_fields=["categories", "recipients", "valid_months", "asks_again", "updated_at"])
    record("form.changed", form, by=by, organisation=form.organization_id)
    return form


@transaction.atomic
def publish(form: Form, *, by: User) -> Form:
    """From now on this version is given to people, for ever as it stands; the one before is withdrawn at the same moment.

    Raises `Refusal`: fixed, no-polish (no Polish text, or not marked as checked), gaps (a text still has […]), no-recipient (a consent to
    pass data on without saying to whom), no-category; `Missing` or `PermissionDenied`.
    """
    form = _draft(form, by)
    texts = texts_of(form)
    if BINDING not in texts or not texts[BINDING].is_checked:
        raise Refusal("no-polish", sentence=_("The Polish text binds. Please write it, read it once more, and mark it as checked."))
    open_gaps = [code for code, row in texts.items() if GAP in row.title or GAP in row.body]
    if open_gaps:
        names = dict(settings.LANGUAGES)
        sentence = _("A text still has the sign %(gap)s where something has to be written: %(languages)s.")
        raise Refusal("gaps", sentence=sentence % {"gap": GAP, "languages": ", ".join(names[code] for code in open_gaps)})
    if not form.categories:
        raise Refusal("no-category", sentence=_("Please say which kinds of data the form covers."), field="categories")
    if form.kind == FormKind.CONSENT and form.purpose == Purpose.TRANSFER and not form.recipients:
        raise Refusal("no-recipient", sentence=_("Please name those who get the data. Nobody can agree to an unknown recipient."))
    now = time.now()
    before = Form.objects.filter(organization=form.organization_id, kind=form.kind, purpose=form.purpose, state=FormState.PUBLISHED)
    for old in before.select_for_update(of=("self",)):
        _close(old, now, by=by)
    form.state, form.published_at, form.published_by = FormState.PUBLISHED, now, by
    form.save(update_fields=["state", "published_at", "published_by", "updated_at"])
    record("form.published", form, by=by, organisation=form.organization_id, purpose=form.purpose, version=form.version)
    return form


@transaction.atomic
def withdraw_form(form: Form, *, by: User) -> Form:
    """Nobody is given this version any more. Consents that were given on it stand until they are withdrawn.

    Raises `Refusal`: not-in-use; `Missing` or `PermissionDenied`.
    """
    form = _locked(form, by)
    if form.state != FormState.PUBLISHED:
        raise Refusal("not-in-use", sentence=_("This version is not in use."))
    return _close(form, time.now(), by=by)


@transaction.atomic
def discard(form: Form, *, by: User) -> None:
    """Throw a draft away. Raises `Refusal`: fixed; `Missing` or `PermissionDenied`."""
    form = _draft(form, by)
    record("form.discarded", form, by=by, organisation=form.organization_id, purpose=form.purpose, version=form.version)
    form.delete()


@transaction.atomic
def set_basis(
    organization: Organization, *, purpose: str, article: str, special: str = "", act: str = "", valid_from: date | None = None, by: User
) -> LegalBasis:
    """Say on which ground a purpose stands from a day on (none: today). The ground before it ends the day before.

    The same again is kept once. Raises `Refusal`: bad-purpose, bad-article, no-act (anything but consent names its law), earlier (a
    later ground is noted), too-long; `Missing` or `PermissionDenied`.
    """
    _demand(by, organization)
    if purpose not in Purpose.values:
        raise Refusal("bad-purpose", sentence=_("Please choose what the data are used for."), field="purpose")
    if article not in Article.values or special not in ("", *SpecialGround.values):
        raise Refusal("bad-article", sentence=_("Please choose a ground from the list."), field="article")
    act = contacts.clean_line(act, LONGEST_ACT, field="act")
    if not act and article != Article.CONSENT:
        raise Refusal("no-act", sentence=_("Please name the law, contract or interest that it stands on."), field="act")
    day = valid_from or time.today()
    mine = LegalBasis.objects.select_for_update(of=("self",)).filter(organization=organization, purpose=purpose)
    rows = list(mine.order_by("-valid_from", "pk"))
    now = rows[0] if rows and rows[0].valid_to is None else None
    if now is not None and (now.article, now.special, now.act) == (article, special, act):
        return now
    if rows and rows[0].valid_from >= day:
        sentence = _("A ground from that day or a later one is noted already. Please choose a later day.")
        raise Refusal("earlier", sentence=sentence, field="valid_from")
    if now is not None:
        now.valid_to = day - timedelta(days=1)
        now.save(update_fields=["valid_to", "updated_at"])
    values = {"purpose": purpose, "article": article, "special": special, "act": act, "valid_from": day}
    try:
        with transaction.atomic():
            row = LegalBasis.objects.create(organization=organization, by=by, **values)
    except IntegrityError:
        raise Refusal("earlier", sentence=_("Somebody noted a ground at this moment. Please look again."), field="valid_from") from None
    record("basis.set", row, by=by, organisation=organization.pk, purpose=purpose, article=article, special=special)
    return row


def version_of(row: FormText | None) -> str:
    """What tells one state of a text from the next; empty when there is none."""
    return row.updated_at.isoformat() if row is not None else ""


def filled(starter: Starter, organization: Organization, *, known: dict[str, str] | None = None) -> dict[str, tuple[str, str]]:
    """The starter texts with what is known of the organisation; `GAP` stands where nothing is."""
    basis = LegalBasis.objects.filter(organization=organization, purpose=starter.purpose, valid_to=None).first()
    facts = _facts(organization) | {"act": basis.act if basis else ""} | (known or {})
    found = {}
    for code, (title, body) in starter.texts.items():
        mine = facts | {"controller": str(told(organization.names, code)) or organization.name}
        found[code] = (title, re.sub(r"{(\w+)}", partial(_fill, mine), body))
    return found


def _fill(facts: dict[str, str], gap: re.Match[str]) -> str:
    return facts.get(gap[1]) or GAP


def _begin_with(last: Form | None, starter: Starter | None) -> dict[str, Any]:
    if last is not None:
        return {"categories": last.categories, "recipients": last.recipients, "valid_months": last.valid_months}
    return {"categories": list(starter.categories), "valid_months": starter.valid_months} if starter is not None else {}


def _facts(organization: Organization) -> dict[str, str]:
    """Address, contact and data protection officer, as far as the directory knows them."""
    centres = list(Centre.objects.filter(organization=organization).select_related("town").order_by("slug")[:2])
    address = ", ".join(filter(None, [centres[0].street, centres[0].postcode, centres[0].town.name])) if len(centres) == 1 else ""
    phone = Phone.objects.filter(centre__organization=organization).order_by("created_at", "pk").first() if len(centres) == 1 else None
    officers = Membership.objects.filter(organization=organization, role=Role.DPO, valid_to=None, user__is_active=True)
    officer = officers.select_related("user").order_by("valid_from", "pk").first()
    contact = ", ".join(filter(None, [phone.number if phone else "", organization.url]))
    return {"address": address, "contact": contact, "dpo": f"{officer.user.name}, {officer.user.email}" if officer else ""}


def _close(form: Form, now: datetime, *, by: User) -> Form:
    form.state, form.withdrawn_at, form.withdrawn_by = FormState.WITHDRAWN, now, by
    form.save(update_fields=["state", "withdrawn_at", "withdrawn_by", "updated_at"])
    record("form.withdrawn", form, by=by, organisation=form.organization_id, purpose=form.purpose, version=form.version)
    return form


def _demand(by: User, organization: Organization) -> None:
    directory.demand(by, Right.CONSENT_FORMS, organization=organization.pk, centre=None)


def _locked(form: Form, by: User) -> Form:
    form = lock(form)
    _demand(by, form.organization)
    return form


def _draft(form: Form, by: User) -> Form:
    form = _locked(form, by)
    if form.state != FormState.DRAFT:
        raise Refusal("fixed", sentence=FIXED)
    return form
