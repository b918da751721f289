"""Numbers of documents: sealed, once in an organisation, found again by anyone who holds the document."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction

from mosty.clients.actions import open_client
from mosty.clients.actions.identity import remove_identifier, save_identifier
from mosty.clients.models import Deadline, Identifier
from mosty.clients.queries import find_clients
from mosty.clients.queries.identity import number_of, warnings_of
from mosty.core.errors import Refusal
from mosty.core.models import AuditEntry
from tests.cast import make_cast


@pytest.fixture
def nino(cast):
    return open_client(centre=cast.poznan, name="Nino", by=cast.oksana)


def test_a_number_is_sealed_and_found_again_however_it_is_typed(cast, nino):
    row = save_identifier(nino, kind="passport", number=" fe 123-456 ", by=cast.oksana)
    row.refresh_from_db()
    assert "FE123456" not in row.sealed
    assert (row.ending, number_of(row)) == ("456", "FE123456")
    for text in ("FE123456", "fe 123 456", "FE-123456"):
        assert find_clients(cast.oksana, text).clients == [nino]
    assert find_clients(cast.adam, "FE123456").clients == []
    assert "FE123456" not in str([entry.details for entry in AuditEntry.objects.order_by("pk")])


def test_two_organisations_never_share_a_digest(cast, nino):
    other = open_client(centre=cast.foreign, name="Nino", by=cast.adam)
    digests = {save_identifier(client, kind="pesel", number="91050600005", by=cast.oksana).digest for client in (nino, other)}
    assert len(digests) == 2


def test_one_number_one_file(cast, nino):
    save_identifier(nino, kind="passport", number="FE123456", country="GE", by=cast.oksana)
    other = open_client(centre=cast.konin, name="Nino B", by=cast.ewa)
    with pytest.raises(Refusal) as refused:
        save_identifier(other, kind="passport", number="fe123456", country="GE", by=cast.ewa)
    assert (refused.value.code, refused.value.field, refused.value.details["client"]) == ("number-taken", "number", nino.pk)
    save_identifier(other, kind="passport", number="FE123456", country="UA", by=cast.ewa)  # another country's
    row = save_identifier(other, kind="visa", number="FE123456", country="GE", by=cast.ewa)  # another kind
    with pytest.raises(IntegrityError), transaction.atomic():
        Identifier.objects.filter(pk=row.pk).update(kind="passport", digest=nino.identifiers.get().digest)


def test_a_reason_stands_instead_of_a_number(cast, nino):
    row = save_identifier(nino, kind="pesel", missing="none-yet", by=cast.oksana)
    assert (row.sealed, row.digest, row.ending) == ("", "", "")
    save_identifier(nino, kind="pesel", number="91050600005", row=row, by=cast.oksana)
    row.refresh_from_db()
    assert (row.missing, row.ending) == ("", "005")
    save_identifier(nino, kind="pesel", missing="lost", row=row, by=cast.oksana)
    row.refresh_from_db()
    assert (row.missing, row.sealed, row.digest, row.ending) == ("lost", "", "", "")
    for values in ({"missing": ""}, {"digest": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Identifier.objects.filter(pk=row.pk).update(**values)


def test_another_kind_with_the_kept_number_is_found_under_its_new_kind(cast, nino):
    row = save_identifier(nino, kind="other", number="FE123456", by=cast.oksana)
    save_identifier(nino, kind="passport", row=row, by=cast.oksana)
    other = open_client(centre=cast.poznan, name="Ana", by=cast.oksana)
    with pytest.raises(Refusal) as refused:
        save_identifier(other, kind="passport", number="FE123456", by=cast.oksana)
    assert refused.value.code == "number-taken"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({}, "no-number"),
        ({"number": "--- "}, "no-number"),
        ({"number": "A1"}, "bad-number"),
        ({"number": "9" * 31}, "bad-number"),
        ({"number": "A123", "missing": "lost"}, "bad-number"),
        ({"number": "A123", "kind": "library-card"}, "bad-kind"),
        ({"missing": "hidden"}, "bad-kind"),
        ({"number": "A123", "country": "EU"}, "bad-country"),
        ({"number": "A123", "valid_from": date(2027, 1, 2), "valid_to": date(2027, 1, 1)}, "bad-period"),
    ],
)
def test_what_cannot_be_is_refused(cast, nino, given, code):
    with pytest.raises(Refusal) as refused:
        save_identifier(nino, **{"kind": "passport", **given}, by=cast.oksana)
    assert refused.value.code == code
    assert Identifier.objects.count() == 0


def test_the_last_day_is_a_deadline_that_follows_it(cast, nino):
    row = save_identifier(nino, kind="passport", number="A12345", valid_to=date(2027, 1, 1), by=cast.oksana)
    deadline = Deadline.objects.get()
    Deadline.objects.filter(pk=deadline.pk).update(done_on=date(2026, 1, 1), done_by=cast.oksana, reminded=[60])
    save_identifier(nino, kind="passport", row=row, valid_to=date(2037, 1, 1), by=cast.oksana)
    deadline.refresh_from_db()
    assert (deadline.on, deadline.done_on, deadline.reminded) == (date(2037, 1, 1), None, [])
    save_identifier(nino, kind="passport", row=row, by=cast.oksana)
    assert Deadline.objects.count() == 0
    remove_identifier(row, by=cast.oksana)
    assert Identifier.objects.count() == 0


def test_a_wrong_pesel_warns_and_is_kept(cast, nino):
    row = save_identifier(nino, kind="pesel", number="91050600006", by=cast.oksana)
    assert len(warnings_of(row)) == 1
    row = save_identifier(nino, kind="pesel", number="1234", row=row, by=cast.oksana)
    assert len(warnings_of(row)) == 1
    assert warnings_of(save_identifier(nino, kind="passport", number="A1234", by=cast.oksana)) == []


@pytest.mark.race
def test_one_number_for_two_people_at_one_moment():
    cast = make_cast()
    clients = [open_client(centre=cast.poznan, name=name, by=cast.oksana) for name in ("Nino", "Ana")]
    start, kept, faults = Barrier(2), [], []

    def work(client):
        try:
            start.wait()
            kept.append(save_identifier(client, kind="pesel", number="91050600005", by=cast.oksana))
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [Thread(target=work, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [(type(fault), fault.code) for fault in faults] == [(Refusal, "number-taken")]
    assert len(kept) == Identifier.objects.count() == 1
