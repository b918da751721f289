"""Taking the last act back: a verb leaves what its inverse needs, its author has some minutes.

A verb calls `offer`; the app registers the inverse in `AppConfig.ready()`. An inverse is an action like any other: it asks again who
may, writes the trace, and refuses what no longer fits. Nothing is undone that somebody has changed since: the subject must be as the act
left it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.apps import apps
from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from mosty.core import crypt, time
from mosty.core.errors import Missing, Refusal
from mosty.core.locks import lock
from mosty.core.models import UndoStep

if TYPE_CHECKING:
    from mosty.accounts.models import User

MINUTES = 10

NEWER = _("This was changed again meanwhile, so it can no longer be undone. Please look at it as it is now.")
TOO_LATE = _("An act can be undone for ten minutes only. Please change it by hand.")
UNDONE = _("This was undone already.")


@dataclass(frozen=True)
class Undoing:
    """What an inverse is given: the row as it is now, locked (nothing if the act took it away), whose file it is about, what the verb left,
    and who wants it."""

    row: Any
    person: UUID | None
    state: dict[str, Any]
    by: User


REGISTER: dict[str, Callable[[Undoing], None]] = {}


def register(name: str, inverse: Callable[[Undoing], None]) -> None:
    """Add the inverse of a verb; a name stands for one only."""
    if REGISTER.get(name, inverse) is not inverse:
        raise ValueError(f"two inverses named {name}")
    REGISTER[name] = inverse


def offer(
    name: str, subject: models.Model, *, by: User | None, organisation: UUID, person: UUID | None, gone: bool = False, **state: Any
) -> None:
    """Leave what takes this act back, in the transaction of the act.

    `person` is the id of the file it is about. `gone`: the act took the subject away (`state` then packs it).
    """
    if by is None or by.pk is None:
        return
    UndoStep.objects.create(
        actor=by,
        organisation=organisation,
        person=person,
        name=name,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        stamp=None if gone else getattr(subject, "updated_at"),  # noqa: B009 - every Row has it, models.Model does not say so
        sealed=crypt.seal(json.dumps(state, cls=DjangoJSONEncoder)),
        expires_at=time.now() + timedelta(minutes=MINUTES),
    )


def step_of(by: User, subject: models.Model) -> UUID | None:
    """The id of what takes the user's last act on the subject back; nothing when there is no such act, or it was undone."""
    about = {"subject_type": subject._meta.label_lower, "subject_id": str(subject.pk)}
    mine = UndoStep.objects.filter(actor=by, used_at=None, expires_at__gt=time.now(), **about)
    return mine.order_by("-created_at", "-pk").values_list("pk", flat=True).first()


@transaction.atomic
def take_back(pk: UUID, *, by: User) -> None:
    """Undo the act. Raises `Missing` for another person's; `Refusal`: undone, too-late, newer, and what the inverse refuses."""
    step = UndoStep.objects.filter(pk=pk, actor=by).first()
    if step is None or step.name not in REGISTER:
        raise Missing
    step = lock(step)
    if step.used_at is not None:
        raise Refusal("undone", sentence=UNDONE)
    if step.expires_at <= time.now():
        raise Refusal("too-late", sentence=TOO_LATE)
    row = apps.get_model(step.subject_type)._base_manager.select_for_update(of=("self",)).filter(pk=step.subject_id).first()
    if (row is None) != (step.stamp is None) or (row is not None and row.updated_at != step.stamp):
        raise Refusal("newer", sentence=NEWER)
    try:
        with transaction.atomic():
            REGISTER[step.name](Undoing(row, step.person, json.loads(crypt.unseal(step.sealed)), by))
    except IntegrityError:
        raise Refusal("newer", sentence=NEWER) from None
    step.used_at, step.sealed = time.now(), ""
    step.save(update_fields=["used_at", "sealed", "updated_at"])


def packed(*rows: models.Model) -> list[dict[str, Any]]:
    """Rows that an act takes away, whole, for `offer`."""
    return serializers.serialize("python", rows)


def put_back(rows: list[dict[str, Any]]) -> list[Any]:
    """Write packed rows again, with their ids and days. Raises `IntegrityError` when something else stands in their place."""
    back = [found.object for found in serializers.deserialize("python", rows)]
    for row in back:
        row.save_base(raw=True, force_insert=True)
    return back


def forget_steps() -> int:
    """What can no longer be undone goes. Done by the worker."""
    count, _kinds = UndoStep.objects.filter(expires_at__lt=time.now() - timedelta(hours=1)).delete()
    return count
