"""What happened with one person: visits, encounters, bookings, notes, files, newest first."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mosty.appointments.enums import AppointmentState
from mosty.appointments.queries.days import appointments_of
from mosty.casework.enums import Interpreting, Outcome, VisitChannel
from mosty.casework.enums.documents import DocumentKind
from mosty.casework.queries import encounters_of, visits_of
from mosty.casework.queries.documents import documents_of
from mosty.core import time, world
from mosty.core.texts import told
from mosty.desk.notes.box import note_entries
from mosty.desk.words import provider_name, topic_labels


@dataclass
class Entry:
    at: datetime
    title: str
    meta: str = ""
    note: str = ""
    kind: str = "plain"
    url: str = ""
    services: list[Any] = field(default_factory=list)


def timeline(user, client):
    """All entries the user may read. Six queries and what was given."""
    encounters = encounters_of(user, client)
    bookings = appointments_of(user, client)
    told_by_others = {row.visit_id for row in (*encounters, *bookings)}
    entries = [_encounter(encounter) for encounter in encounters]
    met = {encounter.visit_id for encounter in encounters}
    entries += [_booking(booking) for booking in bookings if booking.visit_id not in met]
    entries += [_visit(visit) for visit in visits_of(user, client) if visit.pk not in told_by_others]
    entries += [_note(note) for note in note_entries(user, client)]
    entries += [_document(one) for one in documents_of(user, client)]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def _encounter(row):
    deliveries = sorted(row.deliveries.all(), key=lambda delivery: delivery.created_at)
    minutes = sum(delivery.minutes for delivery in deliveries)
    words = [
        row.worker.name if row.worker else "",
        ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes},
        world.language_name(row.language) if row.language else "",
        _("interpreting: %(how)s") % {"how": Interpreting(row.interpreting).label} if row.interpreting != Interpreting.NONE else "",
    ]
    return Entry(
        row.started_at,
        _("Encounter: %(outcome)s") % {"outcome": Outcome(row.outcome).label},
        ", ".join(word for word in words if word),
        note=row.note,
        url=reverse("desk:encounters:show", args=[row.pk]),
        services=[told(delivery.service.names) for delivery in deliveries],
    )


def _note(note):
    url = reverse("desk:notes:show", args=[note["pk"]])
    return Entry(note["at"], note["title"], note["meta"], note=note["note"], url=url)


def _document(one):
    title = _("File: %(kind)s") % {"kind": DocumentKind(one.row.kind).label}
    url = reverse("desk:documents:show", args=[one.row.pk])
    return Entry(one.row.created_at, title, one.row.uploaded_by.name, note=one.title, url=url)


def _booking(row):
    state = AppointmentState(row.state)
    is_to_come = state == AppointmentState.BOOKED and row.starts_at > time.now()
    words = [provider_name(row.provider), world.language_name(row.language)]
    return Entry(
        row.starts_at,
        _("Booked time: %(state)s") % {"state": state.label},
        ", ".join(word for word in words if word),
        kind="warn" if is_to_come or state == AppointmentState.NO_SHOW else "plain",
        url=reverse("desk:appointments:detail", args=[row.pk]),
        services=[told(row.service.names)],
    )


def _visit(row):
    words = [
        topic_labels(row.topics),
        ngettext("%(count)d person", "%(count)d people", row.party_size) % {"count": row.party_size},
        world.language_name(row.language) if row.language else "",
    ]
    title = _("Short question: %(channel)s") if row.is_quick else _("Visit: %(channel)s")
    return Entry(row.opened_at, title % {"channel": VisitChannel(row.channel).label}, ", ".join(word for word in words if word))
