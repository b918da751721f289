"""What changes in the directory is renewed in the index."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save

from mosty.directory.models import Centre, CentreState, Service, ServiceAtCentre, Town
from mosty.search.actions.renewals import ask_renewal
from mosty.search.enums import Kind


def listen() -> None:
    """Hear of every row of the directory that is saved or deleted. Rows written in bulk are found by the daily renewal."""
    for signal in (post_save, post_delete):
        for model in (Service, ServiceAtCentre, Centre, CentreState, Town):
            signal.connect(changed, sender=model, dispatch_uid=f"mosty.search.{model.__name__}.{id(signal)}")


def changed(sender: Any, instance: Any, **named: Any) -> None:
    """Receiver: the entries that show something of this row are to be made anew."""
    if named.get("raw"):
        return
    if isinstance(instance, Service):
        ask_renewal(Kind.SERVICE, instance.slug)
    if isinstance(instance, Centre):
        ask_renewal(Kind.CENTRE, instance.slug)
    else:
        ask_renewal(Kind.CENTRE)  # names of services, towns and states stand in the entries of any centre
