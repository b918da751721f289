"""Opening a file that is not one's own: for a reason, for three hours, told to those it concerns."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mosty.accounts.enums import Right
from mosty.clients.access import outside, owners_of
from mosty.clients.access.rights import manages
from mosty.clients.enums import GLASS_HOURS, LONGEST_GLASS_WORDS, GlassReason
from mosty.clients.enums.rights import GlassVerdict
from mosty.clients.models import BreakGlass, GlassNotice, GlassReview
from mosty.comms.actions import tell_staff
from mosty.comms.enums import MessageKind
from mosty.core import contacts, time
from mosty.core.audit.record import record
from mosty.core.errors import Missing, PermissionDenied, Refusal
from mosty.core.locks import lock
from mosty.directory.access import holders, people

if TYPE_CHECKING:
    from mosty.accounts.models import User
    from mosty.clients.models import Client


@transaction.atomic
def break_glass(client: Client, *, reason: str, words: str, by: User) -> BreakGlass:
    """Let the user read a file of the own organisation, outside their scope, for `GLASS_HOURS` hours. Breaking it again while it is open
    keeps the first hours. Whoever owns the file and the data-protection officer are told: on their first page until they say that they have
    seen it, and by an e-mail that names nobody.

    Raises `Missing` for a file that is hidden, foreign or one's own anyway; `Refusal`: bad-reason, no-words, too-long.
    """
    if not outside(by).filter(pk=client.pk).exists():
        raise Missing
    if reason not in GlassReason.values:
        raise Refusal("bad-reason", sentence=_("Please choose why you have to open this file."), field="reason")
    words = contacts.clean_line(words, LONGEST_GLASS_WORDS, field="words")
    if not words:
        sentence = _("Please say in a few words what happened. The data protection officer will read it.")
        raise Refusal("no-words", sentence=sentence, field="words")
    now = time.now()
    still_open = BreakGlass.objects.filter(user=by, client=client.pk, expires_at__gt=now).order_by("-opened_at").first()
    if still_open is not None:
        return still_open
    row = BreakGlass.objects.create(
        organization_id=client.organization_id,
        centre=client.centre_id,
        client=client.pk,
        number=client.number,
        user=by,
        reason=reason,
        words=words,
        opened_at=now,
        expires_at=now + timedelta(hours=GLASS_HOURS),
    )
    record("glass.broken", client, by=by, organisation=client.organization_id, reason=reason)
    _tell(row, client, by=by)
    return row


@transaction.atomic
def see_notice(notice: GlassNotice, *, by: User) -> GlassNotice:
    """The reader has seen that a file was opened; said twice, the first moment stays. Raises `PermissionDenied` for somebody else's."""
    notice = lock(notice)
    if notice.user_id != by.pk:
        raise PermissionDenied
    if notice.seen_at is None:
        notice.seen_at = time.now()
        notice.save(update_fields=["seen_at"])
    return notice


@transaction.atomic
def review(glass: BreakGlass, *, verdict: str, words: str = "", by: User) -> GlassReview:
    """The second look: was it right to open the file? Kept for ever, once. It counts as seen.

    Raises `Refusal`: bad-kind, no-words (not fine, and why?), too-long, own-glass; `PermissionDenied`. A second answer changes nothing.
    """
    if not manages(by, glass.organization_id):
        raise PermissionDenied
    if verdict not in GlassVerdict.values:
        raise Refusal("bad-kind", sentence=_("Please choose from the list."), field="verdict")
    words = contacts.clean_line(words, LONGEST_GLASS_WORDS, field="words")
    if verdict == GlassVerdict.NOT_FINE and not words:
        raise Refusal("no-words", sentence=_("Please say what was not right."), field="words")
    glass = lock(glass)
    if glass.user_id == by.pk:
        raise Refusal("own-glass", sentence=_("You opened this file yourself: somebody else has to look at it."))
    row, made = GlassReview.objects.get_or_create(glass=glass, defaults={"verdict": verdict, "words": words, "at": time.now(), "by": by})
    GlassNotice.objects.filter(glass=glass, user=by, seen_at=None).update(seen_at=time.now())
    if made:
        record("glass.reviewed", glass, by=by, organisation=glass.organization_id, verdict=verdict)
    return row


def _tell(row: BreakGlass, client: Client, *, by: User) -> None:
    told = [*people(owners_of(client)), *holders(Right.RIGHTS_MANAGE, organization=client.organization_id)]
    users = [user for user in dict.fromkeys(told) if user.pk != by.pk]
    GlassNotice.objects.bulk_create([GlassNotice(glass=row, user=user) for user in users])
    tell_staff(users, kind=MessageKind.STAFF_GLASS, organization=client.organization_id, about=row.pk, path="/desk/glass/")
