"""Who may fetch a paper of the guide: whoever knows its key, for all of it is public. Who may print a form: whoever reads the file."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from mosty.accounts.enums import Right
from mosty.clients.access import can_on, demand_file, get_client
from mosty.clients.access.gate import STOPPED, may
from mosty.clients.enums.consents import ALLOWING, Cause
from mosty.clients.models import Client
from mosty.core.audit import looks
from mosty.core.errors import Missing, Refusal
from mosty.paper.enums import OF_MEETINGS, Printout
from mosty.paper.models import PaperJob

if TYPE_CHECKING:
    from mosty.directory.access import AnyUser
    from mosty.paper.queries.printouts.making import Wish


def get_job(key: str) -> PaperJob:
    """The job with that key. Raises `Missing`."""
    job = PaperJob.objects.filter(key=key[:64]).first()
    if job is None:
        raise Missing
    return job


def right_for(printout: str) -> Right:
    """What one must be able to read to print the form about a person."""
    return Right.ENCOUNTER_READ if printout in OF_MEETINGS else Right.CLIENT_READ


def get_printable(user: AnyUser, pk: UUID, printout: str) -> Client:
    """The file of which the form is to be printed, if the user may; notes the look. Raises `Missing` or `PermissionDenied`."""
    return get_client(user, pk, right=right_for(printout))


def printouts_of(user: AnyUser, client: Client) -> list[Printout]:
    """Forms that the user may print about this person."""
    may = {right: can_on(user, client, right) for right in {right_for(one) for one in Printout}}
    return [one for one in Printout if may[right_for(one)]]


def demand_print(user: AnyUser, client: Client, wish: Wish) -> None:
    """Raise unless the form may be printed now. Asked before it is made, and once more before it leaves the house.

    `Missing` or `PermissionDenied`: the file is not the user's to read (any more: it was hidden, a glass has closed). `Refusal`: it was
    put together with another meanwhile, or the person took back, refused or outlived the consent on which these data stand. Who was
    never asked may be handed the papers with which one asks.
    """
    now = Client.objects.filter(pk=client.pk).first()
    if now is None:
        raise Missing
    demand_file(user, now, right_for(wish.printout))
    if not wish.about:
        if now.merged_into_id is not None:
            raise Refusal(Cause.MERGED.value, sentence=STOPPED[Cause.MERGED])
        return
    cause = may(client, wish.about).cause
    if cause not in ALLOWING and cause != Cause.NEVER_ASKED:
        raise Refusal(cause.value, sentence=STOPPED[cause])


def note_print(client: Client, printout: str) -> None:
    """This form of the person leaves the house on paper. A look by print; it names the form."""
    looks.note("print", f"paper.{printout}", [client.pk], organisation=client.organization_id, centre=client.centre_id)
