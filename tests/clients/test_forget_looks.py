"""The log of looks: two years at least, whoever asks; after that by whole months."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from mosty.clients.actions.looks import forget_looks
from mosty.core import time
from mosty.core.audit import forget
from mosty.core.errors import Refusal
from mosty.core.models import AccessEvent, AuditEntry


def look(cast, at):
    return AccessEvent.objects.create(at=at, actor=cast.zuzanna, how="open", subject_type="clients.client", place="x")


def test_whole_old_months_go_and_nothing_younger(cast):
    old = time.months_later(time.today().replace(day=1), -26)
    month = time.months_later(old, 1)
    inside = [look(cast, time.day_span(month)[0]), look(cast, time.day_span(month.replace(day=28))[0])]
    before = look(cast, time.day_span(old)[0])
    after = look(cast, time.day_span(time.months_later(month, 1))[0])
    assert forget_looks(month) == len(inside)
    assert set(AccessEvent.objects.values_list("pk", flat=True).order_by()) == {before.pk, after.pk}
    trace = AuditEntry.objects.get(verb="looks.forgotten")
    assert trace.details == {"month": f"{month:%Y-%m}", "count": 2}


@pytest.mark.parametrize("months", [0, -12, -24])
def test_a_younger_month_is_refused_by_the_verb(cast, months):
    with pytest.raises(Refusal, match="too-young"):
        forget_looks(time.months_later(time.today(), months))


def test_the_database_refuses_what_is_younger_than_two_years(cast):
    young = look(cast, time.day_span(time.months_later(time.today(), -23))[0])
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_accessevent")
    old = look(cast, datetime(2023, 1, 5, tzinfo=UTC))
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE core_accessevent SET place = 'y' WHERE id = %s", [old.pk])
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_accessevent WHERE id = %s", [old.pk])
    assert AccessEvent.objects.get() == young


def test_the_command_says_what_may_go_and_refuses_in_words(cast, capsys):
    look(cast, datetime(2023, 1, 5, tzinfo=UTC))
    call_command("forget_looks")
    assert "2023-01" in capsys.readouterr().out
    call_command("forget_looks", "2023-01")
    assert "1 looks of 2023-01 deleted" in capsys.readouterr().out
    for month in ("soon", f"{date.today():%Y-%m}"):  # noqa: DTZ011 - any day of this month will do
        with pytest.raises(CommandError):
            call_command("forget_looks", month)
    assert forget.oldest_month() is None
