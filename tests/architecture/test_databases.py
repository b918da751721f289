"""What races and guards rest on: two real connections, and tables that only grow being emptied between tests."""

import threading

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, connections, transaction

from mosty.core import guards, time
from mosty.core.models import AuditEntry


def entry() -> AuditEntry:
    return AuditEntry.objects.create(at=time.now(), verb="test.done", subject_type="test", subject_id="1", details={})


@pytest.mark.race
@pytest.mark.parametrize("round_", [1, 2])
def test_another_connection_sees_what_is_committed_and_nothing_older(round_):
    entry()
    seen = []

    def look() -> None:
        seen.append(AuditEntry.objects.count())
        connections.close_all()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join(10)
    assert seen == [1]


@pytest.mark.race
def test_guards_are_back_after_the_tables_were_emptied():
    entry()
    call_command("flush", verbosity=0, interactive=False)
    assert guards.missing() == []


def test_a_table_that_only_grows_refuses_changes():
    kept = entry()
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditEntry.objects.filter(pk=kept.pk).update(verb="test.forged")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_auditentry")
    assert AuditEntry.objects.get().verb == "test.done"
