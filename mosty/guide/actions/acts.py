"""Legal acts: written down, changed, and marked as changed, which makes everything that cites them "to check"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from mosty.core import stamp, time
from mosty.core.audit.record import record
from mosty.core.errors import Refusal
from mosty.guide.actions.checks import open_checks
from mosty.guide.actions.texts import KEY, check_days, clean_texts
from mosty.guide.actions.uses import keep_acts
from mosty.guide.enums import ActStatus
from mosty.guide.models import ActChange, ArticlePage, LegalAct

if TYPE_CHECKING:
    from mosty.accounts.models import User


@transaction.atomic
def save_act(
    key: str,
    *,
    by: User,
    title: str,
    names: Mapping[str, str],
    journal: str = "",
    address: str = "",
    status: str = ActStatus.UNVERIFIED,
    in_force_from: date | None = None,
    in_force_to: date | None = None,
    source: str = "",
    note: str = "",
) -> LegalAct:
    """The act with this key is so; made when there is none. Raises `Refusal`."""
    if not KEY.fullmatch(key):
        raise Refusal("bad-key", sentence=_("A key has small Latin letters, digits and hyphens only."), field="key")
    if not title.strip():
        raise Refusal("no-title", sentence=_("Please write the Polish title of the act."), field="title")
    if address and not address.startswith(("https://", "http://")):
        raise Refusal("bad-address", sentence=_("An address begins with https://."), field="address")
    check_days(in_force_from=in_force_from, in_force_to=in_force_to)
    if in_force_from and in_force_to and in_force_to < in_force_from:
        raise Refusal("bad-period", field="in_force_to")
    act = LegalAct.objects.select_for_update().filter(key=key).first() or LegalAct(key=key)
    act.title, act.names = title.strip()[:500], clean_texts(names, most=200)
    act.journal, act.address, act.status = journal.strip()[:120], address[:500], status
    act.in_force_from, act.in_force_to = in_force_from, in_force_to
    act.source, act.note, act.loaded = source.strip()[:200], note.strip(), ""
    act.save()
    record("act.saved", act, by=by, key=key)
    stamp.renew_on_commit()
    return act


@transaction.atomic
def rest_on(act: LegalAct, *, by: User, articles: Iterable[str]) -> None:
    """Exactly these articles (slugs), in every language, rest on the act."""
    wanted = set(articles)
    pages = ArticlePage.objects.order_by("slug", "pk").prefetch_related("act_uses__act")
    for page in pages:
        keys = {use.act.key for use in page.act_uses.all()}
        other = keys | {act.key} if page.slug in wanted else keys - {act.key}
        if other != keys:
            keep_acts(page, other)
    record("act.cited", act, by=by, articles=sorted(wanted))
    stamp.renew_on_commit()


@transaction.atomic
def mark_changed(act: LegalAct, *, by: User, on: date | None = None, note: str = "") -> ActChange:
    """The act has changed from that day: every article, step, fact and note that cites it is to be checked. Readers are told until
    then. What waits already for a change of this act waits for this one too, and is not doubled."""
    on = on or time.today()
    check_days(on=on)
    change = ActChange.objects.create(act=act, changed_on=on, note=note.replace("\x00", "").strip()[:2000], by=by)
    LegalAct.objects.filter(pk=act.pk).update(changed_on=max(on, act.changed_on or on))
    act.refresh_from_db()
    made = open_checks(change)
    record("act.changed", act, by=by, on=on.isoformat(), checks=made)
    stamp.renew_on_commit()
    return change


@transaction.atomic
def delete_act(act: LegalAct, *, by: User) -> None:
    """An act nothing cites goes. Raises `Refusal("act-in-use")` with the pages, or when its changes are history."""
    pages = list(ArticlePage.objects.filter(act_uses__act=act).select_related("locale").order_by("slug", "locale__language_code"))
    facts, notes = list(act.facts.order_by("key")), list(act.notes.select_related("town").order_by("town__name", "slot"))
    if pages or facts or notes:
        names = [f"{page.title} ({page.locale.language_code})" for page in pages]
        names += [fact.key for fact in facts] + [f"{note.town.name}: {note.get_slot_display()}" for note in notes]
        sentence = _t("This cites the act, so it cannot be deleted: %(names)s") % {"names": ", ".join(names)}
        raise Refusal("act-in-use", sentence=sentence, pages=pages)
    if act.changes.exists():
        raise Refusal("act-has-history", sentence=_("The act was marked as changed; what was checked then is kept, and so is the act."))
    record("act.deleted", act, by=by, key=act.key)
    act.delete()
    stamp.renew_on_commit()
