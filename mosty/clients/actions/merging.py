"""Two files of one person become one: field by field, whole or not at all, and back again for 30 days."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mosty.clients.actions.keys import renew_keys
from mosty.clients.actions.opened import ERASED, MERGED, RESTRICTED
from mosty.clients.models import Client, ClientName, Consent, Merge, PairVerdict, Relationship, RetentionNotice
from mosty.core import crypt, time
from mosty.core.audit.record import record
from mosty.core.errors import Refusal
from mosty.core.locks import lock

if TYPE_CHECKING:
    from mosty.accounts.models import User

UNDO_DAYS = 30
# what is chosen together stands in one line of the screen
CHOICES: dict[str, tuple[str, ...]] = {
    "name": ("name", "search"),
    "phone": ("phone",),
    "email": ("email",),
    "language": ("language",),
    "citizenship": ("citizenship",),
    "birth": ("birth_on", "birth_quality", "birth_year"),
    "sex": ("sex",),
    "education": ("education",),
    "work": ("work",),
    "needs_interpreter": ("needs_interpreter",),
    "notice": ("notice_shown_on", "notice_language"),
}


@dataclass(frozen=True)
class Moves:
    """Rows of one table that belong to a person: the column, and which of the rows cannot come along to a file that has them already."""

    model: str
    field: str = "client"
    stays: Callable[[Client, Client], Q] | None = None

    def rows(self) -> models.QuerySet[Any]:
        return apps.get_model(self.model)._default_manager.order_by("pk")


REGISTER: dict[tuple[str, str], Moves] = {}


def register(*moves: Moves) -> None:
    """Each app with a key to `Client` names its tables in `ready()`; tests walk all keys and fail for one that is missing."""
    for move in moves:
        REGISTER[move.model, move.field] = move


def _names_known(kept: Client, _gone: Client) -> Q:
    pairs = [Q(kind=kind, text=text) for kind, text in kept.names.order_by("pk").values_list("kind", "text")]
    return _any(pairs)


def _languages_known(kept: Client, _gone: Client) -> Q:
    return Q(language__in=list(kept.languages.order_by("pk").values_list("language", flat=True)))


def _contact_known(kept: Client, _gone: Client) -> Q:
    return Q() if hasattr(kept, "safe_contact") else Q(pk=None)


def _relatives_known(kept: Client, _gone: Client) -> Q:
    """To the kept file itself, or one that it has too."""
    known = [Q(other=other, kind=kind) for other, kind in kept.relations.exclude(other=None).order_by("pk").values_list("other", "kind")]
    return Q(other=kept) | _any(known)


def _related_already(kept: Client, _gone: Client) -> Q:
    known = Relationship.objects.filter(other=kept).order_by("pk").values_list("client", "kind")
    return Q(client=kept) | _any([Q(client=client, kind=kind) for client, kind in known])


def _noticed_already(kept: Client, _gone: Client) -> Q:
    known = RetentionNotice.objects.filter(client=kept).order_by("pk").values_list("record_class", "due_on")
    return _any([Q(record_class=name, due_on=day) for name, day in known])


def _answered_already(kept: Client, _gone: Client) -> Q:
    """One answer a purpose stands in a file. The gate reads those of files that went into this one too: the newest counts."""
    standing = Consent.objects.filter(client=kept, ended_at=None).order_by("pk").values_list("purpose", flat=True)
    return Q(ended_at=None, purpose__in=list(standing))


def _any(conditions: list[Q]) -> Q:
    found = Q(pk__in=[])
    for condition in conditions:
        found |= condition
    return found


OWN = (
    Moves("clients.ClientName", stays=_names_known),
    Moves("clients.Identifier"),
    Moves("clients.SafeContact", stays=_contact_known),
    Moves("clients.LanguageSkill", stays=_languages_known),
    Moves("clients.Relationship", stays=_relatives_known),
    Moves("clients.Relationship", "other", stays=_related_already),
    Moves("clients.ResidenceStatus"),
    Moves("clients.Deadline"),
    Moves("clients.LegalHold"),
    Moves("clients.RetentionNotice", stays=_noticed_already),
    Moves("clients.NoticeGiven"),
    Moves("clients.Consent", stays=_answered_already),
    Moves("clients.DataRequest"),
    Moves("clients.Restriction"),  # only lifted ones: a restricted file is not merged
)


@transaction.atomic
def merge(kept: Client, gone: Client, *, take: Mapping[str, str], by: User) -> Merge:
    """Put `gone` into `kept`. `take` says for each key of `CHOICES` whose value stays: "kept" (also when not named) or "gone".

    Every row of the person moves, in every app; nothing is deleted. Raises `Refusal`: itself, other-organisation, merged (one of the
    two is no file of its own any more), erased, restricted, told-apart (somebody decided that these are different people).
    """
    if kept.pk == gone.pk:
        raise Refusal("itself", sentence=_("These are one and the same file. Please choose two different ones."))
    first, second = sorted((kept, gone), key=lambda client: client.pk)
    locked = {client.pk: client for client in (lock(first), lock(second))}  # always in this order: two merges never wait for each other
    kept, gone = locked[kept.pk], locked[gone.pk]
    if kept.organization_id != gone.organization_id:
        raise Refusal("other-organisation")
    if kept.merged_into_id or gone.merged_into_id:
        raise Refusal("merged", sentence=MERGED)
    if kept.erased_at or gone.erased_at:
        raise Refusal("erased", sentence=ERASED)
    if kept.restricted_on or gone.restricted_on:
        raise Refusal("restricted", sentence=RESTRICTED)
    if PairVerdict.objects.filter(first=first, second=second, verdict="different").exists():
        raise Refusal("told-apart", sentence=_("It was decided that these are different people. Take that back first, if it is wrong."))
    before = _take(kept, gone, take)
    moved = {f"{move.model} {move.field}": _move(move, kept, gone) for move in REGISTER.values()}
    gone.merged_into = kept
    gone.save(update_fields=["merged_into", "updated_at"])
    kept.save()
    _one_main(kept)
    renew_keys(kept)
    renew_keys(gone)
    row = Merge.objects.create(
        organization_id=kept.organization_id,
        kept=kept,
        gone=gone,
        by=by,
        sealed=crypt.seal(json.dumps({"before": before, "moved": moved}, cls=DjangoJSONEncoder)),
        until=time.now() + timedelta(days=UNDO_DAYS),
    )
    record("client.merged", kept, by=by, organisation=kept.organization_id, gone=str(gone.pk), rows=sum(map(len, moved.values())))
    return row


@transaction.atomic
def undo_merge(row: Merge, *, by: User) -> Client:
    """Take the two files apart again: every row that moved goes back; what came since stays with the kept file.

    A value that was changed since the merge stays as it is. Raises `Refusal`: too-late, undone, later-first.
    """
    row = lock(row)
    if row.undone_at:
        raise Refusal("undone", sentence=_("These files were taken apart already."))
    if row.until < time.now() or not row.sealed:
        sentence = _("Files can be taken apart for %(days)d days only. Please open a new file for the other person.") % {"days": UNDO_DAYS}
        raise Refusal("too-late", sentence=sentence)
    first, second = sorted((row.kept, row.gone), key=lambda client: client.pk)
    locked = {client.pk: client for client in (lock(first), lock(second))}
    kept, gone = locked[row.kept_id], locked[row.gone_id]
    if kept.merged_into_id:
        later = _("The file that was kept went into another one since then. Please take those two apart first.")
        raise Refusal("later-first", sentence=later)
    kept_then = json.loads(crypt.unseal(row.sealed))
    for name, (was, became) in kept_then["before"].items():
        field: Any = Client._meta.get_field(name)
        if field.to_python(became) == getattr(kept, name):
            setattr(kept, name, field.to_python(was))
    for move in REGISTER.values():
        ids = kept_then["moved"].get(f"{move.model} {move.field}", [])
        move.rows().filter(pk__in=ids, **{move.field: kept}).update(**{move.field: gone})
    gone.merged_into = None
    gone.save(update_fields=["merged_into", "updated_at"])
    kept.save()
    for client in (kept, gone):
        _one_main(client)
        renew_keys(client)
    row.undone_at, row.undone_by, row.sealed = time.now(), by, ""
    row.save(update_fields=["undone_at", "undone_by", "sealed", "updated_at"])
    record("client.merge-undone", kept, by=by, organisation=kept.organization_id, gone=str(gone.pk))
    return gone


def forget_old_merges() -> int:
    """What can no longer be undone is forgotten: the sealed values go. Done by the worker."""
    return Merge.objects.filter(until__lt=time.now()).exclude(sealed="").update(sealed="", updated_at=time.now())


@transaction.atomic
def tell_apart(first: Client, second: Client, *, verdict: str, by: User) -> PairVerdict:
    """Keep what somebody decided about two files; they are not offered as one again. Raises `Refusal`: itself, other-organisation."""
    if first.pk == second.pk:
        raise Refusal("itself", sentence=_("These are one and the same file. Please choose two different ones."))
    if first.organization_id != second.organization_id:
        raise Refusal("other-organisation")
    low, high = sorted((first, second), key=lambda client: client.pk)
    row, _made = PairVerdict.objects.update_or_create(
        first=low, second=high, defaults={"organization_id": low.organization_id, "verdict": verdict, "by": by}
    )
    record("client.told-apart", low, by=by, organisation=low.organization_id, other=str(high.pk), verdict=verdict)
    return row


def _take(kept: Client, gone: Client, take: Mapping[str, str]) -> dict[str, tuple[Any, Any]]:
    """Put the chosen values of `gone` into `kept`; what was there, and what is there now. An empty value never replaces a given one."""
    before = {}
    for choice, fields in CHOICES.items():
        wants_gone = take.get(choice) == "gone" or not any(getattr(kept, name) for name in fields)
        if not wants_gone or not any(getattr(gone, name) for name in fields):
            continue
        for name in fields:
            before[name] = (getattr(kept, name), getattr(gone, name))
            setattr(kept, name, getattr(gone, name))
    if gone.is_hidden and not kept.is_hidden:  # the careful one of the two
        before["is_hidden"] = (False, True)
        kept.is_hidden = True
    return before


def _move(move: Moves, kept: Client, gone: Client) -> list[Any]:
    rows = move.rows().filter(**{move.field: gone})
    if move.stays is not None:
        rows = rows.exclude(pk__in=move.rows().filter(move.stays(kept, gone), **{move.field: gone}).order_by().values("pk"))
    if move.model == "clients.ClientName":
        rows.filter(is_main=True).update(is_main=False)
    ids = list(rows.values_list("pk", flat=True))
    move.rows().filter(pk__in=ids).update(**{move.field: kept})
    return ids


def _one_main(client: Client) -> None:
    """The main name is the one that the file shows."""
    names = ClientName.objects.filter(client=client)
    names.filter(is_main=True).exclude(text=client.name).update(is_main=False)
    if not names.filter(is_main=True).exists():
        same = names.filter(text=client.name).order_by("created_at", "pk").first()
        if same is not None:
            names.filter(pk=same.pk).update(is_main=True)
